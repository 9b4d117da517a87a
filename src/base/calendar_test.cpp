#include "base/calendar.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/lunar_table.h"
#include "base/work_calendar.h"

namespace bihuan {
namespace {

TEST(SpringFestival, IsRightWhereIcuIsWrong) {
    EXPECT_EQ(spring_festival(2027), Day(2027, 2, 6));
    EXPECT_EQ(spring_festival(2030), Day(2030, 2, 3));
}

// Source: the published calendars of 2015–2035.
TEST(SpringFestival, FallsOnThePublishedDays) {
    const std::vector<std::string> days{
        "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25",
        "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17",
        "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11",
        "2033-01-31", "2034-02-19", "2035-02-08"};
    for (const auto& day : days) {
        EXPECT_EQ(to_string(spring_festival(std::stoi(day))), day);
    }
}

TEST(LunarCalendar, KnowsOtherFestivalsOf2025To2027) {
    EXPECT_EQ(dragon_boat(2025), Day(2025, 5, 31));
    EXPECT_EQ(mid_autumn(2025), Day(2025, 10, 6));  // after a leap sixth month
    EXPECT_EQ(double_ninth(2025), Day(2025, 10, 29));
    EXPECT_EQ(lantern_festival(2026), Day(2026, 3, 3));
    EXPECT_EQ(dragon_boat(2026), Day(2026, 6, 19));
    EXPECT_EQ(qixi(2026), Day(2026, 8, 19));
    EXPECT_EQ(mid_autumn(2026), Day(2026, 9, 25));
    EXPECT_EQ(mid_autumn(2027), Day(2027, 9, 15));
    EXPECT_EQ(qingming(2025), Day(2025, 4, 4));
    EXPECT_EQ(qingming(2026), Day(2026, 4, 5));
    EXPECT_EQ(qingming(2027), Day(2027, 4, 5));
}

TEST(LunarCalendar, HasLeapMonthsWhereTheyBelong) {
    EXPECT_EQ(leap_month(2020), 4);
    EXPECT_EQ(leap_month(2023), 2);
    EXPECT_EQ(leap_month(2025), 6);
    EXPECT_EQ(leap_month(2033), 11);
    EXPECT_FALSE(leap_month(2026));
    EXPECT_EQ(lunar_to_day(2025, 6, 1, LunarMonth::Leap), Day(2025, 7, 25));
    EXPECT_FALSE(lunar_to_day(2025, 5, 1, LunarMonth::Leap));
}

TEST(LunarCalendar, HasNoGapsFrom1901To2100) {
    for (int year = kFirstLunarYear; year < kLastLunarYear; ++year) {
        Day last;
        for (int day = 29; day <= 30; ++day) {
            if (const auto found = lunar_to_day(year, 12, day)) {
                last = *found;
            }
        }
        EXPECT_EQ(last + 1, spring_festival(year + 1)) << year;
    }
}

TEST(LunarCalendar, RefusesDaysThatDoNotExist) {
    EXPECT_FALSE(lunar_to_day(1900, 1, 1));
    EXPECT_FALSE(lunar_to_day(2101, 1, 1));
    EXPECT_FALSE(lunar_to_day(2026, 13, 1));
    EXPECT_FALSE(lunar_to_day(2026, 0, 1));
    EXPECT_FALSE(lunar_to_day(2026, 1, 31));
    EXPECT_THROW(spring_festival(2101), Error);
    EXPECT_THROW(qingming(0), Error);
}

TEST(FestivalsOf, AreInOrderAndLeaveOutTheUnknown) {
    const auto festivals = festivals_of(2026);
    ASSERT_EQ(festivals.size(), 14U);
    for (std::size_t i = 1; i < festivals.size(); ++i) {
        EXPECT_LE(festivals[i - 1].day, festivals[i].day);
    }
    EXPECT_EQ(festivals_of(2200).size(), 7U);
}

// Free weekdays less make-up days = statutory days: 11, and 13 from 2025. 2015 had the victory day
// besides; 2020 lost two more working days to the extension of Spring Festival.
TEST(OfficialHolidays, GiveAsManyDaysAsTheLawSays) {
    const auto calendar = WorkCalendar::official();
    for (int year = 2016; year <= 2026; ++year) {
        int net = 0;
        for (const auto& range : official_holidays()) {
            const bool in_year = static_cast<int>(range.last.date().year()) == year;
            const bool before = range.last == Day(year - 1, 12, 29);
            const bool next = range.last == Day(year, 12, 29);
            if ((!in_year || next) && !before) {
                continue;
            }
            for (Day day = range.first; day <= range.last; day = day + 1) {
                EXPECT_EQ(calendar.is_working_day(day), range.kind == DayKind::MakeUp);
                net += range.kind == DayKind::MakeUp ? -1 : (day.weekday() <= 5 ? 1 : 0);
            }
        }
        const int statutory = year >= 2025 ? 13 : 11;
        EXPECT_EQ(net, statutory + (year == 2020 ? 2 : 0)) << year;
    }
}

TEST(WorkCalendar, CountsWorkingDays) {
    EXPECT_EQ(working_days(Month(2026, 2)), 16);
    EXPECT_EQ(working_days(Month(2026, 10)), 18);
    EXPECT_EQ(working_days(Month(2026, 11)), 21);
    EXPECT_EQ(WorkCalendar::official().working_day(Month(2026, 10), 3), Day(2026, 10, 10));
    EXPECT_TRUE(WorkCalendar::official().is_holiday(Day(2026, 10, 4)));
}

TEST(WorkCalendar, FallsBackOnTheStatutoryDays) {
    const auto calendar = WorkCalendar::official();
    EXPECT_FALSE(calendar.is_working_day(Day(2027, 2, 5)));  // New Year's Eve, a Friday
    EXPECT_FALSE(calendar.is_working_day(Day(2027, 2, 9)));  // for the Saturday or Sunday before
    EXPECT_EQ(calendar.working_days(Month(2027, 5)), 19);  // two statutory days, both on a weekend
    EXPECT_TRUE(calendar.is_working_day(Day(1850, 1, 1)));
}

TEST(WorkCalendar, TakesAnAdministratorsArrangement) {
    const std::vector<HolidayRange> ranges{
        {"national_day", {2027, 10, 1}, {2027, 10, 7}},
        {"national_day", {2027, 10, 9}, {2027, 10, 9}, DayKind::MakeUp}};
    const WorkCalendar calendar(ranges);
    EXPECT_FALSE(calendar.is_working_day(Day(2027, 10, 7)));
    EXPECT_TRUE(calendar.is_working_day(Day(2027, 10, 9)));
    EXPECT_TRUE(calendar.is_working_day(Day(2027, 5, 3)));
}

}  // namespace
}  // namespace bihuan
