#include "engine/forecast/error_scale.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"

namespace bihuan::forecast {
namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

/// Sales around 100 with so much noise, the last months with another.
std::vector<double> noisy(std::size_t calm, double noise, std::size_t last, double later) {
    Random random(5);
    std::vector<double> values;
    for (std::size_t t = 0; t < calm; ++t) values.push_back(100 + noise * random.normal());
    for (std::size_t t = 0; t < last; ++t) values.push_back(100 + later * random.normal());
    return values;
}

TEST(ErrorScale, IsTheFitsOwnWhereNothingChanged) {
    EXPECT_NEAR(error_scale(8, noisy(200, 10, 0, 0), 12), 8, 0.8);
}

TEST(ErrorScale, FollowsSalesThatBecameRestless) {
    EXPECT_GT(error_scale(8, noisy(100, 5, 40, 20), 12), 11);
    EXPECT_LT(error_scale(8, noisy(100, 20, 40, 5), 12), 6);
}

TEST(ErrorScale, TrustsTheFitOfAFewMonthsLess) {
    EXPECT_GT(error_scale(8, noisy(8, 10, 0, 0), 12) / 8, 1.2);
    EXPECT_LT(error_scale(100, noisy(60, 10, 0, 0), 12), 30);
}

TEST(ErrorScale, HasOriginsOfOneAndAHalfHorizons) {
    EXPECT_EQ(origin_distances(12), (std::vector<std::size_t>{18, 12, 6}));
    EXPECT_EQ(origin_distances(1), (std::vector<std::size_t>{4, 3, 2, 1}));
}

TEST(ErrorFactor, IsNearOneForAFewErrorsAndNearTheirsForMany) {
    const std::vector<double> errors{3, -3, 3, -3, 3, -3, kNan, kNan};
    const ErrorRecord record{errors, 4, 2};  // origins 4 and 2 periods before the end
    EXPECT_DOUBLE_EQ(error_factor(record, 1, 0), (16.0 + 6 * 3) / 22);
    EXPECT_DOUBLE_EQ(error_factor({{}, 4, 0}, 1, 0), 1);
}

TEST(ErrorFactor, KnowsOnlyWhatWasKnownThen) {
    const std::vector<double> errors{3, -3, 1, 1, 5, 5, kNan, kNan};
    const ErrorRecord record{errors, 4, 2};
    const auto relative = relative_errors(record, 1);
    EXPECT_DOUBLE_EQ(relative[0], 3);  // nothing was known of the series
    EXPECT_DOUBLE_EQ(relative[4], 5 / ((16.0 + 2 * 3) / 18));
    EXPECT_TRUE(std::isnan(relative[6]));
}

}  // namespace
}  // namespace bihuan::forecast
