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
    form.fiscal = period->fiscal;
    form.two_years = period->two_years;
    form.by_number = period->by_number;
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
    EXPECT_EQ(again("2026.0"), "2026");
    EXPECT_EQ(again("17"), "17");
    EXPECT_EQ(again("2020-W53"), "2020-W53");
}

TEST(ForecastPeriods, HalfYearsAndFiscalYearsAreWrittenAsTheyWereRead) {
    for (const auto* text :
         {"2025H1", "2025-H1", "H1 2025", "1H 2025", "2025 1h", "2025上半年", "2025年上半年"})
        EXPECT_EQ(again(text), "2025H1") << text;
    EXPECT_EQ(again("2025年下半年"), "2025H2");
    for (const auto* text : {"FY2025", "FY25", "fy 2025", "FY'25", "2025财年", "2025财政年度"})
        EXPECT_EQ(again(text), "FY2025") << text;
    for (const auto* text :
         {"FY2025Q3", "FY25 Q3", "Q3 FY25", "FY2025-Q3", "2025财年第3季度", "2025财年Q3"})
        EXPECT_EQ(again(text), "FY2025Q3") << text;
    for (const auto* text : {"FY2025H2", "2H FY25", "2025财年下半年"})
        EXPECT_EQ(again(text), "FY2025H2") << text;
    for (const auto* text : {"FY2025M05", "FY25 M5", "2025财年5月"})
        EXPECT_EQ(again(text), "FY2025M05") << text;
    for (const auto* text : {"FY2025P12", "FY25 P12", "P12 FY2025"})
        EXPECT_EQ(again(text), "FY2025P12") << text;
    for (const auto* text : {"FY2024-25", "FY24/25", "FY2024/2025", "2024-25财年", "2024-2025年度"})
        EXPECT_EQ(again(text), "FY2024-25") << text;
    EXPECT_EQ(again("FY24/25 Q1"), "FY2024-25Q1");
    EXPECT_EQ(again("2011财年12月"), "FY2011M12") << "December, not the year 2011-12";
}

/// What people write, and what it is.
struct Spelling {
    const char* text;
    const char* meaning;
};

constexpr Spelling kSpellings[] = {
    {"2024年第一季度", "2024Q1"},
    {"2024一季度", "2024Q1"},
    {"2024年一季度", "2024Q1"},
    {"2024第1季度", "2024Q1"},
    {"2024-1季度", "2024Q1"},
    {"2024年Q1季度", "2024Q1"},
    {"2024年四季", "2024Q4"},
    {"第一季度 2024", "2024Q1"},
    {"第一季度2024年", "2024Q1"},
    {"24年第二季度", "2024Q2"},
    {"24Q1", "2024Q1"},
    {"24-Q1", "2024Q1"},
    {"1Q24", "2024Q1"},
    {"Q1'24", "2024Q1"},
    {"Q1-2024", "2024Q1"},
    {"2024.Q1", "2024Q1"},
    {"2024/Q1", "2024Q1"},
    {"2024-1Q", "2024Q1"},
    {"Quarter 1 2024", "2024Q1"},
    {"1st quarter 2024", "2024Q1"},
    {"２０２４Q１", "2024Q1"},
    {"2024年1月份", "2024-01"},
    {"2024年01月份", "2024-01"},
    {"2024年 1 月", "2024-01"},
    {"2024年十一月", "2024-11"},
    {"2024年十二月份", "2024-12"},
    {"2024年元月", "2024-01"},
    {"二〇二四年一月", "2024-01"},
    {"二零二四年十月", "2024-10"},
    {"２０２４年１月", "2024-01"},
    {"２０２４－０１", "2024-01"},
    {"24年1月", "2024-01"},
    {"24年01月份", "2024-01"},
    {"1月2024年", "2024-01"},
    {"Jan'24", "2024-01"},
    {"Jan-24", "2024-01"},
    {"Jan 24", "2024-01"},
    {"Jan. 2024", "2024-01"},
    {"2024-Jan", "2024-01"},
    {"January, 2024", "2024-01"},
    {"2024M01", "2024-01"},
    {"2024M1", "2024-01"},
    {"24M01", "2024-01"},
    {"202401", "2024-01"},
    {"2024/1", "2024-01"},
    {"2024年第一周", "2024-W01"},
    {"2024第1周", "2024-W01"},
    {"2024年第五十二周", "2024-W52"},
    {"2024年1周", "2024-W01"},
    {"W01-2024", "2024-W01"},
    {"Week 1 2024", "2024-W01"},
    {"2024 wk 01", "2024-W01"},
    {"24W01", "2024-W01"},
    {"2024年度", "2024"},
    {"2024年份", "2024"},
    {"二〇二四年", "2024"},
    {"2024年H1", "2024H1"},
    {"24H1", "2024H1"},
    {"1H24", "2024H1"},
    {"2024年上半年", "2024H1"},
    {"24年下半年", "2024H2"},
    {"2024上半年度", "2024H1"},
    {"2024年1月上旬", "2024年1月上旬"},
    {"2024年1月份下旬", "2024年1月下旬"},
    {"2024年十月第3旬", "2024年10月下旬"},
    {"2024-01中旬", "2024年1月中旬"},
    {"2024财年第一季度", "FY2024Q1"},
    {"2024财年一季度", "FY2024Q1"},
    {"2024财年上半年", "FY2024H1"},
    {"2024财年1月", "FY2024M01"},
    {"Fiscal Year 2024", "FY2024"},
    {"FY2024年第一季度", "FY2024Q1"},
};

TEST(ForecastPeriods, AreReadInEverySpellingThatPeopleUse) {
    for (const auto& [text, meaning] : kSpellings) EXPECT_EQ(again(text), meaning) << text;
}

TEST(ForecastPeriods, AWeekThatItsYearDoesNotHaveIsNone) {
    EXPECT_EQ(again("2026-W53"), "2026-W53");
    EXPECT_EQ(again("2026年第53周"), "2026-W53");
    for (const auto* text :
         {"2025-W53", "2025年第53周", "W53-2025", "2025年第五十三周", "2024-W00"})
        EXPECT_EQ(again(text), "none") << text;
}

TEST(ForecastPeriods, AFiscalMonthHasItsPlaceInTheCalendarOnceItsYearsStartIsTold) {
    PeriodForm form{PeriodKind::Month};
    form.fiscal = true;
    EXPECT_FALSE(form.in_calendar());
    form.fiscal_shift = parse_fiscal_start("FY2025=2024-04");
    ASSERT_TRUE(form.in_calendar());
    const auto period = parse_period("FY2025M10").value();
    EXPECT_EQ(form.engine_period(period.number, forecast::Frequency::Monthly),
              Month(2025, 1).number());
    for (const auto* text : {"", "2025=2024-04", "FY2025=04", "FY2025Q1=2024-04", "FY2025=2020-04"})
        EXPECT_FALSE(parse_fiscal_start(text)) << text;
}

TEST(ForecastPeriods, AreRefusedWhereTheySayNothing) {
    for (const auto* text : {"",
                             "soon",
                             "2026Q5",
                             "2026-13",
                             "2026-W54",
                             "2026年5季度",
                             "9999",
                             "2026H3",
                             "FY",
                             "FY206",
                             "FY2026W05",
                             "2026年13月",
                             "2026年0月",
                             "2026M13",
                             "FY2026P13",
                             "2026年第五季度",
                             "5Q26",
                             "2026-02-30",
                             "2026年2月30日",
                             "20260230",
                             "2026年10月第4旬",
                             "2026年第3半年",
                             "2026-10-01 25:00",
                             "2026-10-01 08:75",
                             "2026-10-01 24:30",
                             "24-Jan",
                             "12月24",
                             "12W24x",
                             "1月",
                             "第一季度",
                             "2026上半"})
        EXPECT_EQ(again(text), "none") << text;
}

// 05-06月 once was June 2005.
TEST(ForecastPeriods, OfSeveralMonthsAreNone) {
    for (const auto* text :
         {"05-06月",     "01-02月",       "12-01月",       "1-3月",        "5~6月",
          "05/06月",     "05、06月",      "2026年1-2月",   "2026年1、2月", "26年1-2月",
          "2026.1-2",    "2026-01/02",    "Jan-Feb 2026",  "Q1-Q2",        "Q1-02",
          "2026Q1-Q2",   "01-02季度",     "2026年1-2季度", "01-02周",      "W01-02",
          "05-06月上旬", "2026年1月-2月", "06月05",        "06月05日",     "十一月05"})
        EXPECT_EQ(again(text), "none") << text;
    EXPECT_EQ(again("24-06月"), "2024-06") << "there is no month 24";
    EXPECT_EQ(again("W05-24"), "2024-W05");
    EXPECT_EQ(again("Q1-24"), "2024Q1");
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

/// So many periods from a day on.
std::vector<Day> every(int days, Day first, int count) {
    std::vector<Day> result;
    for (int i = 0; i < count; ++i) result.push_back(first + i * days);
    return result;
}

std::int32_t number_of(const PeriodForm& form, Day day) {
    return number_in(form, {PeriodKind::Day, day.number()});
}

TEST(PeriodForms, AFigureOfFourWeeksIsNoneOfOneWeek) {
    const auto four = form_of(every(28, {2022, 1, 3}, 20));
    EXPECT_EQ(four.name(), "every 4 weeks");
    EXPECT_EQ(four.season(), 13);
    EXPECT_EQ(four.frequency(), forecast::Frequency::Other);
    EXPECT_EQ(four.text(number_of(four, {2022, 1, 3}) + four.step), "2022-01-31");
    const auto two = form_of(every(14, {2023, 1, 2}, 20));
    EXPECT_EQ(two.name(), "every 2 weeks");
    EXPECT_EQ(two.season(), 26);
    EXPECT_EQ(find_form(PeriodKind::Week, {{0, 14, 28, 56}}).step, 14) << "ISO weeks as well";
    EXPECT_EQ(form_of({{2020, 1, 5}, {2020, 1, 12}, {2020, 1, 26}}).step, 7) << "a gap is none";
    EXPECT_EQ(form_of({{2020, 1, 6}, {2020, 2, 3}, {2020, 2, 17}, {2020, 4, 13}}).step, 7)
        << "weeks of rare sales";
}

TEST(PeriodForms, OtherPeriodsKeepTheirDistanceToo) {
    const auto days = form_of(every(3, {2024, 1, 1}, 30));
    EXPECT_EQ(days.name(), "every 3 days");
    EXPECT_EQ(days.text(number_of(days, {2024, 1, 1}) + days.step), "2024-01-04");
    EXPECT_EQ(find_form(PeriodKind::Quarter, {{8000, 8002, 8004, 8006}}).step, 2);
    EXPECT_EQ(find_form(PeriodKind::Month, {{240, 245, 250, 255}}).step, 5);
}

TEST(PeriodForms, HalfMonthsAndTenDaysAreTheSameDaysOfEveryMonth) {
    std::vector<Day> halves;
    std::vector<Day> tens;
    for (Month month(2023, 1); month < Month(2024, 1); month = month + 1) {
        for (const int day : {1, 16}) halves.push_back(month.first_day() + day - 1);
        for (const int day : {10, 20}) tens.push_back(month.first_day() + day - 1);
        tens.push_back(month.end_day() + -1);
    }
    const auto half = form_of(halves);
    ASSERT_EQ(half.kind, PeriodKind::HalfMonth);
    EXPECT_EQ(half.season(), 24);
    EXPECT_EQ(half.text(number_of(half, {2023, 12, 16})), "2023-12-16");
    EXPECT_EQ(half.text(number_of(half, {2023, 12, 16}) + 1), "2024-01-01");
    const auto ten = form_of(tens);
    ASSERT_EQ(ten.kind, PeriodKind::TenDays);
    EXPECT_EQ(ten.season(), 36);
    EXPECT_EQ(ten.text(number_of(ten, {2023, 2, 20}) + 1), "2023-02-28");
    EXPECT_EQ(ten.text(number_of(ten, {2023, 2, 28}) + 1), "2023-03-10");
}

TEST(PeriodForms, TenDaysInWordsAreWrittenInWords) {
    const auto period = parse_period("2026年10月下旬");
    ASSERT_TRUE(period);
    const auto form = find_form(period->kind, {{period->number}});
    EXPECT_EQ(form.text(period->number + 1), "2026年11月上旬");
    EXPECT_EQ(again("2026-10上半月"), "2026年10月上半月");
    EXPECT_EQ(again("2026年13月上旬"), "none");
}

TEST(PeriodForms, ChosenWeekdaysAreCountedOneByOne) {
    std::vector<Day> days;
    for (Day day(2024, 1, 1); day < Day(2024, 4, 1); day = day + 1)
        if (day.weekday() == 1 || day.weekday() == 4) days.push_back(day);
    const auto form = form_of(days);
    ASSERT_EQ(form.kind, PeriodKind::Openday);
    EXPECT_EQ(form.season(), 2);
    EXPECT_EQ(form.text(number_of(form, {2024, 3, 28}) + 1), "2024-04-01");
    EXPECT_EQ(form.text(number_of(form, {2024, 3, 28}) + 2), "2024-04-04");
}

TEST(PeriodForms, TwoMakeUpDaysOpenNoSaturdays) {
    std::vector<Day> days;
    for (Day day(2025, 1, 1); day < Day(2026, 1, 1); day = day + 1)
        if (day.weekday() < 6 || day == Day(2025, 1, 26) || day == Day(2025, 4, 27))
            days.push_back(day);
    const auto form = form_of(days);
    EXPECT_EQ(form.kind, PeriodKind::Day);
    EXPECT_TRUE(form.closed(Day(2026, 1, 3).number()));
    EXPECT_FALSE(form.closed(Day(2026, 1, 5).number()));
}

TEST(PeriodForms, DaysOfRareSalesHideNoWeekday) {
    std::vector<Day> days;
    for (int i = 0; i < 60; ++i) days.push_back(Day(2024, 1, 1) + 11 * i + i * i % 4);
    days.push_back(Day(2025, 12, 6));
    const auto form = form_of(days);
    EXPECT_EQ(form.kind, PeriodKind::Day);
    EXPECT_TRUE(form.weekdays.empty());
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
