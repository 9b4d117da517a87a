#include "app/forecast_file_suite.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/day.h"

namespace bihuan {
namespace {

TEST(LongFile, TakesTheNamesThatOtherToolsGive) {
    const auto groups = read("unique_id,ds,y\nA,2020-01-31,5\nA,2020-02-29,\nA,2020-03-31,7\n");
    ASSERT_TRUE(groups);
    const FileGroup& group = groups->front();
    EXPECT_EQ(group.problem.frequency, forecast::Frequency::Monthly);
    ASSERT_EQ(group.rows[0].values.size(), 3U);
    EXPECT_TRUE(std::isnan(group.rows[0].values[1]));
    EXPECT_EQ(group.rows[0].period_text(3), "2020-04");
}

TEST(LongFile, IgnoresSpacesAroundNamesAndCells) {
    const auto groups = read(
        " Series , Period , Value \nA , 2020-01 , 5\nA, 2020-02 , NaN \n"
        "A ,2020-03, 1.5e3\n");
    ASSERT_TRUE(groups);
    ASSERT_EQ(groups->front().rows.size(), 1U);
    EXPECT_EQ(groups->front().rows[0].name, "A");
    EXPECT_EQ(groups->front().rows[0].values.back(), 1500);
}

TEST(LongFile, CountsHoursAndFindsTheirWeek) {
    std::string text = "series,period,value\n";
    for (int hour = 0; hour < 24 * 7 * 4; ++hour) {
        const bool weekend = hour / 24 % 7 >= 5;
        text += fmt::format("H,{} {:02}:00,{}\n",
                            to_string(Day(2024, 1, 1) + hour / 24),
                            hour % 24,
                            (weekend ? 40 : 100) + hour % 24);
    }
    const auto groups = read(text);
    ASSERT_TRUE(groups);
    const FileGroup& group = groups->front();
    EXPECT_EQ(group.problem.season, 168);
    EXPECT_EQ(group.problem.horizon, 48);
    EXPECT_EQ(group.rows[0].form.name(), "hours");
    EXPECT_EQ(group.rows[0].period_text(24 * 7 * 4), "2024-01-29 00:00");
}

TEST(LongFile, CountsPlainNumbersBeyondThoseThatLookLikeYears) {
    std::string text = "series,period,value\n";
    for (int number = 1490; number < 1520; ++number) text += fmt::format("A,{},5\n", number);
    const auto groups = read(text, {.season = 12});
    ASSERT_TRUE(groups);
    EXPECT_EQ(groups->front().rows[0].period_text(30), "1520");
    EXPECT_EQ(groups->front().problem.frequency, forecast::Frequency::Monthly);
}

TEST(PlainFile, OfTwoColumnsIsOneSeries) {
    for (const auto* head : {"ds,y", "Month,Sales", "日期,销量", "when,Umsatz", ",Passengers"}) {
        const auto groups =
            read(fmt::format("{}\n2022-01-01,100\n2022-02-01,101\n2022-03-01,102\n", head));
        ASSERT_TRUE(groups) << head;
        ASSERT_EQ(groups->front().rows.size(), 1U) << head;
        EXPECT_EQ(groups->front().rows[0].values.back(), 102);
        EXPECT_EQ(groups->front().rows[0].period_text(3), "2022-04");
    }
    EXPECT_EQ(read("Month,Sales\n2022-01,5\n")->front().rows[0].name, "Sales");
}

TEST(PlainFile, TakesWhatStandsBesideAValueForAnInfluence) {
    const auto groups = read("ds,y,price\n2022-01-01,100,3\n2022-02-01,101,4\n2022-03-01,,4\n");
    ASSERT_TRUE(groups);
    EXPECT_EQ(groups->front().rows.size(), 1U);
    EXPECT_EQ(groups->front().problem.regressors[0].layer, forecast::Layer::Price);
}

TEST(PlainFile, MayHaveASeriesInEachColumn) {
    const auto groups =
        read("date,milk,tea\n2022-01-01,100,7\n2022-02-01,101,\n2022-03-01,102,9\n");
    ASSERT_TRUE(groups);
    ASSERT_EQ(groups->front().rows.size(), 2U);
    EXPECT_EQ(groups->front().rows[1].name, "tea");
    EXPECT_EQ(groups->front().rows[1].values.back(), 9);
    EXPECT_TRUE(std::isnan(groups->front().rows[1].values[1]));
}

TEST(PlainFile, MayHaveAPeriodInEachColumn) {
    const auto groups =
        read("product,region,2022-01,2022-02,2022-03,合计\nmilk,east,1,2,3,6\nmilk,west,4,,6,10\n");
    ASSERT_TRUE(groups);
    ASSERT_EQ(groups->front().rows.size(), 2U);
    EXPECT_EQ(groups->front().rows[1].name, "milk / west");
    EXPECT_EQ(groups->front().rows[1].values.size(), 3U);
    EXPECT_EQ(groups->front().rows[1].period_text(3), "2022-04");
    EXPECT_EQ(code_of(read("product,2022-01,2022Q2\nmilk,1,2\n")), "mixed_periods");
}

TEST(PlainFile, ForecastsAllItsSeriesForTheSamePeriods) {
    std::string text = "产品,月份,销量\n";
    for (int month = 1; month <= 12; ++month) {
        text += fmt::format("可乐,2024-{:02},100\n", month);
        if (month <= 9) text += fmt::format("雪碧,2024-{:02},50\n", month);
    }
    text += "芬达,2023-06,5\n芬达,2023-07,6\n";
    const auto groups = read(text, {.horizon = 2});
    ASSERT_TRUE(groups);
    for (const FileSeries& row : groups->front().rows)
        EXPECT_EQ(row.period_text(row.values.size()), "2025-01") << row.name;
    const auto& early = groups->front().rows[1];
    EXPECT_EQ(early.values.size(), 12U);
    EXPECT_TRUE(std::isnan(early.values.back()));
    EXPECT_EQ(early.unknown_end, 3U);
    EXPECT_FALSE(early.ended);
    EXPECT_TRUE(groups->front().rows[2].ended) << "more than a year without a word";
    EXPECT_EQ(groups->front().problem.series[2].stage, forecast::Stage::Delisted);
}

TEST(PlainFile, CountsThePeriodsAheadFromTheFilesEnd) {
    const auto groups = read(
        "series,period,value,price\nA,2024-01,5,1\nA,2024-02,5,1\nA,2024-03,,1\n"
        "B,2024-01,5,1\nB,2024-02,,1\nB,2024-03,,1\nC,2024-03,,1\n");
    ASSERT_TRUE(groups);
    EXPECT_EQ(groups->front().problem.horizon, 1);
    for (const FileSeries& row : groups->front().rows)
        EXPECT_EQ(row.period_text(row.values.size()), "2024-03") << row.name;
    EXPECT_TRUE(groups->front().rows[2].values.empty());
}

TEST(PlainFile, RefusesAWeekThatItsYearDoesNotHaveAtItsOwnRow) {
    const auto refused = read("周,销量\n2025-W52,5\n2025-W53,6\n2026-W01,7\n");
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().size(), 1U);
    EXPECT_EQ(refused.error().front().field, "/3/A");
    EXPECT_EQ(code_of(read("年,周,销量\n2025,52,5\n2025,53,6\n")), "not_a_period");
}

TEST(PlainFile, SaysHowDaysOfTwoReadingsWereRead) {
    std::string text = "日期,销量\n";
    for (int month = 1; month <= 12; ++month) text += fmt::format("{:02}/01/2026,5\n", month);
    const auto groups = read(text);
    EXPECT_TRUE(notes(groups, "day_order"));
    EXPECT_FALSE(notes(read(text, {.day_order = files::DayOrder::MonthFirst}), "day_order"));
    EXPECT_EQ(read(text, {.day_order = files::DayOrder::DayFirst})->front().rows[0].period_text(12),
              "2026-01-13");
}

TEST(PlainFile, SaysWhereTheStartOfFiscalYearsChangesNothing) {
    const ForecastFileOptions options{.fiscal_shift = parse_fiscal_start("FY2022=2021-04")};
    const auto years = read("年份,销量\nFY2023,5\nFY2024,6\n", options);
    EXPECT_TRUE(notes(years, "fiscal_start"));
    EXPECT_EQ(years->front().rows[0].period_text(2), "FY2025");
    EXPECT_EQ(years->front().problem.holidays, forecast::Holidays::None);
    EXPECT_TRUE(notes(read("月份,销量\n2023-01,5\n2024-01,6\n", options), "fiscal_start"));
    const auto numbered = read("期间,销量\nFY2025P11,5\nFY2025P12,6\n");
    EXPECT_EQ(numbered->front().rows[0].period_text(2), "FY2026P01");
    EXPECT_EQ(read("期间,销量\nFY2023-24,5\nFY2024-25,6\n")->front().rows[0].period_text(2),
              "FY2025-26");
}

TEST(PlainFile, OfWeeksAndOfFourWeeksAtOnceIsRefused) {
    std::string text = "series,period,value\n";
    for (int week = 0; week < 60; ++week) {
        const auto day = to_string(Day(2024, 1, 1) + 7 * week);
        text += fmt::format("weekly,{},100\n", day);
        if (week % 4 == 0) text += fmt::format("four-weekly,{},400\n", day);
    }
    const auto groups = read(text);
    ASSERT_FALSE(groups);
    EXPECT_EQ(groups.error().front().code, "mixed_cadence");
    EXPECT_EQ(groups.error().front().message,
              "Expected periods of one length; series four-weekly has one in 4 weeks only. "
              "Forecast it in a file of its own.");
}

TEST(PlainFile, WithoutAnythingToForecastIsRefused) {
    EXPECT_EQ(code_of(read("product,region\nmilk,east\n")), "missing_column");
    EXPECT_EQ(code_of(read("series,period,price,cost\nA,2022-01,1,2\n")), "missing_column");
}

TEST(PlainFile, CountsTheHourTwiceWhenClocksGoBack) {
    std::string text = "series,period,value\n";
    for (int hour = 0; hour < 48; ++hour) {
        const int utc = 22 + hour;  // from 2025-10-25 00:00+02:00 on
        const int offset = utc < 49 ? 2 : 1;
        const Day day = Day(2025, 10, 24) + (utc + offset) / 24;
        text += fmt::format(
            "A,{} {:02}:00+0{}:00,{}\n", to_string(day), (utc + offset) % 24, offset, hour);
    }
    const auto groups = read(text);
    ASSERT_TRUE(groups) << groups.error().front().message;
    const auto& row = groups->front().rows[0];
    ASSERT_EQ(row.values.size(), 48U);
    EXPECT_EQ(row.values[27], 27);
    EXPECT_EQ(row.period_text(48), "2025-10-26 23:00+01:00");
}

TEST(PlainFile, KeepsClosedDaysThatOneMakeUpDayOpened) {
    std::string text = "date,sales\n";
    for (Day day(2025, 3, 3); day < Day(2025, 6, 2); day = day + 1)
        if (day.weekday() < 6 || day == Day(2025, 4, 27))
            text += fmt::format("{},{}\n", to_string(day), 200);
    const auto groups = read(text);
    ASSERT_TRUE(groups);
    const auto& values = groups->front().rows[0].values;
    EXPECT_EQ(values[5], 0) << "a Saturday";
    EXPECT_EQ(values[55], 200) << "the Sunday worked for Labour Day";
}

TEST(PlainFile, SettlesTheOrderOfItsDaysByThoseAboveTwelve) {
    std::string days = "Date,Sales\n";
    for (int day = 1; day <= 31; ++day) days += fmt::format("1/{}/2024,{}\n", day, day);
    const auto settled = read(days);
    ASSERT_TRUE(settled);
    EXPECT_EQ(settled->front().rows[0].period_text(31), "2024-02-01");

    const auto untold = read("Date,Sales\n1/2/2024,5\n2/2/2024,6\n3/2/2024,x\n");
    ASSERT_FALSE(untold);
    ASSERT_EQ(untold.error().size(), 3U) << "each such day and the figure; no day twice";
    EXPECT_EQ(untold.error().front().code, "ambiguous_day");
    const auto told = read("Date,Sales\n1/2/2024,5\n2/2/2024,6\n3/2/2024,7\n",
                           {.day_order = files::DayOrder::DayFirst});
    ASSERT_TRUE(told);
    EXPECT_EQ(told->front().rows[0].period_text(3), "2024-02-04");
}

TEST(PlainFile, OfFirstsOfMonthsIsMonthsInEitherOrder) {
    std::string american = "Date,Sales\n";
    std::string german = "Date,Sales\n";
    std::string across = "item";
    for (int month = 1; month <= 9; ++month) {
        american += fmt::format("{}/1/2024,5\n", month);
        german += fmt::format("01.0{}.2024,5\n", month);
        across += fmt::format(",{}/1/2024", month);
    }
    for (const auto& text : {american, german, across + "\nA,1,2,3,4,5,6,7,8,9\n"}) {
        const auto groups = read(text);
        ASSERT_TRUE(groups) << text;
        EXPECT_EQ(groups->front().rows[0].period_text(9), "2024-10");
    }
}

TEST(PlainFile, MayHaveYearsInAColumnOfTheirOwn) {
    const std::vector<std::pair<std::string, std::string>> kFiles{
        {"year,month,sales\n2023,12,5\n2024,1,6\n2024,2,7\n", "2024-03"},
        {"年份,月份,销量\n2023,12月,5\n2024,1月,6\n2024,2月,7\n", "2024-03"},
        {"Year,Month,Sales\n2023.0,Dec,5\n2024.0,Jan,6\n2024.0,Feb,7\n", "2024-03"},
        {"year,quarter,sales\n2023,4,5\n2024,1,6\n2024,2,7\n", "2024Q3"},
        {"year,quarter,sales\n2023,Q4,5\n2024,Q1,6\n2024,Q2,7\n", "2024Q3"},
        {"year,week,sales\n2023,52,5\n2024,1,6\n2024,2,7\n", "2024-W03"},
        {"year,month,day,sales\n2023,12,31,5\n2024,1,1,6\n2024,1,2,7\n", "2024-01-03"},
        {"年份,月份,销量\n2023年,12月,5\n2024年,1月,6\n2024年,2月,7\n", "2024-03"},
        {"年份,月份,销量\n2023年,12,5\n2024年,1,6\n2024年,2,7\n", "2024-03"},
        {"年份,季度,销量\n2023年,第4季度,5\n2024年,第1季度,6\n2024年,第2季度,7\n", "2024Q3"},
        {"year,month,sales\nFY2023,12,5\nFY2024,1,6\nFY2024,2,7\n", "FY2024M03"},
        {"year,month,sales\n2023,2023-12,5\n2024,2024-01,6\n2024,2024-02,7\n", "2024-03"}};
    for (const auto& [text, next] : kFiles) {
        const auto groups = read(text);
        ASSERT_TRUE(groups) << text << groups.error().front().message;
        ASSERT_EQ(groups->front().rows.size(), 1U) << text;
        EXPECT_EQ(groups->front().rows[0].period_text(3), next) << text;
    }
}

TEST(PlainFile, OfHalfYearsHasASeasonOfTwo) {
    std::string text = "品类,期间,销量\n";
    for (int year = 2019; year < 2025; ++year)
        text += fmt::format("月饼,{0}上半年,10\n月饼,{0}下半年,900\n", year);
    const auto groups = read(text);
    ASSERT_TRUE(groups);
    EXPECT_EQ(groups->front().problem.season, 2);
    EXPECT_EQ(groups->front().rows[0].period_text(12), "2025H1");
}

TEST(PlainFile, OfFiscalMonthsKnowsItsFestivalsOnceTheYearsStartIsTold) {
    std::string text = "series,period,value\n";
    for (int year = 2022; year < 2025; ++year)
        for (int month = 1; month <= 12; ++month)
            text += fmt::format("A,FY{}P{:02},{}\n", year, month, 100 + month);
    ForecastFileOptions options{.holidays = forecast::Holidays::China};
    const auto untold = read(text, options);
    ASSERT_TRUE(untold);
    EXPECT_EQ(untold->front().problem.holidays, forecast::Holidays::None);
    options.fiscal_shift = parse_fiscal_start("FY2022=2021-04");
    const auto told = read(text, options);
    ASSERT_TRUE(told);
    EXPECT_EQ(told->front().problem.holidays, forecast::Holidays::China);
    EXPECT_EQ(told->front().problem.series[0].first_period, Month(2021, 4).number());
    EXPECT_EQ(told->front().rows[0].period_text(36), "FY2025P01");

    EXPECT_EQ(code_of(read("series,period,value\nA,FY2022,1\nA,2023,2\n")), "mixed_periods");
}

// One row of 2062 once ended every other series, forty years before the forecast began.
TEST(PlainFile, RefusesAPeriodFarFromAllOthersAtItsRow) {
    std::string text = "产品,月份,销量,促销\n";
    for (int month = 0; month < 41; ++month)
        text += fmt::format("可乐,{0},9,0\n雪碧,{0},5,0\n", to_string(Month(2023, 1) + month));
    for (const auto* row :
         {"2062-05,9,0", "2036-05,9,0", "2006-05,9,0", "1026-05,9,0", "2062-05,,1"}) {
        const auto refused = read(text + "可乐," + row + "\n");
        ASSERT_FALSE(refused) << row;
        ASSERT_EQ(refused.error().size(), 1U) << row;
        EXPECT_EQ(refused.error().front().code, "far_period") << row;
        EXPECT_EQ(refused.error().front().field, "/84/B");
        EXPECT_EQ(refused.error().front().found, std::string(row).substr(0, 7));
    }
    const auto both = read(text + "可乐,2006-05,9,0\n雪碧,2062-05,9,0\n可乐,2062-05,9,0\n");
    ASSERT_FALSE(both);
    EXPECT_EQ(both.error().size(), 3U) << "each row";
    std::string across = "产品";
    for (int month = 0; month < 14; ++month) across += "," + to_string(Month(2024, 1) + month);
    const auto column = read(across + ",2052-03\n可乐,1,2,3,4,5,6,7,8,9,8,7,6,5,4,3\n");
    ASSERT_FALSE(column);
    EXPECT_EQ(column.error().front().field, "/1/P");
    EXPECT_EQ(code_of(read("日期,销量\n2026-01-01,5\n2026-01-02,6\n2026-01-03,6\n2062-01-04,6\n")),
              "far_period");
    EXPECT_EQ(code_of(read("年份,销量\n2019,5\n2020,6\n2021,6\n2202,6\n")), "far_period");
}

TEST(PlainFile, MayBeginASeriesLateOrHaveLongGaps) {
    const auto rows = [](const std::string& name, Month first, int count) {
        std::string text;
        for (int month = 0; month < count; ++month)
            text += fmt::format("{},{},9\n", name, to_string(first + month));
        return text;
    };
    const std::string heads = "产品,月份,销量\n";
    const auto old = rows("可乐", Month(2023, 1), 24);
    EXPECT_TRUE(read(heads + old + rows("雪碧", Month(2024, 12), 1))) << "new in the last month";
    EXPECT_TRUE(read(heads + old + rows("雪碧", Month(2027, 6), 6)))
        << "after two years of nothing";
    EXPECT_TRUE(read(heads + old + rows("雪碧", Month(2025, 12), 1))) << "a year later";
    EXPECT_TRUE(read("月份,销量\n2019-03,2\n2019-09,1\n2020-10,2\n2021-03,1\n2023-05,2\n"))
        << "a spare part";
    EXPECT_TRUE(read("月份,销量\n2019-03,2\n2026-03,2\n")) << "which of two?";
}

TEST(PlainFile, ReadsYearAndMonthWithoutTheirCentury) {
    const auto file = [](Month first, int count) {
        std::string text = "月份,销量\n";
        for (int month = 0; month < count; ++month) {
            const Month each = first + month;
            text += fmt::format("{:02}{:02},5\n", each.year() % 100, each.month());
        }
        return read(text);
    };
    for (const auto& [first, count] : {std::pair{Month(2024, 1), 12},
                                       {Month(2024, 1), 30},
                                       {Month(2019, 6), 30},
                                       {Month(2014, 3), 30}}) {
        const auto groups = file(first, count);
        ASSERT_TRUE(groups) << groups.error().front().message;
        EXPECT_EQ(groups->front().problem.season, 12);
        EXPECT_EQ(groups->front().rows[0].period_text(0), to_string(first));
        EXPECT_EQ(groups->front().rows[0].values.size(), static_cast<std::size_t>(count));
        EXPECT_TRUE(notes(groups, "years_and_months"));
    }
    EXPECT_EQ(file(Month(2001, 1), 1)->front().rows[0].form.kind, PeriodKind::Count);
    std::string years = "年份,销量\n";
    for (int year = 2001; year <= 2012; ++year) years += fmt::format("{},5\n", year);
    EXPECT_EQ(read(years)->front().rows[0].period_text(12), "2013") << "a year as likely";
    const auto across = read("产品,2411,2412,2501\n可乐,1,2,3\n");
    EXPECT_EQ(across->front().rows[0].period_text(3), "2025-02");
    const auto wrong = read("月份,销量\n2512,5\n2513,6\n");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().front().field, "/3/A");
    EXPECT_EQ(code_of(read("年份,销量\n2019,5\n2020,6\n2511,7\n")), "not_a_period");
    EXPECT_EQ(code_of(read("日期,销量\n240101,5\n240201,6\n")), "not_a_period")
        << "a day, and no month of 2401";
}

TEST(PlainFile, CountsMidnightInChinaThatIsWrittenInUtcAsADay) {
    std::string days = "日期,销量\n";
    std::string hours = days;
    std::string evenings = days;
    for (int day = 0; day < 28; ++day) {
        const auto text = to_string(Day(2026, 2, 28) + day);
        days += text + "T16:00:00.000Z,5\n";
        hours += text + "T15:00:00Z,5\n" + text + "T16:00:00Z,5\n";
        evenings += text + " 8:30:00 PM,5\n";
    }
    const auto groups = read(days);
    ASSERT_TRUE(groups);
    EXPECT_EQ(groups->front().rows[0].period_text(0), "2026-03-01");
    EXPECT_EQ(groups->front().problem.frequency, forecast::Frequency::Daily);
    EXPECT_TRUE(notes(groups, "utc_days"));
    EXPECT_TRUE(notes(read(hours), "utc_times"));
    EXPECT_EQ(read(evenings)->front().rows[0].period_text(0), "2026-02-28 20:30");
    const auto months = read(
        "日期,销量\n2025-12-31T16:00:00Z,5\n2026-01-31T16:00:00Z,6\n"
        "2026-02-28T16:00:00Z,7\n");
    EXPECT_EQ(months->front().rows[0].period_text(3), "2026-04");
}

TEST(PlainFile, RefusesSeveralMonthsInOneCell) {
    const auto rows = read("月份,销量\n05-06月,5\n07-08月,6\n");
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().size(), 2U);
    EXPECT_EQ(rows.error().front().code, "several_months");
    EXPECT_EQ(rows.error().front().field, "/2/A");
    const auto across = read("产品,2026年1-2月,2026年3月,2026年4月\n可乐,5,6,7\n");
    ASSERT_FALSE(across);
    EXPECT_EQ(across.error().front().field, "/1/B");
    EXPECT_EQ(code_of(read("产品,年份,1-2月,3月,4月\n可乐,2026,5,6,7\n")), "several_months");
}

TEST(LongFile, SaysWhatIsWrongWithIt) {
    EXPECT_EQ(code_of(read("series,period,value\n")), "no_rows");
    EXPECT_EQ(code_of(read("series,period,value\nA,01/02/2020,5\n")), "ambiguous_day");
    EXPECT_EQ(code_of(read("series,period,value\nA,2020-01,5\nA,2020Q1,5\n")), "mixed_periods");
    EXPECT_EQ(code_of(read("series,period,value\nA,2020-01-01 00:01,5\nA,2020-01-01 00:02,5\n"
                           "A,2024-01-01 00:01,5\nA,2024-01-01 00:02,5\n")),
              "irregular_periods");
}

TEST(ForecastFiles, HoldEveryFigureToTheBoundOfACompanys) {
    const auto long_file = [](const std::string& figure) {
        return code_of(read("unique_id,ds,y\nA,2020-01-31,5\nA,2020-02-29," + figure + "\n"));
    };
    EXPECT_EQ(long_file("1000000000000"), "accepted");
    EXPECT_EQ(long_file("-1000000000001"), "number_too_large");
    EXPECT_EQ(long_file("9223372036854775807"), "number_too_large");
    EXPECT_EQ(long_file("1e300"), "number_too_large");
    EXPECT_EQ(code_of(benchmark("A,12,2,C,2010:3,1 2 1e13\n")), "number_too_large");
}

TEST(BenchmarkFile, CountsPeriodsAsTheStartSays) {
    const auto first_ahead = [](const std::string& freq, const std::string& start) {
        const auto groups = benchmark("A," + freq + ",2,C," + start + ",1 2 3 4 5 6\n");
        return groups ? groups->front().rows[0].period_text(4) : groups.error().front().code;
    };
    EXPECT_EQ(first_ahead("12", "2010:3"), "2010-07");
    EXPECT_EQ(first_ahead("12", "2010-03-31"), "2010-07");
    EXPECT_EQ(first_ahead("4", "2010:2"), "2011Q2");
    EXPECT_EQ(first_ahead("4", "2010Q2"), "2011Q2");
    EXPECT_EQ(first_ahead("1", "2010"), "2014");
    EXPECT_EQ(first_ahead("52", "2010:51"), "2011:3");
    EXPECT_EQ(first_ahead("52", "2010-01-04"), "2010-02-01");
    EXPECT_EQ(first_ahead("7", "2010-01-04"), "2010-01-08");
    EXPECT_EQ(first_ahead("7", "1:6"), "2:3");
    EXPECT_EQ(first_ahead("24", "2010-01-04 22:00"), "2010-01-05 02:00");
    EXPECT_EQ(first_ahead("12", ""), "5");
    EXPECT_EQ(first_ahead("12", "long ago"), "5");
}

TEST(BenchmarkFile, TakesAYearOfDaysOrWeeksThatIsNotWhole) {
    const auto season_of = [](const std::string& freq, int length) {
        std::string values;
        for (int t = 0; t < length; ++t) values += fmt::format("{} ", 100 + t % 7);
        const auto groups = benchmark("A," + freq + ",2,C,2010:1," + values + "\n");
        return groups ? groups->front().problem.season : 0;
    };
    EXPECT_EQ(season_of("52.18", 200), 52);
    EXPECT_EQ(season_of("365.25", 1000), 364);
    EXPECT_EQ(season_of("365", 500), 7);
}

TEST(BenchmarkFile, TakesGapsInAnySpellingAndAnyOrderOfColumns) {
    const auto groups = read("values,id,frequency,h\n1 NA nan  NULL 5 6,A,1,2\n",
                             {.format = ForecastFormat::Benchmark});
    ASSERT_TRUE(groups);
    EXPECT_TRUE(std::isnan(groups->front().rows[0].values[3]));
    EXPECT_EQ(groups->front().rows[0].test.size(), 2U);
}

TEST(BenchmarkFile, TakesRowsLongerThanACellOfExcel) {
    std::string values;
    for (int t = 0; t < 20'000; ++t) values += "100 ";
    EXPECT_EQ(code_of(benchmark("A,7,14,C,,1 2 3 " + values + "\n")), "accepted");
}

TEST(BenchmarkFile, SaysWhatIsWrongWithIt) {
    EXPECT_EQ(code_of(benchmark("A,12,6,C,2010:1,1 2 3\n")), "too_few_values");
    EXPECT_EQ(code_of(benchmark("A,1,1,C,,1 2\nA,1,1,C,,1 2\n")), "duplicate_series");
    EXPECT_EQ(code_of(benchmark(",1,1,C,,1 2\n")), "empty_cell");
    EXPECT_EQ(code_of(benchmark("A,0,1,C,,1 2\n")), "not_a_count");
    EXPECT_EQ(code_of(read("A,12,6,C,2010:1,1 2 3\n", {.format = ForecastFormat::Benchmark})),
              "missing_column");
    EXPECT_EQ(code_of(benchmark("")), "no_rows");
}

}  // namespace
}  // namespace bihuan
