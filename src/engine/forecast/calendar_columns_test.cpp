#include "engine/forecast/calendar_columns.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "base/calendar.h"
#include "base/day.h"
#include "base/random.h"

namespace bihuan::forecast {
namespace {

std::size_t column_of(const CalendarColumns& columns, std::string_view name) {
    const auto found = std::find_if(columns.regressors.begin(),
                                    columns.regressors.end(),
                                    [&](const auto& one) { return one.name == name; });
    EXPECT_NE(found, columns.regressors.end()) << name;
    return static_cast<std::size_t>(found - columns.regressors.begin());
}

// Spring Festival: 2024-02-10, 2025-01-29. The seven days of 2024 lie in February; of 2025 three in
// January and four in February, so that February has 3/7 less than the year before.
TEST(CalendarColumns, SplitTheSpringFestivalBetweenItsMonths) {
    const auto columns =
        chinese_columns(Frequency::Monthly, Month(2024, 1).number(), Month(2025, 12).number());
    const std::size_t during = column_of(columns, "spring_festival_during");

    const double change =
        columns.at(Month(2025, 2).number(), during) - columns.at(Month(2024, 2).number(), during);

    EXPECT_NEAR(change, -3.0 / 7, 1e-12);
    EXPECT_NEAR(columns.at(Month(2025, 7).number(), during), 0, 1e-12);
}

TEST(CalendarColumns, LeaveWhatNeverMovesToTheSeason) {
    const auto columns =
        chinese_columns(Frequency::Monthly, Month(2024, 1).number(), Month(2024, 12).number());

    for (const Regressor& one : columns.regressors) EXPECT_NE(one.name, "national_day");
}

TEST(CalendarColumns, MarkDaysAndWeeks) {
    const Day monday = Day(2025, 9, 29);  // its week holds 5 of the 7 days of National Day
    const auto weeks = chinese_columns(Frequency::Weekly, monday.number(), (monday + 21).number());
    EXPECT_NEAR(weeks.at(monday.number(), column_of(weeks, "national_day")), 5.0 / 7, 1e-12);

    const Day first = Day(2025, 10, 1);
    const auto days = chinese_columns(Frequency::Daily, first.number(), (first + 20).number());
    EXPECT_EQ(days.at(first.number(), column_of(days, "public_holiday")), 1);
    EXPECT_EQ(days.at((first + 15).number(), column_of(days, "public_holiday")), 0);
}

// 2025-01-29 is Spring Festival.
TEST(CalendarColumns, SayOfADayThatItLiesInTheWindow) {
    const Day first = Day(2025, 1, 8);
    const auto days = chinese_columns(Frequency::Daily, first.number(), (first + 45).number());
    const auto before = column_of(days, "spring_festival_before");
    const auto in_window = [&](Day day) { return days.at(day.number(), before); };
    EXPECT_EQ(in_window({2025, 1, 8}), 0);
    EXPECT_EQ(in_window({2025, 1, 9}), 1);
    EXPECT_EQ(in_window({2025, 1, 28}), 1);
    EXPECT_EQ(in_window({2025, 1, 29}), 0);
}

/// Of a festival's days: sales by day, 100 but for them.
struct Feast {
    Day (*day)(int year);
    int first;
    int last;
    double factor;
};

// Four years of days; the fifth year's festival has to be as large as those before.
TEST(FestivalsByDay, AreAsLargeAheadAsInEveryYear) {
    const std::array<Feast, 3> feasts{Feast{spring_festival, -20, -1, 1.8},
                                      Feast{mid_autumn, -14, 0, 2.5},
                                      Feast{national_day, 0, 6, 0.4}};
    for (const Feast& feast : feasts) {
        const Day begin(2022, 1, 1);
        const auto factor_on = [&](Day day) {
            const int year = static_cast<int>(day.date().year());
            const int from = day - feast.day(year);
            return from >= feast.first && from <= feast.last ? feast.factor : 1;
        };
        const Day origin = feast.day(2026) + (feast.first - 5);
        Random random(4);
        std::vector<double> values;
        for (Day day = begin; day < origin; day = day + 1)
            values.push_back(100 * factor_on(day) * std::exp(0.03 * random.normal()));
        Problem problem{.frequency = Frequency::Daily, .horizon = 30, .holidays = Holidays::China};
        Series series;
        series.values = values;
        series.first_period = begin.number();
        problem.series.push_back(series);
        const auto outcome = forecast(problem);
        for (int h = 0; h < 30; ++h) {
            const double expected = 100 * factor_on(origin + h);
            EXPECT_NEAR(outcome.mean(0)[static_cast<std::size_t>(h)], expected, 0.1 * expected)
                << to_string(origin + h);
        }
    }
}

/// Months that sell `factor` − 1 more for the whole window of a feast, up to `end`.
std::vector<double> months_with(const Feast& feast, Month begin, Month end, std::uint64_t seed) {
    Random random(seed);
    std::vector<double> values;
    for (Month month = begin; month < end; month = month + 1) {
        double share = 0;
        for (Day day = month.first_day(); day < month.end_day(); day = day + 1) {
            const int from = day - feast.day(static_cast<int>(day.date().year()));
            const bool within = from >= feast.first && from <= feast.last;
            share += within ? 1.0 / (feast.last - feast.first + 1) : 0;
        }
        const double extra = (feast.factor - 1) * share;
        values.push_back(1000 * (1 + extra) * std::exp(0.05 * random.normal()));
    }
    return values;
}

std::vector<double> months_ahead(const std::vector<double>& values, Month begin, int horizon) {
    Problem problem{.horizon = horizon, .holidays = Holidays::China};
    Series series;
    series.values = values;
    series.first_period = begin.number();
    problem.series.push_back(series);
    const auto outcome = forecast(problem);
    return {outcome.mean(0).begin(), outcome.mean(0).end()};
}

// 2024-02-10, 2025-01-29, 2026-02-17: with two years known, each January and February was seen
// once, and what moved must not be taken for their season.
TEST(FestivalsOfAYoungCompany, SpringFestivalMovesToItsMonth) {
    const Feast feast{spring_festival, -20, -1, 2};
    for (const int known : {24, 26, 28}) {
        double january = 0;
        double february = 0;
        double march = 0;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            const Month end(2026, 1);
            const auto ahead =
                months_ahead(months_with(feast, end - known, end, seed), end - known, 3);
            january += ahead[0] / 10;
            february += ahead[1] / 10;
            march += ahead[2] / 10;
        }
        EXPECT_NEAR(january, 1200, 120) << known;
        EXPECT_NEAR(february, 1800, 420) << known;
        EXPECT_NEAR(march, 1000, 120) << known;
    }
}

/// A shop that sells half more for three weeks before Spring Festival and closes from three days
/// before it to eleven behind.
std::vector<double> months_of_shop(Month begin, Month end, Random& random) {
    std::vector<double> values;
    for (Month month = begin; month < end; month = month + 1) {
        double sum = 0;
        for (Day day = month.first_day(); day < month.end_day(); day = day + 1) {
            const int from = day - spring_festival(static_cast<int>(day.date().year()));
            const bool closed = from >= -3 && from <= 11;
            sum += closed ? 0 : from >= -20 && from < 0 ? 45 : 30;
        }
        values.push_back(sum * std::exp(0.03 * random.normal()));
    }
    return values;
}

// 2025-01-29, 2026-02-17: no month of the tests at the history's end holds a festival, and what the
// weeks before and behind it do could be anything that comes out even.
TEST(FestivalsOfAYoungCompany, TurnNoJanuaryAndFebruaryRoundWhereShopsAgree) {
    const Month begin(2025, 1);
    const Month end(2027, 1);
    Random random(1);
    std::vector<std::vector<double>> shops;
    for (int shop = 0; shop < 10; ++shop) shops.push_back(months_of_shop(begin, end, random));
    Problem problem{.horizon = 3, .holidays = Holidays::China};
    for (const auto& values : shops) {
        Series series;
        series.values = values;
        series.first_period = begin.number();
        problem.series.push_back(series);
    }
    const auto outcome = forecast(problem);
    for (std::size_t i = 0; i < shops.size(); ++i) {
        EXPECT_GT(outcome.mean(i)[0], 1.3 * outcome.mean(i)[1]) << i;
        EXPECT_NEAR(outcome.mean(i)[0], (shops[i][0] + shops[i][12]) / 2, 120) << i;
    }
}

// Mooncakes go out to shops weeks ahead. 2025-10-06 is late: all of it in September, not August.
TEST(FestivalsOfAYoungCompany, MooncakesAreSoldWeeksAhead) {
    const Feast feast{mid_autumn, -30, -5, 3};
    for (const int known : {24, 28, 36}) {
        double august = 0;
        double september = 0;
        double october = 0;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            const Month end(2025, 8);
            const auto ahead =
                months_ahead(months_with(feast, end - known, end, seed), end - known, 3);
            august += ahead[0] / 10;
            september += ahead[1] / 10;
            october += ahead[2] / 10;
        }
        EXPECT_NEAR(august, 1000, 250) << known;
        EXPECT_NEAR(september, 2900, 500) << known;
        EXPECT_NEAR(october, 1090, 250) << known;
    }
}

TEST(CalendarColumns, CountPlacesBeforeTheEpochToo) {
    EXPECT_EQ(place_in_cycle(-1, 12), 11);
    EXPECT_EQ(place_in_cycle(25, 12), 1);
}

// Most of a shop's November may be sold on one day.
TEST(ShoppingDays, StandOutByThemselvesByDayAndByWeek) {
    Random random(3);
    const Day first(2021, 1, 4);
    const auto sold = [&](Day day) {
        const auto date = day.date();
        const bool peak = day == singles_day(static_cast<int>(date.year())) ||
                          day == mid_year_sale(static_cast<int>(date.year()));
        return (peak ? 800 : 100) * std::exp(0.08 * random.normal());
    };
    for (const int step : {1, 7}) {
        std::vector<double> values;
        for (Day day = first; day < Day(2025, 11, 3); day = day + step) {
            double sum = 0;
            for (int k = 0; k < step; ++k) sum += sold(day + k);
            values.push_back(std::round(sum));
        }
        Problem problem{.frequency = step == 1 ? Frequency::Daily : Frequency::Weekly,
                        .horizon = 14 / step,
                        .holidays = Holidays::China};
        Series series;
        series.values = values;
        series.first_period = first.number();
        problem.series.push_back(series);
        const auto outcome = forecast(problem);
        const std::size_t peak = step == 1 ? 8 : 1;
        EXPECT_NEAR(outcome.mean(0)[peak], step == 1 ? 800 : 1400, step == 1 ? 90 : 150);
        EXPECT_NEAR(outcome.mean(0)[peak - 1], step == 1 ? 100 : 700, step == 1 ? 10 : 70);
    }
}

}  // namespace
}  // namespace bihuan::forecast
