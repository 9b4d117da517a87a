#include "engine/forecast/series/level_step.h"

#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast {
namespace {

struct Made {
    std::size_t before = 12;
    std::size_t after = 12;
    double factor = 1;
    double season = 0;  ///< Amplitude in logarithms.
    double growth = 0;  ///< Per month, in logarithms.
};

double truth(const Made& made, std::size_t t) {
    const auto month = static_cast<double>(t);
    const double season = made.season * std::sin(2 * std::numbers::pi * month / 12);
    return 100 * (t < made.before ? 1 : made.factor) * std::exp(season + made.growth * month);
}

std::vector<double> history_of(const Made& made, std::uint64_t seed, double noise = 0.03) {
    Random random(seed);
    std::vector<double> values;
    for (std::size_t t = 0; t < made.before + made.after; ++t)
        values.push_back(truth(made, t) * std::exp(noise * random.normal()));
    return values;
}

TEST(LevelStep, IsFoundWhereItLasts) {
    for (const auto& made : {Made{12, 12, 1.6},
                             Made{24, 12, 0.6},
                             Made{36, 15, 3},
                             Made{14, 13, 0.4},
                             Made{24, 12, 1.3, 0.3},
                             Made{36, 6, 1.5, 0.3}}) {
        const auto step = find_level_step(logs_of(history_of(made, 3)), 12);
        ASSERT_TRUE(step) << made.before << " + " << made.after;
        EXPECT_EQ(step->at, made.before);
        EXPECT_NEAR(step->factor, made.factor, 0.1 * made.factor);
    }
}

// A chain that was lost four months ago is lost; sales that always wander have found no new level.
TEST(LevelStep, ShowsSoonerInCalmSales) {
    int wandering = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto step = find_level_step(logs_of(history_of({56, 4, 0.5}, seed, 0.12)), 12);
        ASSERT_TRUE(step) << seed;
        EXPECT_NEAR(step->factor, 0.5, 0.12);
        Random random(seed);
        std::vector<double> walk(60);
        for (std::size_t t = 1; t < walk.size(); ++t)
            walk[t] = walk[t - 1] + 0.12 * random.normal();
        wandering += find_level_step(walk, 12) ? 1 : 0;
    }
    EXPECT_LE(wandering, 1);
}

TEST(LevelStep, IsNoGrowthAndNoSeason) {
    int found = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        for (const std::size_t months : {24U, 27U, 36U, 60U}) {
            for (const double growth : {0.0, 0.01, 0.025}) {
                const Made made{months, 0, 1, 0.05 + 0.01 * static_cast<double>(seed), growth};
                found += find_level_step(logs_of(history_of(made, seed, 0.05)), 12) ? 1 : 0;
            }
        }
    }
    EXPECT_LE(found, 6) << "of 600";
}

TEST(LevelStep, IsNotToldWithoutTwoYears) {
    EXPECT_FALSE(find_level_step(logs_of(history_of({12, 11, 2}, 3)), 12));
}

double error_of(const Made& made, std::uint64_t seed, std::size_t months) {
    const auto history = history_of(made, seed);
    Problem problem{.horizon = 12};
    Series series;
    series.values = history;
    problem.series.push_back(series);
    const auto outcome = forecast(problem);
    double expected = 0;
    double got = 0;
    for (std::size_t h = 0; h < months; ++h) {
        expected += truth(made, history.size() + h);
        got += outcome.mean(0)[h];
    }
    return std::abs(got / expected - 1);
}

TEST(ALastingStep, DoesNotComeBackAsASeason) {
    for (const auto& made : {Made{12, 12, 1.6},
                             Made{24, 12, 2},
                             Made{36, 15, 0.5},
                             Made{24, 12, 1.5, 0.3},
                             Made{36, 12, 3, 0.2}}) {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            EXPECT_LT(error_of(made, seed, 1), 0.10) << made.before << " + " << made.after;
            EXPECT_LT(error_of(made, seed, 12), 0.08) << made.before << " + " << made.after;
        }
    }
}

TEST(ALastingStep, IsNotSeenInARealYoungSeason) {
    for (const std::size_t months : {24U, 27U, 30U, 36U}) {
        double error = 0;
        for (std::uint64_t seed = 1; seed <= 10; ++seed)
            error += error_of({months, 0, 1, 0.4, 0.01}, seed, 1) / 10;
        EXPECT_LT(error, 0.08) << months;
    }
}

}  // namespace
}  // namespace bihuan::forecast
