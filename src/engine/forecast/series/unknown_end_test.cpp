#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Outcome forecast_of(const std::vector<double>& values) {
    Problem problem{.horizon = 6};
    Series series;
    series.values = values;
    problem.series.push_back(series);
    return forecast(problem);
}

double in_season(int month) {
    return 100 * (1 + 0.3 * std::sin(month * 2 * std::numbers::pi / 12));
}

std::vector<double> five_years(std::uint64_t seed) {
    Random random(seed);
    std::vector<double> values;
    for (int month = 0; month < 60; ++month)
        values.push_back(in_season(month) * std::exp(0.05 * random.normal()));
    return values;
}

TEST(UnknownEnd, IsForecastFromWhatIsKnownForThePeriodsBehindIt) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        auto values = five_years(seed);
        for (std::size_t t = 56; t < 60; ++t) values[t] = kNan;
        const auto outcome = forecast_of(values);
        EXPECT_EQ(outcome.statuses[0], Status::Regular);
        EXPECT_FALSE(outcome.doubtful_last[0]);
        for (std::size_t h = 0; h < 6; ++h) {
            EXPECT_NEAR(outcome.mean(0)[h], in_season(60 + static_cast<int>(h)), 25) << seed;
            EXPECT_LT(outcome.low95(0)[h], outcome.mean(0)[h]);
        }
    }
}

TEST(UnknownEnd, HidesNoSlipBeforeIt) {
    auto values = five_years(1);
    values[56] *= 20;
    for (std::size_t t = 57; t < 60; ++t) values[t] = kNan;
    const auto outcome = forecast_of(values);
    EXPECT_TRUE(outcome.doubtful_last[0]);
    for (std::size_t h = 0; h < 6; ++h) EXPECT_LT(outcome.mean(0)[h], 200);
}

TEST(UnknownEnd, OfRareDemandGoesOnAtItsRate) {
    std::vector<double> values;
    for (int month = 0; month < 48; ++month) values.push_back((month * 7 + 1) % 10 < 3 ? 8 : 0);
    for (int month = 0; month < 5; ++month) values.push_back(kNan);
    const auto outcome = forecast_of(values);
    EXPECT_EQ(outcome.statuses[0], Status::Intermittent);
    for (std::size_t h = 0; h < 6; ++h) EXPECT_NEAR(outcome.mean(0)[h], 2.4, 1.2);
}

}  // namespace
}  // namespace bihuan::forecast
