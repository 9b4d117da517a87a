#include "engine/forecast/series/steady_growth.h"

#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast {
namespace {

/// Sales that grow by the same share every month, noise around it; more months than are known.
std::vector<double> growing(double a_month, double noise, std::size_t months, std::uint64_t seed) {
    Random random(seed);
    std::vector<double> values;
    for (std::size_t month = 0; month < months; ++month) {
        const double growth = a_month * static_cast<double>(month);
        values.push_back(1000 * std::exp(growth + noise * random.normal()));
    }
    return values;
}

double rate_of(const std::vector<double>& values) {
    return steady_growth(values, 12);
}

TEST(SteadyGrowth, IsTheSlopeOfTheLogarithms) {
    EXPECT_NEAR(rate_of(growing(0.03, 0.03, 24, 1)), 0.03, 0.003);
    EXPECT_NEAR(rate_of(growing(-0.03, 0.03, 24, 1)), -0.03, 0.003);
    EXPECT_NEAR(rate_of(growing(0.05, 0, 18, 1)), 0.05, 1e-9);
}

TEST(SteadyGrowth, IsNoneOfWhatWandersStandsOrSlowsDown) {
    Random random(4);
    std::vector<double> wandering{1000};
    for (int month = 1; month < 36; ++month)
        wandering.push_back(wandering.back() * std::exp(0.02 + 0.05 * random.normal()));
    EXPECT_EQ(rate_of(wandering), 0);
    EXPECT_EQ(rate_of(growing(0, 0.03, 36, 1)), 0);
    EXPECT_EQ(rate_of(growing(0.01, 0.03, 36, 1)), 0) << "the models follow that as well";
    std::vector<double> slowing;
    for (int month = 0; month < 36; ++month)
        slowing.push_back(1000 * (1 - std::exp(-0.1 * (month + 1))));
    EXPECT_EQ(rate_of(slowing), 0);
    EXPECT_EQ(rate_of(growing(0.03, 0.03, 11, 1)), 0);
    auto gap = growing(0.03, 0.03, 24, 1);
    gap[3] = 0;
    EXPECT_EQ(rate_of(gap), 0);
}

// A brand that wins three per cent a month: the plan must not fall behind it by a tenth.
TEST(SteadyGrowth, GoesOnInTheForecast) {
    for (const std::size_t known : {18U, 24U, 36U, 48U}) {
        for (const double a_month : {0.03, 0.05, -0.03}) {
            double missed = 0;
            double sold = 0;
            int inside = 0;
            for (std::uint64_t seed = 1; seed <= 10; ++seed) {
                const auto values = growing(a_month, 0.03, known + 12, seed);
                Problem problem{.horizon = 12};
                Series series;
                series.values = std::span(values).first(known);
                problem.series.push_back(series);
                const auto outcome = forecast(problem);
                for (std::size_t h = 0; h < 12; ++h) {
                    const double actual = values[known + h];
                    missed += std::abs(outcome.mean(0)[h] - actual);
                    sold += actual;
                    const bool in = actual >= outcome.low95(0)[h] && actual <= outcome.high95(0)[h];
                    inside += in ? 1 : 0;
                }
            }
            EXPECT_LT(missed / sold, 0.065) << known << " months of " << a_month;
            EXPECT_GE(inside, 108) << known << " months of " << a_month;
        }
    }
}

TEST(SteadyGrowth, OfTheFittedHistoryIsPutBack) {
    const auto values = growing(0.03, 0.02, 36, 2);
    Problem problem{.horizon = 3};
    Series series;
    series.values = values;
    problem.series.push_back(series);
    const auto outcome = forecast(problem);
    for (std::size_t t = 2; t < values.size(); ++t)
        EXPECT_NEAR(outcome.fitted(0)[t] / values[t], 1, 0.12) << t;
}

}  // namespace
}  // namespace bihuan::forecast
