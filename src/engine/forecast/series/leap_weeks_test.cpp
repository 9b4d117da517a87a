#include "engine/forecast/series/leap_weeks.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/day.h"

namespace bihuan::forecast {
namespace {

/// Four weeks of high sales, at the ISO weeks 40 to 43.
double sold(Day monday) {
    const Day thursday = monday + 3;
    const int year = static_cast<int>(thursday.date().year());
    const int week = (thursday - Day(year, 1, 1)) / 7 + 1;
    return week >= 40 && week < 44 ? 300 + 10 * (week - 40) : 100;
}

Outcome forecast_from(Day first, int weeks, int horizon, Detail detail = Detail::Full) {
    std::vector<double> values;
    for (int week = 0; week < weeks; ++week) values.push_back(sold(first + 7 * week));
    Problem problem{.frequency = Frequency::Weekly, .horizon = horizon};
    problem.holidays = Holidays::China;
    Series series;
    series.values = values;
    series.first_period = first.number();
    problem.series.push_back(series);
    return forecast(problem, {.detail = detail});
}

// 2020 and 2026 have 53 weeks.
TEST(Week53, ShiftsNoSeason) {
    const Day first(2019, 1, 7);
    for (const int weeks : {208, 260, 412}) {
        const auto outcome = forecast_from(first, weeks, 60);
        for (int h = 0; h < 60; ++h) {
            const double expected = sold(first + 7 * (weeks + h));
            EXPECT_NEAR(outcome.mean(0)[static_cast<std::size_t>(h)], expected, 0.08 * expected)
                << weeks << " + " << h;
        }
    }
}

TEST(Week53, IsUnknownToWeeksWithoutDates) {
    std::vector<double> values;
    for (int week = 0; week < 260; ++week) values.push_back(week % 52 == 30 ? 300 : 100);
    Problem problem{.frequency = Frequency::Weekly, .horizon = 52, .dated = false};
    Series series;
    series.values = values;
    problem.series.push_back(series);
    const auto outcome = forecast(problem);
    EXPECT_NEAR(outcome.mean(0)[30], 300, 20);
    EXPECT_NEAR(outcome.mean(0)[31], 100, 10);
}

TEST(Week53, IsForecastAndToldLikeTheOthers) {
    const Day first(2019, 1, 7);
    const auto outcome = forecast_from(first, 400, 30);
    ASSERT_EQ(outcome.mean(0).size(), 30U);
    ASSERT_EQ(outcome.fitted(0).size(), 400U);
    EXPECT_TRUE(std::isnan(outcome.fitted(0)[103])) << "the week of 2020-12-28";
    for (std::size_t h = 0; h < 30; ++h) {
        double sum = 0;
        for (std::size_t k = 0; k < kLayers; ++k) sum += outcome.layer(0, static_cast<Layer>(k))[h];
        EXPECT_EQ(sum, outcome.mean(0)[h]);
    }
    EXPECT_EQ(forecast_from(first, 400, 30, Detail::Forecast).means, outcome.means);
}

}  // namespace
}  // namespace bihuan::forecast
