#include "engine/forecast/accuracy.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace bihuan::forecast {
namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

// All expected numbers here are worked out by hand.
TEST(Accuracy, CountsAbsoluteErrorsAgainstTheActual) {
    const std::vector<double> actual{100, 200, 100};
    const std::vector<double> forecast{90, 220, 100};

    EXPECT_DOUBLE_EQ(wape(actual, forecast), 30.0 / 400);
    EXPECT_DOUBLE_EQ(bias(actual, forecast), 10.0 / 400);
    EXPECT_DOUBLE_EQ(smape(actual, forecast), (20.0 / 190 + 40.0 / 420) / 3);
}

TEST(Accuracy, LeavesOutPairsWithAGap) {
    const std::vector<double> actual{100, kNan, 100};
    const std::vector<double> forecast{90, 220, 110};

    EXPECT_DOUBLE_EQ(wape(actual, forecast), 0.1);
    EXPECT_TRUE(std::isnan(wape(std::vector<double>{kNan}, std::vector<double>{1})));
}

TEST(Accuracy, ScalesByTheSeasonalNaiveOfTheHistory) {
    const std::vector<double> history{1, 2, 3, 5};  // differences two apart: 2, 3
    const std::vector<double> actual{4, 8};
    const std::vector<double> forecast{5, 6};

    EXPECT_DOUBLE_EQ(naive_scale(history, 2), 2.5);
    EXPECT_DOUBLE_EQ(mase(history, actual, forecast, 2), 1.5 / 2.5);
}

TEST(Accuracy, PunishesMissesOfAnInterval) {
    const std::vector<double> history{0, 1, 0, 1};  // naive scale 1
    const std::vector<double> actual{5, 10};
    const std::vector<double> low{4, 4};
    const std::vector<double> high{6, 8};

    EXPECT_DOUBLE_EQ(coverage(actual, {low, high}), 0.5);
    EXPECT_NEAR(msis(history, actual, {low, high}, 0.95, 1), (2 + 4 + 40 * 2.0) / 2, 1e-9);
}

TEST(Accuracy, WeighsQuantilesBothWays) {
    const std::vector<double> actual{10, 10};
    const std::vector<double> forecast{8, 12};

    EXPECT_NEAR(pinball(actual, forecast, 0.9), (0.9 * 2 + 0.1 * 2) / 2, 1e-12);
}

TEST(Accuracy, FollowsARunOfOneSidedErrors) {
    const std::vector<double> actual{10, 10, 10};
    const std::vector<double> forecast{8, 8, 8};

    const auto signal = tracking_signal(actual, forecast);

    EXPECT_DOUBLE_EQ(signal[0], 1);
    EXPECT_DOUBLE_EQ(signal[2], 3);
}

TEST(Naive2, RepeatsTheLastValueWithoutASeason) {
    const std::vector<double> history{3, 5, 4, 6, 5, 7};

    EXPECT_EQ(naive2(history, 4, 2), (std::vector<double>{7, 7}));
}

TEST(Naive2, PutsAClearSeasonBack) {
    std::vector<double> history;
    for (int year = 0; year < 6; ++year) {
        for (const double value : {50.0, 100.0, 150.0, 100.0}) history.push_back(value);
    }

    const auto path = naive2(history, 4, 4);

    EXPECT_NEAR(path[0], 50, 1e-9);
    EXPECT_NEAR(path[2], 150, 1e-9);
}

TEST(Owa, IsTheMeanOfTwoRatios) {
    EXPECT_DOUBLE_EQ(owa(0.10, 0.8, 0.20, 1.0), (0.5 + 0.8) / 2);
}

}  // namespace
}  // namespace bihuan::forecast
