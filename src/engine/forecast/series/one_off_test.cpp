#include "engine/forecast/series/one_off.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "base/random.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast {
namespace {

double summer(std::size_t t) {
    return 1 + 0.4 * std::sin(static_cast<double>(t) * 2 * std::numbers::pi / 12);
}

std::vector<double> a_thousand(std::size_t months, double noise, bool season = false) {
    Random random(months);
    std::vector<double> values;
    for (std::size_t t = 0; t < months; ++t) {
        const double index = season ? summer(t) : 1;
        values.push_back(std::round(1000 * index * std::exp(noise * random.normal())));
    }
    return values;
}

Outcome forecast_of(const std::vector<double>& values) {
    Problem problem{.horizon = 12};
    Series series;
    series.values = values;
    problem.series.push_back(series);
    return forecast(problem);
}

// A chain's order for its opening must not be made again a year later.
TEST(OneOffSales, DoNotComeBackAYearLater) {
    for (const std::size_t months : {24U, 30U, 36U, 48U, 60U}) {
        for (const double noise : {0.0, 0.05, 0.1}) {
            for (const std::size_t ago : {6U, 12U, 15U}) {
                auto values = a_thousand(months, noise);
                values[months - ago] *= 4;
                const auto outcome = forecast_of(values);
                for (std::size_t h = 0; h < 12; ++h)
                    EXPECT_NEAR(outcome.mean(0)[h], 1000, 170)
                        << months << " months, " << ago << " ago, noise " << noise;
                const auto cleaned = outcome.cleaned(0);
                ASSERT_EQ(cleaned.size(), 1U);
                EXPECT_EQ(cleaned[0].reason, CleanReason::Outlier);
                EXPECT_EQ(cleaned[0].period, static_cast<std::int32_t>(months - ago));
            }
        }
    }
}

TEST(OneOffSales, AreSeenBesideKnownPromotions) {
    auto values = a_thousand(36, 0.05);
    std::vector<double> promoted(48);
    for (const std::size_t t : {4U, 9U, 15U, 21U, 28U, 33U}) promoted[t] = 1;
    for (std::size_t t = 0; t < 36; ++t) values[t] *= promoted[t] > 0 ? 1.5 : 1;
    values[24] *= 4;
    Problem problem{.horizon = 12, .regressors = {{"promotion", Layer::Promotion}}};
    Series series;
    series.values = values;
    series.regressors = promoted;
    problem.series.push_back(series);
    const auto outcome = forecast(problem);
    for (std::size_t h = 0; h < 12; ++h) EXPECT_NEAR(outcome.mean(0)[h], 1000, 60) << h;
}

TEST(OneOffSales, AreSeenWithinASeason) {
    for (const double factor : {4.0, 0.2}) {
        auto values = a_thousand(36, 0.05, true);
        values[24] *= factor;
        const auto outcome = forecast_of(values);
        for (std::size_t h = 0; h < 12; ++h)
            EXPECT_NEAR(outcome.mean(0)[h], 1000 * summer(h), 220) << factor;
    }
}

TEST(OneOffSales, AreNotASeasonThatComesEveryYear) {
    auto values = a_thousand(48, 0.05);
    for (std::size_t t = 11; t < 48; t += 12) values[t] *= 4;
    EXPECT_TRUE(find_one_offs(values, 12).empty());
    EXPECT_NEAR(forecast_of(values).mean(0)[11], 4000, 400);
}

TEST(OneOffSales, AreNotASeasonThatCameInBothLastYears) {
    auto values = a_thousand(48, 0.05);
    values[29] *= 4;
    values[41] *= 4;
    EXPECT_TRUE(find_one_offs(values, 12).empty());
}

TEST(OneOffSales, AreNotWhatPromotionsOftenBring) {
    auto values = a_thousand(48, 0.05);
    for (const std::size_t t : {3U, 10U, 20U, 31U, 42U}) values[t] *= 4;
    EXPECT_TRUE(find_one_offs(values, 12).empty());
}

TEST(OneOffSales, AreNotThePaydaysOfAShop) {
    Random random(3);
    std::vector<double> values;
    for (std::size_t day = 0; day < 365; ++day)
        values.push_back(std::round((day % 30 == 9 ? 400 : 100) * (0.9 + 0.2 * random.uniform())));
    EXPECT_TRUE(find_one_offs(values, 7).empty());
}

TEST(OneOffSales, AreNeitherANewLevelNorTheLastValue) {
    auto values = a_thousand(36, 0.05);
    for (std::size_t t = 33; t < 36; ++t) values[t] *= 4;
    EXPECT_TRUE(find_one_offs(values, 12).empty());
    values = a_thousand(36, 0.05);
    values[34] *= 4;
    values[35] *= 4;
    EXPECT_TRUE(find_one_offs(values, 12).empty());
    values = a_thousand(36, 0.05);
    values[35] *= 4;
    EXPECT_TRUE(find_one_offs(values, 12).empty());
}

// A month that was not told, or in which a dealer sent everything back.
TEST(OneOffSales, MayBeAMonthOfNothingOrLess) {
    for (const double sold : {0.0, -1200.0}) {
        for (const double noise : {0.0, 0.1}) {
            for (const std::size_t ago : {1U, 7U, 12U}) {
                auto values = a_thousand(36, noise);
                values[36 - ago] = sold;
                const auto outcome = forecast_of(values);
                for (std::size_t h = 0; h < 12; ++h)
                    EXPECT_NEAR(outcome.mean(0)[h], 1000, 150) << sold << ", " << ago << " ago";
                EXPECT_EQ(outcome.offsets[0], 0);
                EXPECT_EQ(outcome.doubtful_last[0], ago == 1);
                EXPECT_EQ(outcome.low95(0)[0] <= 0, ago == 1);
            }
        }
    }
}

// A city that was closed for three months will not be closed in the same months again.
TEST(OneOffSales, MayLastThreeMonths) {
    for (const std::size_t months : {36U, 60U}) {
        for (const std::size_t begin : {14U, 22U, 30U}) {
            auto values = a_thousand(months, 0.05, true);
            for (std::size_t t = begin; t < begin + 3; ++t) values[t] *= 0.3;
            const auto outcome = forecast_of(values);
            for (std::size_t h = 0; h < 12; ++h)
                EXPECT_NEAR(outcome.mean(0)[h] / summer(months + h), 1000, 140)
                    << months << " months from " << begin;
        }
    }
}

TEST(OneOffSales, OfTwoMonthsAreToldOnce) {
    for (const std::size_t months : {36U, 48U}) {
        auto values = a_thousand(months, 0.03);
        values[20] = 7000;
        values[21] = 2550;
        const auto found = find_one_offs(values, 12);
        ASSERT_EQ(found.size(), 2U) << months;
        EXPECT_EQ(found[0].at, 20U);
        EXPECT_EQ(found[1].at, 21U);
    }
}

TEST(OneOffSales, OfHalfAYearAtMostAreNoSeason) {
    for (const std::size_t lasted : {4U, 5U, 6U}) {
        auto values = a_thousand(48, 0.05, true);
        for (std::size_t t = 20; t < 20 + lasted; ++t) values[t] *= 0.1;
        const auto outcome = forecast_of(values);
        for (std::size_t h = 0; h < 12; ++h)
            EXPECT_NEAR(outcome.mean(0)[h] / summer(48 + h), 1000, 150) << lasted << ", " << h;
    }
}

TEST(OneOffSales, AreSeenBesideAGap) {
    auto values = a_thousand(36, 0.05, true);
    values[20] = -500;
    const double whole = forecast_of(values).mean(0)[8];
    values[6] = std::nan("");
    EXPECT_NEAR(forecast_of(values).mean(0)[8], whole, 0.1 * whole);
}

TEST(OneOffSales, AreNotTheZerosOfGoodsThatSellAFew) {
    Random random(6);
    std::vector<double> values;
    for (int t = 0; t < 48; ++t) values.push_back(1 + static_cast<double>(random.below(4)));
    values[20] = 0;
    EXPECT_TRUE(find_one_offs(values, 12).empty());
}

TEST(OneOffSales, AreNotReturnsThatComeEveryYear) {
    auto values = a_thousand(48, 0.05);
    for (std::size_t t = 2; t < 48; t += 12) values[t] = -300;
    EXPECT_TRUE(find_one_offs(values, 12).empty());
    EXPECT_LT(forecast_of(values).mean(0)[2], 100);
}

TEST(OneOffSales, OfManyTimesAllOthersAreAMistake) {
    auto values = a_thousand(36, 0.3);
    values[20] = 90'000;
    const auto found = find_one_offs(values, 12);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at, 20U);
    EXPECT_NEAR(found[0].usual, 1000, 500);
}

// Of 13 to 23 months no month is known twice but the first ones.
TEST(OneOffSales, OfAYoungHistoryAreSeenWhereTheMonthCameAgain) {
    for (const double factor : {5.0, 3.0, 0.2}) {
        for (const std::size_t months : {14U, 17U, 20U, 23U}) {
            for (std::size_t at = 0; at + 12 < months; ++at) {
                auto values = a_thousand(months, 0.1);
                values[at] *= factor;
                const auto outcome = forecast_of(values);
                for (std::size_t h = 0; h < 12; ++h)
                    EXPECT_NEAR(outcome.mean(0)[h], 1000, 130)
                        << factor << " in month " << at << " of " << months;
            }
        }
    }
}

TEST(OneOffSales, OfAYoungHistoryAreHardlyBelievedBeforeTheMonthComesAgain) {
    for (const double factor : {5.0, 0.2}) {
        for (const std::size_t months : {14U, 18U, 22U}) {
            for (std::size_t at = months - 12; at < 12; ++at) {
                auto values = a_thousand(months, 0.1);
                values[at] *= factor;
                const auto outcome = forecast_of(values);
                double error = 0;
                for (std::size_t h = 0; h < 12; ++h)
                    error += std::abs(outcome.mean(0)[h] - 1000) / 12'000;
                EXPECT_LT(error, 0.11) << factor << " in month " << at << " of " << months;
            }
        }
    }
}

TEST(OneOffSales, OfAYoungHistoryAreNotItsSeason) {
    for (const std::size_t months : {14U, 18U, 22U}) {
        auto values = a_thousand(months, 0.03);
        for (std::size_t t = 0; t < months; ++t)
            values[t] *= 1 + 0.9 * std::sin(static_cast<double>(t) * 2 * std::numbers::pi / 12);
        EXPECT_TRUE(find_one_offs(values, 12).empty()) << months;
    }
}

}  // namespace
}  // namespace bihuan::forecast
