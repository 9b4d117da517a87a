#include "engine/forecast/festival/closed_days.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "base/calendar.h"
#include "base/random.h"
#include "base/work_calendar.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast {
namespace {

const Day kFirst(2023, 1, 1);

/// A shop that sells some 200 a day, more on weekends, a little different every day.
double busy(Day day, Random& random) {
    return std::round((day.weekday() > 5 ? 320 : 200) * (0.9 + 0.2 * random.uniform()));
}

template <class Closed>
std::vector<double> shop(Day end, Closed closed, double of_closed = 0) {
    Random random(8);
    std::vector<double> values;
    for (Day day = kFirst; day < end; day = day + 1) {
        const double sold = busy(day, random);
        values.push_back(closed(day) ? of_closed : sold);
    }
    return values;
}

/// From the eve of Spring Festival to its fifth day.
bool for_spring_festival(Day day) {
    const int distance = day - spring_festival(static_cast<int>(day.date().year()));
    return distance >= -1 && distance <= 4;
}

Outcome forecast_of(const std::vector<double>& values, int horizon) {
    Problem problem{.frequency = Frequency::Daily, .horizon = horizon, .holidays = Holidays::China};
    Series series;
    series.values = values;
    series.first_period = kFirst.number();
    problem.series.push_back(series);
    return forecast(problem);
}

TEST(ClosedForAHoliday, StaysClosedWhenTheFestivalComesAgain) {
    const Day end(2026, 2, 1);
    const auto outcome = forecast_of(shop(end, for_spring_festival), 40);
    for (std::size_t h = 0; h < 40; ++h) {
        const Day day = end + static_cast<int>(h);
        if (for_spring_festival(day)) {
            EXPECT_EQ(outcome.mean(0)[h], 0) << h;
            EXPECT_EQ(outcome.high95(0)[h], 0) << h;
        } else {
            EXPECT_NEAR(outcome.mean(0)[h], day.weekday() > 5 ? 320 : 200, 40) << h;
        }
    }
}

TEST(ClosedForAHoliday, IsNoLossOfLevelAfterwards) {
    const Day end(2025, 2, 3);  // the day after the holiday of 2025
    const auto outcome = forecast_of(shop(end, for_spring_festival), 7);
    for (std::size_t h = 0; h < 7; ++h) EXPECT_GT(outcome.mean(0)[h], 160) << h;
}

TEST(ClosedForAHoliday, AsSeenOnceMayBeOpenTheNextTime) {
    const Day end(2024, 2, 1);
    const auto outcome = forecast_of(shop(end, for_spring_festival), 20);
    const auto eve = static_cast<std::size_t>(spring_festival(2024) - end) - 1;
    EXPECT_EQ(outcome.mean(0)[eve], 0);
    EXPECT_GT(outcome.high95(0)[eve], 0);
    EXPECT_GT(outcome.mean(0)[eve - 1], 100);
}

TEST(ClosedForAHoliday, MayBeDaysThatTheTableLeavesOut) {
    const Day end(2026, 2, 1);
    const double left_out = std::numeric_limits<double>::quiet_NaN();
    const auto outcome = forecast_of(shop(end, for_spring_festival, left_out), 30);
    const auto day = static_cast<std::size_t>(spring_festival(2026) - end);
    EXPECT_EQ(outcome.mean(0)[day], 0);
    EXPECT_GT(outcome.mean(0)[day + 6], 100);
}

TEST(ClosedForAHoliday, IsAnOfficeOnEveryPublicHoliday) {
    const WorkCalendar calendar = WorkCalendar::official();
    const Day end(2026, 4, 20);
    const auto outcome =
        forecast_of(shop(end, [&](Day day) { return !calendar.is_working_day(day); }), 30);
    for (std::size_t h = 0; h < 30; ++h) {
        const Day day = end + static_cast<int>(h);
        if (calendar.is_holiday(day)) {
            EXPECT_EQ(outcome.mean(0)[h], 0) << h;
        } else if (day.weekday() < 6) {
            EXPECT_GT(outcome.mean(0)[h], 150) << h;
        }
    }
}

TEST(ClosedForAHoliday, IsNotAShopThatIsOpen) {
    const auto outcome = forecast_of(shop(Day(2026, 2, 1), [](Day) { return false; }), 30);
    for (std::size_t h = 0; h < 30; ++h) EXPECT_GT(outcome.mean(0)[h], 100) << h;
}

TEST(ClosedForAHoliday, IsNotRareDemandThatHadNoneThen) {
    Random random(4);
    const auto rare = [&](Day) { return random.uniform() < 0.4; };
    const auto outcome = forecast_of(shop(Day(2026, 2, 1), rare), 30);
    for (std::size_t h = 0; h < 30; ++h) EXPECT_GT(outcome.mean(0)[h], 50) << h;
}

TEST(ClosedForAHoliday, HasLayersThatAddUpToNothing) {
    const Day end(2026, 2, 1);
    const auto outcome = forecast_of(shop(end, for_spring_festival), 30);
    const auto day = static_cast<std::size_t>(spring_festival(2026) - end);
    EXPECT_LT(outcome.layer(0, Layer::Festival)[day], -150);
    double sum = 0;
    for (std::size_t k = 0; k < kLayers; ++k) sum += outcome.layer(0, static_cast<Layer>(k))[day];
    EXPECT_EQ(sum, 0);
}

}  // namespace
}  // namespace bihuan::forecast
