#include "engine/forecast/series/last_value.h"

#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast {
namespace {

std::vector<double> a_hundred_then(double last, std::uint64_t seed = 1) {
    Random random(seed);
    std::vector<double> values;
    for (int month = 0; month < 35; ++month)
        values.push_back(100 * std::exp(0.03 * random.normal()));
    values.push_back(last);
    return values;
}

Outcome forecast_of(const std::vector<double>& values, Detail detail = Detail::Full) {
    Problem problem{.horizon = 6};
    Series series;
    series.values = values;
    problem.series.push_back(series);
    return forecast(problem, {.detail = detail});
}

TEST(DoubtfulLastValue, IsNamedAndTheIntervalReachesBack) {
    for (const double last : {1000.0, 10'000.0}) {
        for (const Detail detail : {Detail::Full, Detail::Forecast}) {
            const auto outcome = forecast_of(a_hundred_then(last), detail);
            EXPECT_TRUE(outcome.doubtful_last[0]);
            for (std::size_t h = 0; h < 6; ++h) {
                EXPECT_LT(outcome.low95(0)[h], 105) << last;
                EXPECT_LT(outcome.low80(0)[h], 105) << last;
            }
        }
    }
}

// One month booked twice must not fill the warehouse for a year.
TEST(DoubtfulLastValue, FourTimesTooHighIsNotFollowed) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Random random(seed);
        std::vector<double> values;
        for (int month = 0; month < 60; ++month) {
            const double season = 1 + 0.3 * std::sin(month * 2 * std::numbers::pi / 12);
            values.push_back(100 * season * std::exp(0.08 * random.normal()));
        }
        values.back() *= 4;
        const auto outcome = forecast_of(values);
        ASSERT_TRUE(outcome.doubtful_last[0]) << seed;
        for (std::size_t h = 0; h < 6; ++h) {
            const double season =
                1 + 0.3 * std::sin(static_cast<double>(60 + h) * 2 * std::numbers::pi / 12);
            EXPECT_NEAR(outcome.mean(0)[h], 100 * season, 35) << seed;
            EXPECT_LT(outcome.low95(0)[h], 100 * season);
            EXPECT_GT(outcome.high95(0)[h], 300 * season) << "it may have been right";
        }
    }
}

TEST(DoubtfulLastValue, MayBeTooSmallAsWell) {
    const auto outcome = forecast_of(a_hundred_then(1));
    EXPECT_TRUE(outcome.doubtful_last[0]);
    EXPECT_GT(outcome.high80(0)[0], 98);
}

// Not imported yet, an empty shelf, or the end: one month alone does not tell.
TEST(DoubtfulLastValue, IsAMonthOfNothingBehindAYearOfSales) {
    for (const std::size_t known : {12U, 13U, 18U, 24U, 36U}) {
        auto values = a_hundred_then(0);
        values.erase(values.begin(), values.end() - static_cast<std::ptrdiff_t>(known));
        const auto outcome = forecast_of(values);
        EXPECT_TRUE(outcome.doubtful_last[0]) << known;
        EXPECT_NEAR(outcome.mean(0)[0], 100, 10) << known;
        EXPECT_EQ(outcome.low95(0)[0], 0) << known;
        EXPECT_LT(outcome.high95(0)[0], 150) << known;
    }
}

// In a company promotions are always known; none explains a month without a sale.
TEST(DoubtfulLastValue, IsAMonthOfNothingBesideKnownPromotionsAndIsNamedAmongWhatWasCleaned) {
    auto values = a_hundred_then(0);
    std::vector<double> promoted(42);
    for (const std::size_t t : {4U, 9U, 15U, 21U, 28U, 33U}) promoted[t] = 1;
    for (std::size_t t = 0; t < 35; ++t) values[t] *= promoted[t] > 0 ? 1.5 : 1;
    Problem problem{.horizon = 6, .regressors = {{"promotion", Layer::Promotion}}};
    Series series;
    series.values = values;
    series.regressors = promoted;
    problem.series.push_back(series);
    const auto outcome = forecast(problem);
    EXPECT_TRUE(outcome.doubtful_last[0]);
    EXPECT_NEAR(outcome.mean(0)[0], 100, 10);
    EXPECT_EQ(outcome.low95(0)[0], 0);
    ASSERT_EQ(outcome.cleaned(0).size(), 1U);
    EXPECT_EQ(outcome.cleaned(0)[0].reason, CleanReason::Doubtful);
    EXPECT_EQ(outcome.cleaned(0)[0].period, 35);
}

TEST(DoubtfulLastValue, IsNoMonthOfNothingOfGoodsThatSellAFew) {
    Random random(2);
    std::vector<double> values;
    for (int month = 0; month < 35; ++month)
        values.push_back(1 + static_cast<double>(random.below(4)));
    values.push_back(0);
    EXPECT_FALSE(forecast_of(values).doubtful_last[0]);
}

TEST(DoubtfulLastValue, IsNoneThatOthersCameNear) {
    EXPECT_FALSE(forecast_of(a_hundred_then(160)).doubtful_last[0]);
    auto seasonal = a_hundred_then(2000);
    seasonal[11] = seasonal[23] = 2000;
    EXPECT_FALSE(forecast_of(seasonal).doubtful_last[0]) << "a December like the others";
}

// A chain was lost two months ago: nobody will make what it no longer buys.
TEST(DoubtfulLastValue, IsConfirmedByTheValueBefore) {
    for (const double factor : {0.33, 3.0, 4.0}) {
        for (const std::size_t months : {2U, 3U, 4U, 6U}) {
            auto values = a_hundred_then(100);
            for (std::size_t k = 1; k <= months; ++k) values[values.size() - k] *= factor;
            const auto outcome = forecast_of(values);
            EXPECT_FALSE(outcome.doubtful_last[0]) << factor << " for " << months;
            const double known = months == 2 ? 0.55 : 0.1;
            EXPECT_NEAR(outcome.mean(0)[0], 100 * factor, known * 100 * factor) << months;
            EXPECT_GT(outcome.high95(0)[0], 100 * factor * (months == 2 ? 0.9 : 0.97));
            EXPECT_LT(outcome.low95(0)[0], 100 * factor * (months == 2 ? 1.1 : 1.03));
        }
    }
}

TEST(DoubtfulLastValue, OfAYoungProductIsSeenFromAYearOn) {
    for (const std::size_t known : {12U, 13U, 15U, 18U, 23U, 24U}) {
        for (const double last : {400.0, 25.0}) {
            auto values = a_hundred_then(last);
            values.erase(values.begin(), values.end() - static_cast<std::ptrdiff_t>(known));
            const auto outcome = forecast_of(values);
            EXPECT_TRUE(outcome.doubtful_last[0]) << last << " after " << known;
            EXPECT_NEAR(outcome.mean(0)[0], 100, 12) << last << " after " << known;
        }
    }
}

TEST(DoubtfulLastValue, OfAYoungSeasonIsHeldAgainstLastYear) {
    std::vector<double> values;
    Random random(5);
    for (int month = 0; month < 18; ++month) {
        const double season = 1 + 0.4 * std::sin(month * 2 * std::numbers::pi / 12);
        values.push_back(1000 * season * std::exp(0.05 * random.normal()));
    }
    values.back() *= 4;
    const auto outcome = forecast_of(values);
    EXPECT_TRUE(outcome.doubtful_last[0]);
    EXPECT_LT(outcome.mean(0)[0], 1300);
}

// Half as much again in one month may be a promotion nobody told, or a new customer.
TEST(AJumpOfTheLastValue, IsNoSlipButTheIntervalReachesBothLevels) {
    for (const double factor : {0.5, 0.7, 1.5, 2.0}) {
        const auto outcome = forecast_of(a_hundred_then(100 * factor));
        EXPECT_FALSE(outcome.doubtful_last[0]) << factor;
        for (std::size_t h = 0; h < 6; ++h) {
            EXPECT_LT(outcome.low95(0)[h], 100 * std::min(factor, 1.0));
            EXPECT_GT(outcome.high95(0)[h], 100 * std::max(factor, 1.0));
        }
    }
}

}  // namespace
}  // namespace bihuan::forecast
