#include "engine/forecast/season.h"

#include <cmath>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

namespace bihuan::forecast {
namespace {

constexpr double kTau = 6.283185307179586;

/// A history of so many weeks whose season has the given indices, with noise.
std::vector<double> weekly(const std::vector<double>& season, std::size_t length, double noise) {
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    std::vector<double> values;
    for (std::size_t t = 0; t < length; ++t)
        values.push_back(100 * season[t % season.size()] * std::exp(noise * normal(random)));
    return values;
}

std::vector<double> smooth_season() {
    std::vector<double> season;
    for (std::size_t week = 0; week < 52; ++week)
        season.push_back(1 + 0.4 * std::sin(kTau * static_cast<double>(week) / 52));
    return season;
}

double mean_error(const std::vector<double>& indices, const std::vector<double>& season) {
    double sum = 0;
    for (std::size_t j = 0; j < season.size(); ++j) sum += std::abs(indices[j] - season[j]);
    return sum / static_cast<double>(season.size());
}

TEST(Season, OfWeeksLearnsFromNeighbouringWeeks) {
    const auto season = smooth_season();
    const auto estimate = estimate_season(weekly(season, 156, 0.15), 52);
    EXPECT_LT(mean_error(estimate.indices, season), 0.06);
    EXPECT_GT(estimate.indices[13], 1.25);
}

TEST(Season, KeepsAWeekThatStandsOut) {
    auto season = smooth_season();
    season[45] = 3;
    const auto estimate = estimate_season(weekly(season, 208, 0.02), 52);
    EXPECT_GT(estimate.indices[45], 2.5);
    EXPECT_LT(estimate.indices[44], 0.9);
}

TEST(Season, OfWeeksShowsAfterTwoYearsAndAHalf) {
    const auto season = smooth_season();
    EXPECT_EQ(estimate_season(weekly(season, 129, 0.1), 52).indices[13], 1);
    EXPECT_LT(mean_error(estimate_season(weekly(season, 130, 0.1), 52).indices, season), 0.1);
}

// Of two years each month is seen against the average once: what repeats tells season from chance.
TEST(Season, OfTwoYearsIsNoneWhereTheSecondIsUnlikeTheFirst) {
    std::mt19937 random(3);
    std::normal_distribution<double> normal;
    double farthest = 0;
    for (int series = 0; series < 20; ++series) {
        std::vector<double> history;
        for (int month = 0; month < 24; ++month)
            history.push_back(100 * std::exp(0.2 * normal(random)));
        for (const double index : estimate_season(history, 12).indices)
            farthest += std::abs(index - 1) / 240;
    }
    EXPECT_LT(farthest, 0.03);
}

TEST(Season, OfTwoYearsIsSeenWhereTheyAreAlike) {
    std::vector<double> history;
    for (int month = 0; month < 24; ++month)
        history.push_back(month % 12 == 8 ? 300 + month : 100 + month % 3);
    EXPECT_GT(estimate_season(history, 12).indices[8], 2.2);
}

// Double Eleven has grown every year: the next is like the last, not like the mean of five.
TEST(Season, ThatGrowsEveryYearIsThatOfTheLastYears) {
    std::vector<double> history;
    for (int month = 0; month < 72; ++month) {
        const int year = month / 12;
        history.push_back(month % 12 == 10 ? 100 + 60 * (year + 1) : 100);
    }
    const auto indices = estimate_season(history, 12).indices;
    EXPECT_GT(indices[10] / indices[3], 3.4) << "4.6 in the last year, 2.8 in the mean";
}

TEST(Season, ThatGrowsInAllItsMonthsIsAsStrongAsAtTheEnd) {
    std::vector<double> history;
    const auto wave = [](int month) { return std::sin(month * 2 * std::numbers::pi / 12); };
    for (int month = 0; month < 60; ++month) {
        const double noise = 1 + 0.01 * (month * 7 % 5 - 2);
        history.push_back(100 * (1 + (0.1 + 0.4 * month / 60) * wave(month)) * noise);
    }
    const auto indices = estimate_season(history, 12).indices;
    EXPECT_NEAR(indices[3], 1.5, 0.05) << "1.3 in the mean";
    EXPECT_NEAR(indices[9], 0.5, 0.05);
}

TEST(Season, ThatStaysIsTheMeanOfAllYears) {
    const std::vector<double> noisy{150, 150, 160, 140, 170, 130};
    std::vector<double> history;
    for (std::size_t month = 0; month < 72; ++month)
        history.push_back(month % 12 == 10 ? noisy[month / 12]
                                           : 100 + static_cast<double>(month * 7 % 5));
    const auto indices = estimate_season(history, 12).indices;
    EXPECT_NEAR(indices[10] / indices[3], 1.45, 0.06);
}

TEST(Season, NeighboursWeighLessTheFartherTheyAre) {
    const auto weights = neighbour_weights(52);
    ASSERT_EQ(weights.size(), 4U);
    EXPECT_DOUBLE_EQ(weights[0] + 2 * (weights[1] + weights[2] + weights[3]), 1);
    EXPECT_GT(weights[1], weights[2]);
}

}  // namespace
}  // namespace bihuan::forecast
