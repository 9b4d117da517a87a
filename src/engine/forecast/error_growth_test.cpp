#include "engine/forecast/error_growth.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace bihuan::forecast {
namespace {

/// A level that takes steps of one size, seen through noise of another.
std::vector<double> wandering(std::size_t length, double step, double noise) {
    std::mt19937 random(11);
    std::normal_distribution<double> normal;
    std::vector<double> values;
    double level = 100;
    for (std::size_t t = 0; t < length; ++t) {
        level += 0.5 + step * normal(random);  // with a steady trend, which is no uncertainty
        values.push_back(level + noise * normal(random));
    }
    return values;
}

TEST(ErrorGrowth, IsThatOfARandomWalkOrOfNoise) {
    EXPECT_GT(error_growth(wandering(400, 5, 0), 12), 0.6);
    EXPECT_LT(error_growth(wandering(400, 0, 5), 12), 0.1);
}

TEST(ErrorGrowth, IsTheUsualOneOfAShortSeries) {
    EXPECT_EQ(error_growth(wandering(10, 5, 0), 12), kUsualErrorGrowth);
    EXPECT_EQ(error_growth(std::vector<double>(100, 7.0), 12), kUsualErrorGrowth);
    EXPECT_LT(error_growth(wandering(24, 5, 0), 12), error_growth(wandering(400, 5, 0), 12));
}

TEST(ErrorGrowth, WidensErrorsByTheRootOfTheSteps) {
    EXPECT_EQ(grown_error(0.16, 0), 1);
    EXPECT_EQ(grown_error(1, 3), 2);
}

}  // namespace
}  // namespace bihuan::forecast
