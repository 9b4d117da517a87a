#include "engine/forecast/series/last_value.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast {
namespace {

std::vector<double> a_hundred_then(double last, std::uint64_t seed = 1) {
    Random random(seed);
    std::vector<double> values;
    for (int month = 0; month < 35; ++month)
        values.push_back(100 * std::exp(0.03 * random.normal()));
    values.push_back(last);
    return values;
}

Outcome forecast_of(const std::vector<double>& values, Detail detail = Detail::Full) {
    Problem problem{.horizon = 6};
    Series series;
    series.values = values;
    problem.series.push_back(series);
    return forecast(problem, {.detail = detail});
}

TEST(DoubtfulLastValue, IsNamedAndTheIntervalReachesBack) {
    for (const double last : {1000.0, 10'000.0}) {
        for (const Detail detail : {Detail::Full, Detail::Forecast}) {
            const auto outcome = forecast_of(a_hundred_then(last), detail);
            EXPECT_TRUE(outcome.doubtful_last[0]);
            for (std::size_t h = 0; h < 6; ++h) {
                EXPECT_LT(outcome.low95(0)[h], 105) << last;
                EXPECT_LT(outcome.low80(0)[h], 105) << last;
            }
        }
    }
}

TEST(DoubtfulLastValue, MayBeTooSmallAsWell) {
    const auto outcome = forecast_of(a_hundred_then(1));
    EXPECT_TRUE(outcome.doubtful_last[0]);
    EXPECT_GT(outcome.high80(0)[0], 98);
}

TEST(DoubtfulLastValue, IsNoneThatOthersCameNear) {
    EXPECT_FALSE(forecast_of(a_hundred_then(160)).doubtful_last[0]);
    EXPECT_FALSE(forecast_of(a_hundred_then(0)).doubtful_last[0]) << "an empty shelf, or an end";
    auto seasonal = a_hundred_then(2000);
    seasonal[11] = seasonal[23] = 2000;
    EXPECT_FALSE(forecast_of(seasonal).doubtful_last[0]) << "a December like the others";
}

}  // namespace
}  // namespace bihuan::forecast
