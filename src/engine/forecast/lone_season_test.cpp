#include "engine/forecast/lone_season.h"

#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace bihuan::forecast {
namespace {

constexpr double kTau = 6.283185307179586;

/// Growing sales with a season of so many places, with noise.
std::vector<double> seasonal(std::size_t length, std::size_t season, double size, double noise) {
    std::mt19937 random(7);
    std::normal_distribution<double> normal;
    std::vector<double> values;
    for (std::size_t t = 0; t < length; ++t) {
        const double wave =
            std::sin(kTau * static_cast<double>(t % season) / static_cast<double>(season));
        values.push_back(
            100 * std::exp(size * wave + 0.01 * static_cast<double>(t) + noise * normal(random)));
    }
    return values;
}

double largest(const std::vector<double>& indices) {
    return *std::max_element(indices.begin(), indices.end());
}

TEST(LoneSeason, IsSeenWhenLastYearsChangesComeAgain) {
    const auto indices = lone_season(seasonal(18, 12, 0.5, 0.02), 12).indices;
    EXPECT_NEAR(indices[3], std::exp(0.5) / 1.06, 0.2);
    EXPECT_LT(indices[9], 0.75);
    EXPECT_NEAR(std::accumulate(indices.begin(), indices.end(), 0.0), 12, 1e-9);
}

TEST(LoneSeason, IsNearlyFlatWhereNothingComesAgain) {
    EXPECT_LT(largest(lone_season(seasonal(20, 12, 0, 0.2), 12).indices), 1.2);
}

TEST(LoneSeason, OfWeeksIsSmooth) {
    const auto indices = lone_season(seasonal(90, 52, 0.5, 0.1), 52).indices;
    EXPECT_GT(indices[13], 1.15);
    EXPECT_LT(indices[39], 0.85);
}

// A lantern maker's first Spring Festival: the second is forecast from it.
TEST(LoneSeason, OfAPeakIsMostlyBelievedAfterOneYear) {
    std::vector<double> history(13, 100);
    history[1] = 400;
    for (std::size_t t = 0; t < history.size(); ++t) history[t] += t % 2 == 0 ? 0.3 : 0;
    const auto lone = lone_season(history, 12);
    EXPECT_GT(lone.indices[1] / lone.indices[6], 3.2);
    EXPECT_GT(lone.doubt, 2) << "it was seen once";
}

TEST(LoneSeason, IsNoneWhereALaunchBuiltUp) {
    std::vector<double> launch{
        167, 337, 509, 671, 827, 985, 1034, 1009, 1001, 1104, 1026, 1026, 998, 1040};
    for (const std::size_t known : {12U, 13U, 14U})
        EXPECT_DOUBLE_EQ(largest(lone_season(std::span(launch).first(known), 12).indices), 1);
    EXPECT_GT(largest(lone_season(seasonal(12, 12, 0.5, 0.02), 12).indices), 1.2);
}

TEST(LoneSeason, OfFewPiecesIsChance) {
    const std::vector<double> counted{3, 5, 2, 4, 6, 3, 4, 2, 5, 3, 4, 6, 4, 3};
    EXPECT_LT(largest(lone_season(counted, 12).indices), 1.2);
    std::vector<double> weighed = counted;
    for (double& value : weighed) value = 1000.5 * value;
    EXPECT_GT(largest(lone_season(weighed, 12).indices), 1.25);
}

TEST(LoneSeason, OfWeeksIsTheSameForPiecesAndForTheirFractions) {
    auto pieces = seasonal(66, 52, 0.4, 0.05);
    for (double& value : pieces) value = std::round(10 * value);
    auto fractions = pieces;
    for (double& value : fractions) value += 0.25;
    const auto counted = lone_season(pieces, 52).indices;
    const auto weighed = lone_season(fractions, 52).indices;
    for (std::size_t j = 0; j < 52; ++j) EXPECT_NEAR(counted[j], weighed[j], 0.03) << j;
    EXPECT_GT(largest(counted), 1.05);
}

TEST(LoneSeason, NeedsAYearAndPositiveValues) {
    EXPECT_FALSE(may_show_season(11, 12));
    EXPECT_TRUE(may_show_season(12, 12));
    EXPECT_FALSE(may_show_season(24, 12));
    EXPECT_FALSE(may_show_season(58, 52));
    EXPECT_TRUE(may_show_season(59, 52));
    EXPECT_FALSE(may_show_season(7, 1));
    auto history = seasonal(18, 12, 0.5, 0.02);
    history[4] = 0;
    EXPECT_EQ(largest(lone_season(history, 12).indices), 1);
}

}  // namespace
}  // namespace bihuan::forecast
