#include "engine/forecast/series/sold_once.h"

#include <gtest/gtest.h>

#include "base/day.h"

namespace bihuan::forecast {
namespace {

/// Months of nothing until the end of 2025, with a sale so many months before the end of it.
std::vector<double> sold(std::size_t months, std::size_t ago, double amount = 15'000) {
    std::vector<double> values(months);
    values[months - ago] = amount;
    return values;
}

Outcome forecast_of(const std::vector<double>& values, Holidays holidays = Holidays::None) {
    Problem problem{.horizon = 12, .holidays = holidays};
    Series series;
    series.values = values;
    series.first_period = Month(2026, 1).number() - static_cast<std::int32_t>(values.size());
    problem.series.push_back(series);
    return forecast(problem);
}

// A gift box of last January is no rate for each month.
TEST(SoldOnce, IsExpectedInPartAtTheSameTimeOnly) {
    for (const std::size_t months : {12U, 24U, 36U, 48U}) {
        const auto outcome = forecast_of(sold(months, 12));
        EXPECT_EQ(outcome.statuses[0], Status::Once) << months;
        EXPECT_NEAR(outcome.mean(0)[0], months == 12 ? 7500 : 5000, 1);
        EXPECT_EQ(outcome.low95(0)[0], 0);
        EXPECT_EQ(outcome.high80(0)[0], 15'000);
        EXPECT_GT(outcome.high95(0)[0], 15'000);
        for (std::size_t h = 1; h < 12; ++h) {
            EXPECT_EQ(outcome.mean(0)[h], 0) << h;
            EXPECT_EQ(outcome.high80(0)[h], 0);
            EXPECT_EQ(outcome.high95(0)[h], 15'000) << "one month in so few may sell";
        }
    }
}

TEST(SoldOnce, IsNoLevelInTheLastMonthEither) {
    const auto outcome = forecast_of(sold(24, 1));
    for (std::size_t h = 0; h < 11; ++h) EXPECT_EQ(outcome.mean(0)[h], 0);
    EXPECT_GT(outcome.high95(0)[0], 10'000);
}

TEST(SoldOnce, IsNotWhatHasJustBegunToSell) {
    for (const std::size_t since : {2U, 3U, 4U}) {
        std::vector<double> values(24);
        for (std::size_t t = 24 - since; t < 24; ++t) values[t] = t % 2 == 0 ? 986 : 1011;
        const auto outcome = forecast_of(values);
        EXPECT_NE(outcome.statuses[0], Status::Once) << since;
        for (std::size_t h = 0; h < 3; ++h)
            EXPECT_NEAR(outcome.mean(0)[h], 1000, 60) << since << " " << h;
    }
}

TEST(SoldOnce, IsNotExpectedWhereItsTimePassedWithoutASale) {
    for (const std::size_t ago : {13U, 24U}) {
        const auto outcome = forecast_of(sold(24, ago));
        for (std::size_t h = 0; h < 12; ++h) EXPECT_EQ(outcome.mean(0)[h], 0) << ago;
    }
}

TEST(SoldOnce, MayBeTwoMonthsNextToOneAnother) {
    auto values = sold(30, 8);
    values[23] = 9000;
    const auto outcome = forecast_of(values);
    EXPECT_EQ(outcome.statuses[0], Status::Once);
    EXPECT_NEAR(outcome.mean(0)[4], 5000, 1);
    EXPECT_NEAR(outcome.mean(0)[5], 3000, 1);
    EXPECT_EQ(outcome.mean(0)[3], 0);
}

// 29 January 2025, 17 February 2026.
TEST(SoldOnce, BeforeSpringFestivalMovesWithIt) {
    const auto outcome = forecast_of(sold(24, 12), Holidays::China);
    EXPECT_GT(outcome.mean(0)[1], 2500);
    EXPECT_LT(outcome.mean(0)[0], 2500);
    EXPECT_NEAR(outcome.mean(0)[0] + outcome.mean(0)[1], 5000, 1);
    EXPECT_GT(outcome.layer(0, Layer::Festival)[1], 2500);
}

TEST(SoldOnce, IsRareDemandWhereAFewPiecesSold) {
    const auto outcome = forecast_of(sold(24, 12, 2));
    EXPECT_EQ(outcome.statuses[0], Status::Intermittent);
    EXPECT_GT(outcome.mean(0)[5], 0);
}

TEST(SoldOnce, IsNotWhatSoldAtTwoTimes) {
    auto values = sold(24, 12);
    values[17] = 100;
    EXPECT_EQ(forecast_of(values).statuses[0], Status::Intermittent);
}

}  // namespace
}  // namespace bihuan::forecast
