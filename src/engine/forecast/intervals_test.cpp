#include "engine/forecast/intervals.h"

#include <cmath>
#include <numbers>
#include <span>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"

namespace bihuan::forecast {
namespace {

constexpr std::size_t kHorizon = 4;

/// Errors −1 … 1, times step + 1, of so many origins.
std::vector<double> fan(std::size_t rows) {
    std::vector<double> errors;
    for (std::size_t row = 0; row < rows; ++row) {
        const double error = 2 * static_cast<double>(row) / static_cast<double>(rows - 1) - 1;
        for (std::size_t h = 0; h < kHorizon; ++h) {
            errors.push_back(error * static_cast<double>(h + 1));
        }
    }
    return errors;
}

TEST(Intervals, AreTheQuantilesOfTheErrors) {
    const auto quantiles = error_quantiles(fan(20001), kHorizon, false);
    EXPECT_NEAR(quantiles[0][0], -0.95, 0.05);
    EXPECT_NEAR(quantiles[0][2], 0.8, 0.03);
    EXPECT_NEAR(quantiles[0][3], 0.95, 0.05);
}

TEST(Intervals, OfTheFarthestStepAreNotNarrowedByTheNearerOnes) {
    const auto quantiles = error_quantiles(fan(20001), kHorizon, false);
    EXPECT_NEAR(quantiles[kHorizon - 1][3], 0.95 * kHorizon, 0.05);
}

TEST(Intervals, GrowWithTheStepsWhereTheOriginsSawLittle) {
    const auto plain = error_quantiles(fan(501), kHorizon, false);
    const auto wider = error_quantiles(fan(501), kHorizon, false, 0.1);
    EXPECT_EQ(wider[0], plain[0]);
    EXPECT_DOUBLE_EQ(wider[3][3], plain[3][3] * 1.3);
    const auto far = error_quantiles({}, 30, false, 0.1);
    EXPECT_EQ(far[29], far[7]);
    EXPECT_GT(widening(Frequency::Yearly), widening(Frequency::Quarterly));
    EXPECT_EQ(widening(Frequency::Monthly), 0);
}

TEST(Intervals, LeanOnTheTableWithoutErrors) {
    const auto quantiles = error_quantiles({}, kHorizon, false);
    EXPECT_LT(quantiles[0][0], quantiles[0][1]);
    EXPECT_LT(quantiles[0][1], 0);
    EXPECT_GT(quantiles[0][3], quantiles[0][2]);
    EXPECT_EQ(quantiles[3], quantiles[0]);
}

// One product sold a crumb a year and then boxes of a thousand; its kin sell one now and then.
TEST(BandsOfRareGoods, AreNoWiderThanTheirHistoryAllows) {
    constexpr std::size_t kSeries = 6;
    std::vector<std::vector<double>> histories;
    for (std::size_t i = 0; i < kSeries; ++i) {
        std::vector<double> history(48);
        for (std::size_t t = i; t < 36; t += 5) history[t] = i == 0 && t < 34 ? 0.001 : 3;
        if (i == 0) history[38] = history[41] = history[45] = 1000;
        histories.push_back(std::move(history));
    }
    Problem problem{.horizon = 12};
    for (const auto& history : histories) {
        Series series;
        series.values = history;
        problem.series.push_back(series);
    }
    const auto outcome = forecast(problem);
    for (std::size_t i = 1; i < kSeries; ++i) {
        ASSERT_EQ(outcome.statuses[i], Status::Intermittent);
        for (std::size_t h = 0; h < 12; ++h) EXPECT_LE(outcome.high95(i)[h], 6) << i;
        EXPECT_GT(outcome.high95(i)[0], outcome.mean(i)[0]);
    }
}

// A spare part without a sale for so long must not tie up stock for a case that never came.
TEST(BandsOfRareGoods, StayWithinWhatTheyEverSoldSoOften) {
    struct Case {
        const char* name;
        Frequency frequency;
        std::size_t length;
        std::vector<std::pair<std::size_t, double>> sales;
        double most;
    };
    for (const double unit : {1e-3, 1.0, 1e5}) {
        const std::vector<Case> cases{
            {"none for 12 months", Frequency::Monthly, 48, {{2, 4}, {11, 9}, {24, 5}, {35, 3}}, 9},
            {"none for 24 months", Frequency::Monthly, 60, {{2, 4}, {14, 9}, {35, 3}}, 9},
            {"none for 36 months", Frequency::Monthly, 96, {{2, 90}, {26, 9}, {59, 3}}, 9},
            {"one sale ever", Frequency::Monthly, 60, {{50, 7}}, 12},
            {"one huge sale, long ago",
             Frequency::Weekly,
             120,
             {{4, 1e5}, {50, 3}, {90, 2}, {110, 2}},
             4},
            {"in the last month only", Frequency::Monthly, 60, {{59, 7}}, 12},
            {"sold twice, short", Frequency::Quarterly, 12, {{3, 7}, {8, 5}}, 13},
            {"days", Frequency::Daily, 400, {{3, 500}, {100, 7}, {200, 7}, {300, 7}, {390, 2}}, 7}};
        Problem problem{.horizon = 12};
        for (const Case& one : cases) {
            std::vector<double> history(one.length);
            for (const auto& [at, quantity] : one.sales) history[at] = quantity * unit;
            problem.frequency = one.frequency;
            problem.series = {{.values = history}};
            const auto outcome = forecast(problem);
            const bool once = one.sales.size() == 1 && unit != 1;  // not a few pieces
            ASSERT_EQ(outcome.statuses[0], once ? Status::Once : Status::Intermittent) << one.name;
            for (std::size_t h = 0; h < 12; ++h) {
                EXPECT_LE(outcome.high95(0)[h], one.most * unit) << one.name;
                EXPECT_GE(outcome.high95(0)[h], outcome.mean(0)[h]) << one.name;
                EXPECT_EQ(outcome.low95(0)[h], 0) << one.name;
            }
        }
    }
}

/// Made-up series of known truth, each alone: a level that may wander, a season and noise.
struct Kind {
    Frequency frequency;
    int season;
    int horizon;
    std::size_t shortest;
    std::size_t longest;
    double restless = 1;  ///< By how much more the last tenth strays.
};

std::vector<double> made(const Kind& kind, std::size_t length, Random& random) {
    const double noise = random.uniform(0.02, 0.3);
    const double wander = random.uniform(0, 1) < 0.5 ? random.uniform(0, 0.08) : 0;
    const double swing = kind.season > 1 ? random.uniform(0, 0.5) : 0;
    double level = std::exp(random.uniform(2, 7));
    std::vector<double> values;
    const std::size_t calm = (length - static_cast<std::size_t>(kind.horizon)) * 9 / 10;
    for (std::size_t t = 0; t < length; ++t) {
        const double more = t < calm ? 1 : kind.restless;
        level *= std::exp(more * wander * random.normal());
        const double turn = 2 * std::numbers::pi * static_cast<double>(t) / kind.season;
        const double stray = swing * std::sin(turn) + more * noise * random.normal();
        values.push_back(level * std::exp(stray));
    }
    return values;
}

/// The share of the actuals within the bands of 95 %.
double held(const Kind& kind) {
    constexpr int kSeries = 200;
    Random random(7);
    const auto ahead = static_cast<std::size_t>(kind.horizon);
    std::vector<std::vector<double>> all;
    Problem problem{.frequency = kind.frequency, .season = kind.season, .horizon = kind.horizon};
    for (int i = 0; i < kSeries; ++i) {
        const auto more = static_cast<double>(kind.longest - kind.shortest);
        const auto length = kind.shortest + static_cast<std::size_t>(random.uniform(0, more));
        all.push_back(made(kind, length + ahead, random));
    }
    for (int i = 0; i < kSeries; ++i) {
        const std::span<const double> values = all[static_cast<std::size_t>(i)];
        Series series;
        series.values = values.first(values.size() - ahead);
        series.category = i;
        problem.series.push_back(series);
    }
    const auto outcome = forecast(problem, {.detail = Detail::Forecast});
    double inside = 0;
    for (std::size_t i = 0; i < kSeries; ++i) {
        for (std::size_t h = 0; h < ahead; ++h) {
            const double actual = all[i][all[i].size() - ahead + h];
            inside += actual >= outcome.low95(i)[h] && actual <= outcome.high95(i)[h] ? 1 : 0;
        }
    }
    return inside / static_cast<double>(kSeries * ahead);
}

// Who plans by the upper edge of a band runs out of stock as often as the band does not hold.
TEST(Bands, HoldForYoungProducts) {
    EXPECT_NEAR(held({Frequency::Quarterly, 4, 4, 6, 12}), 0.95, 0.02);
    EXPECT_NEAR(held({Frequency::Yearly, 1, 3, 5, 10}), 0.95, 0.02);
    EXPECT_NEAR(held({Frequency::Monthly, 12, 6, 6, 22}), 0.95, 0.02);
    EXPECT_NEAR(held({Frequency::Daily, 7, 7, 8, 24}), 0.95, 0.02);
}

TEST(Bands, HoldForDaysAndHours) {
    EXPECT_NEAR(held({Frequency::Daily, 7, 14, 60, 200}), 0.95, 0.02);
    EXPECT_NEAR(held({Frequency::Other, 24, 24, 60, 300}), 0.95, 0.025);
}

TEST(Bands, HoldWhereSalesBecameRestless) {
    EXPECT_GT(held({Frequency::Daily, 7, 14, 300, 400, 3}), 0.9);
}

}  // namespace
}  // namespace bihuan::forecast
