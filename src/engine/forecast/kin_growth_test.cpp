#include "engine/forecast/kin_growth.h"

#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace bihuan::forecast {
namespace {

/// Monthly series that grow by the given rates per month, all of one category.
class Family {
public:
    explicit Family(const std::vector<double>& rates, std::size_t length = 48) {
        for (const double rate : rates) {
            auto& values = values_.emplace_back(length);
            for (std::size_t t = 0; t < length; ++t) {
                values[t] = 100 * std::exp(rate * static_cast<double>(t));
            }
        }
        problem.season = 12;
        for (const auto& values : values_) {
            Series series;
            series.values = values;
            problem.series.push_back(series);
            shapes.push_back(find_shape(problem, series));
        }
    }

    KinGrowth growth() const {
        std::vector<std::size_t> order(shapes.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        return {problem, shapes, order, 1};
    }

    Problem problem;
    std::vector<Shape> shapes;

private:
    std::vector<std::vector<double>> values_;
};

TEST(KinGrowth, IsTheMeanGrowthOfTheOthers) {
    const Family family({0.01, 0.02, 0.006, -0.005});
    EXPECT_NEAR(family.growth().of(0), (0.02 + 0.006 - 0.005) / 3, 1e-9);
    EXPECT_NEAR(family.growth().of(3), (0.01 + 0.02 + 0.006) / 3, 1e-9);
}

TEST(KinGrowth, IsTheOwnSteadyGrowthOfASeriesWithoutThreeOthers) {
    const Family family({0.01, 0.02, -0.006});
    EXPECT_NEAR(family.growth().of(0), 0.01, 1e-9);
    EXPECT_NEAR(family.growth().of(2), -0.006, 1e-9);
}

TEST(KinGrowth, DoesNotBelieveALoneSeriesThatRoseAndFell) {
    Family family({0.02});
    std::vector<double> values(48);
    for (std::size_t t = 0; t < 48; ++t)
        values[t] = t < 30 ? 100.0 + static_cast<double>(t) * 5 : 200;
    values[40] = 150;
    family.problem.series[0].values = values;
    EXPECT_EQ(family.growth().of(0), 0);
}

TEST(KinGrowth, TakesNoOneForMoreThanThirtyPercentAYear) {
    const Family family({0.2, 0.001, 0.001, 0.001});
    EXPECT_NEAR(family.growth().of(1), (0.3 / 12 + 0.002) / 3, 1e-9);
}

// A product that has grown by four per cent each month for years is not made for two and a half.
TEST(KinGrowth, BelievesALoneSeriesUpToSixtyPercentAYear) {
    EXPECT_NEAR(Family({0.04}).growth().of(0), 0.04, 1e-9);
    EXPECT_NEAR(Family({0.2}).growth().of(0), 0.6 / 12, 1e-9);
}

TEST(KinGrowth, StaysWithinTheCategory) {
    Family family({0.01, 0.01, 0.01, 0.01, 0.02, 0.02, 0.02, 0.02});
    for (std::size_t i = 4; i < 8; ++i) family.problem.series[i].category = 1;
    EXPECT_NEAR(family.growth().of(0), 0.01, 1e-9);
    EXPECT_NEAR(family.growth().of(7), 0.02, 1e-9);
}

TEST(KinGrowth, IsTakenFromSeriesLongEnoughToShowIt) {
    EXPECT_EQ(Family({0.01, 0.01, 0.01, 0.01}, 20).growth().of(0), 0);
}

}  // namespace
}  // namespace bihuan::forecast
