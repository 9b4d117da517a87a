#include "engine/forecast/reconcile.h"

#include <numeric>

#include <gtest/gtest.h>

#include "base/random.h"

namespace bihuan::forecast {
namespace {

// A total of two regions, by hand: total 100 ± 1, parts 60 ± 1 and 30 ± 1 (variances 1). The gap of
// 10 is shared by three equal doubts: each part +10/3, the total −10/3.
TEST(ReconcileTree, SharesTheGapByTheVariances) {
    const Tree tree{{-1, 0, 0}};
    const std::vector<double> forecasts{100, 60, 30};
    const std::vector<double> variances{1, 1, 1};

    const auto values = reconcile(tree, forecasts, variances, 1);

    EXPECT_NEAR(values[0], 100 - 10.0 / 3, 1e-12);
    EXPECT_NEAR(values[1], 60 + 10.0 / 3, 1e-12);
    EXPECT_NEAR(values[2], 30 + 10.0 / 3, 1e-12);
}

TEST(ReconcileTree, TakesTheSumWhereANodeHasNoForecastOfItsOwn) {
    const Tree tree{{-1, 0, 0}};
    const std::vector<double> forecasts{0, 60, 30};
    const std::vector<double> variances{std::numeric_limits<double>::infinity(), 1, 4};

    const auto values = reconcile(tree, forecasts, variances, 1);

    EXPECT_NEAR(values[0], 90, 1e-9);
    EXPECT_NEAR(values[1], 60, 1e-9);
}

TEST(ReconcileTree, NeverTurnsNegativeAndStillAddsUp) {
    const Tree tree{{-1, 0, 0, 0}};
    const std::vector<double> forecasts{10, 2, 30, 1};
    const std::vector<double> variances{0.01, 10, 1, 10};

    const auto values = reconcile(tree, forecasts, variances, 1);

    for (const double value : values) EXPECT_GE(value, 0);
    EXPECT_DOUBLE_EQ(values[0], values[1] + values[2] + values[3]);
    EXPECT_NEAR(values[0], 10, 0.5);
}

TEST(ReconcileTree, IsTheSameForAnyDepthOfColumns) {
    const Tree tree{{-1, 0, 0, 1, 1}};
    const std::vector<double> forecasts{100, 90, 70, 50, 65, 45, 20, 30, 30, 25};
    const std::vector<double> variances{5, 5, 4, 4, 3, 3, 2, 2, 2, 2};
    const auto both = reconcile(tree, forecasts, variances, 2);

    std::vector<double> single;
    std::vector<double> single_variances;
    for (std::size_t node = 0; node < 5; ++node) {
        single.push_back(forecasts[node * 2 + 1]);
        single_variances.push_back(variances[node * 2 + 1]);
    }
    const auto second = reconcile(tree, single, single_variances, 1);
    for (std::size_t node = 0; node < 5; ++node) {
        EXPECT_DOUBLE_EQ(both[node * 2 + 1], second[node]);
    }
}

// Two products in two regions; the solution must agree with the tree when only one grouping exists.
TEST(ReconcileCross, AgreesWithTheTreeForOneGrouping) {
    const Tree tree{{-1, -1, 0, 0, 1, 1}};
    const std::vector<double> forecasts{100, 50, 40, 50, 30, 30};
    const std::vector<double> variances{2, 3, 1, 4, 2, 2};
    const auto nested = reconcile(tree, forecasts, variances, 1);

    const Grouping groups{{0, 0, 1, 1}, {100, 50}, {2, 3}};
    const auto cross = reconcile(
        std::span(forecasts).subspan(2), std::span(variances).subspan(2), std::span(&groups, 1));

    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(cross.cells[i], nested[i + 2], 1e-8);
}

TEST(ReconcileCross, MeetsBothMarginsWhenTheyAreSure) {
    const std::vector<double> cells{10, 20, 30, 40};
    const std::vector<double> variances{1, 2, 3, 4};
    const std::vector<Grouping> groupings{{{0, 0, 1, 1}, {33, 77}, {1e-9, 1e-9}},
                                          {{0, 1, 0, 1}, {45, 65}, {1e-9, 1e-9}}};

    const auto outcome = reconcile(cells, variances, groupings);

    EXPECT_NEAR(outcome.cells[0] + outcome.cells[1], 33, 1e-5);
    EXPECT_NEAR(outcome.cells[1] + outcome.cells[3], 65, 1e-5);
}

TEST(ReconcileCross, NeverTurnsNegative) {
    Random random(7);
    std::vector<double> cells(60);
    std::vector<double> variances(60);
    Grouping rows{std::vector<std::int32_t>(60), std::vector<double>(6), std::vector<double>(6, 1)};
    for (std::size_t i = 0; i < 60; ++i) {
        cells[i] = random.uniform(0, 10);
        variances[i] = random.uniform(0.1, 5);
        rows.group_of[i] = static_cast<std::int32_t>(i % 6);
    }
    rows.forecasts = {1, 100, 5, 0, 40, 20};

    const auto outcome = reconcile(cells, variances, std::span(&rows, 1));

    for (const double cell : outcome.cells) EXPECT_GE(cell, 0);
}

}  // namespace
}  // namespace bihuan::forecast
