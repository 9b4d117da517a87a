#include "app/forecast_period.h"

#include <gtest/gtest.h>

#include "base/day.h"

namespace bihuan {
namespace {

/// What a text means, and how it is written back.
std::string again(const std::string& text) {
    const auto period = parse_period(text);
    if (!period) return "none";
    PeriodForm form{period->kind};
    form.iso_weeks = true;
    return form.text(period->number);
}

/// The form of one series of days.
PeriodForm form_of(const std::vector<Day>& days) {
    std::vector<std::int32_t> row;
    for (const Day day : days) row.push_back(day.number());
    return find_form(PeriodKind::Day, {row});
}

TEST(ForecastPeriods, AreReadAsPeopleWriteThem) {
    for (const auto* text : {"2026-10",
                             "2026/10",
                             "202610",
                             "2026.10",
                             "2026年10月",
                             "2026M10",
                             "2026 Oct",
                             "Oct-2026",
                             "October 2026",
                             " 2026-10 "}) {
        EXPECT_EQ(again(text), "2026-10") << text;
    }
    for (const auto* text :
         {"2026Q4", "2026-Q4", "2026 Q4", "Q4 2026", "2026年4季度", "2026年第4季度"})
        EXPECT_EQ(again(text), "2026Q4") << text;
    for (const auto* text : {"2026-W05", "2026W5", "2026年第5周"})
        EXPECT_EQ(again(text), "2026-W05") << text;
    for (const auto* text :
         {"2026-10-01", "2026/10/1", "20261001", "2026-10-01 00:00:00", "2026-10-01T00:00:00Z"})
        EXPECT_EQ(again(text), "2026-10-01") << text;
    for (const auto* text : {"2026-10-01 08:30", "2026-10-01T08:30:00+08:00", "2026/10/1 8:30:00"})
        EXPECT_EQ(again(text), "2026-10-01 08:30") << text;
    EXPECT_EQ(again("2026"), "2026");
    EXPECT_EQ(again("2026年"), "2026");
    EXPECT_EQ(again("17"), "17");
    EXPECT_EQ(again("2020-W53"), "2020-W53");
}

TEST(ForecastPeriods, AreRefusedWhereTheySayNothing) {
    for (const auto* text : {"", "soon", "2026Q5", "2026-13", "2026-W54", "2026年5季度", "9999"})
        EXPECT_EQ(again(text), "none") << text;
}

TEST(PeriodForms, DaysThatStandForMonthsAreMonths) {
    const auto ends = form_of({{2020, 1, 31}, {2020, 2, 29}, {2020, 3, 31}, {2020, 5, 31}});
    EXPECT_EQ(ends.kind, PeriodKind::Month);
    const auto last_workdays = form_of({{2020, 1, 31}, {2020, 2, 28}, {2020, 3, 31}});
    EXPECT_EQ(last_workdays.kind, PeriodKind::Month);
    EXPECT_EQ(form_of({{2020, 1, 1}}).kind, PeriodKind::Month);
    EXPECT_EQ(ends.text(number_in(ends, {PeriodKind::Day, Day(2020, 5, 31).number()})), "2020-05");
}

TEST(PeriodForms, DaysAQuarterOrAYearApartAreThose) {
    const auto quarters = form_of({{2020, 3, 31}, {2020, 6, 30}, {2020, 9, 30}, {2021, 3, 31}});
    EXPECT_EQ(quarters.kind, PeriodKind::Quarter);
    EXPECT_EQ(quarters.text(number_in(quarters, {PeriodKind::Day, Day(2021, 3, 31).number()})),
              "2021Q1");
    EXPECT_EQ(form_of({{2020, 1, 1}, {2021, 1, 1}, {2022, 1, 1}}).kind, PeriodKind::Year);
    EXPECT_EQ(form_of({{2020, 12, 31}, {2021, 12, 31}, {2022, 12, 31}}).kind, PeriodKind::Year);
}

TEST(PeriodForms, WeeksMayBeginOnAnyDayAndShift) {
    const auto sundays = form_of({{2020, 1, 5}, {2020, 1, 12}, {2020, 2, 2}});
    EXPECT_EQ(sundays.kind, PeriodKind::Week);
    EXPECT_EQ(sundays.text(number_in(sundays, {PeriodKind::Day, Day(2020, 2, 2).number()})),
              "2020-02-02");
    const auto shifting = form_of({{2020, 1, 6}, {2020, 1, 13}, {2020, 1, 21}, {2020, 1, 27}});
    EXPECT_EQ(shifting.kind, PeriodKind::Week);
    EXPECT_EQ(number_in(shifting, {PeriodKind::Day, Day(2020, 1, 21).number()}),
              Day(2020, 1, 20).number());
}

TEST(PeriodForms, ClosedWeekdaysAreLeftOut) {
    std::vector<Day> days;
    for (Day day(2021, 1, 4); day < Day(2021, 3, 1); day = day + 1)
        if (day.weekday() < 6) days.push_back(day);
    const auto form = form_of(days);
    ASSERT_EQ(form.kind, PeriodKind::Openday);
    EXPECT_EQ(form.season(), 5);
    const auto friday = number_in(form, {PeriodKind::Day, Day(2021, 2, 26).number()});
    EXPECT_EQ(form.text(friday), "2021-02-26");
    EXPECT_EQ(form.text(friday + 1), "2021-03-01");
    const auto old = number_in(form, {PeriodKind::Day, Day(1969, 12, 25).number()});
    EXPECT_EQ(form.text(old), "1969-12-25");
}

TEST(PeriodForms, MonthsApartAreQuartersOrYearsOnlyWhenAllAre) {
    EXPECT_EQ(find_form(PeriodKind::Month, {{240, 243, 249}}).kind, PeriodKind::Quarter);
    EXPECT_EQ(find_form(PeriodKind::Month, {{240, 252, 264}}).kind, PeriodKind::Year);
    EXPECT_EQ(find_form(PeriodKind::Month, {{240, 243}}).kind, PeriodKind::Month);
    EXPECT_EQ(find_form(PeriodKind::Month, {{240, 243, 249}, {240, 241}}).kind, PeriodKind::Month);
}

TEST(PeriodForms, TimesHaveTheirCommonDistance) {
    const auto form = find_form(PeriodKind::Minute, {{600, 630, 690}, {660, 720}});
    EXPECT_EQ(form.step, 30);
    EXPECT_EQ(form.season(), 48);
    EXPECT_EQ(form.text(690), "1970-01-01 11:30");
}

}  // namespace
}  // namespace bihuan
