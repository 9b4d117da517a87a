#include "app/forecast_file_suite.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

// Files whose figures are not what they look like.
namespace bihuan {
namespace {

using Names = std::vector<std::string>;

/// What the first note of the code says; empty where there is none.
std::string said(const Result<std::deque<FileGroup>>& result, std::string_view code) {
    if (!result) return {};
    for (const FileNote& note : result->front().notes)
        if (note.code == code) return note.message;
    return {};
}

/// `rows` months from 2024-01 on, each made by `row(month)`.
template <class Row>
std::string months(int rows, Row row) {
    std::string text;
    for (int month = 0; month < rows; ++month)
        text += fmt::format("{}-{:02},{}\n", 2024 + month / 12, month % 12 + 1, row(month));
    return text;
}

TEST(PlainFile, ReadsAHeadingOfThousandsOfLettersAtOnce) {
    std::string title;
    for (int i = 0; i < 1500; ++i) title += "销量报表";
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(read(title + "\n月份,销量\n2024-01,5\n2024-02,6\n"));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

// 1,344 orders were once as many series, each of one day.
TEST(PlainFile, TakesNoNumberOfAnOrderForTheNameOfASeries) {
    for (const auto* head : {"订单号",
                             "单号",
                             "销售单号",
                             "流水号",
                             "订单编号",
                             "小票号",
                             "交易号",
                             "发票号码",
                             "Order No",
                             "order_id",
                             "Invoice",
                             "Receipt No."}) {
        const auto result =
            read(fmt::format("{},日期,产品,数量\nSO1,2024-01-01,可乐,5\nSO2,2024-01-02,可乐,6\n"
                             "SO3,2024-01-01,雪碧,7\nSO3,2024-01-02,雪碧,7\n",
                             head));
        EXPECT_EQ(names_of(result), (Names{"可乐", "雪碧"})) << head;
        EXPECT_NE(said(result, "unused_columns"), "") << head;
    }
    std::string text = "订单号,日期,产品,数量\n";
    for (int order = 0; order < 40; ++order)
        text += fmt::format("SO{},2024-01-{:02},可乐,5\n", order, order / 4 + 1);
    EXPECT_EQ(code_of(read(text)), "repeated_periods") << "rows of a day must be added up";
}

TEST(PlainFile, PrefersWhatWasSoldInAMonthToWhatWasSoldUpToIt) {
    const auto both = read("月份,本年累计,本月销量\n2024-01,5,5\n2024-02,11,6\n2024-03,18,7\n");
    ASSERT_TRUE(both) << both.error().front().message;
    EXPECT_EQ(both->front().rows.front().values.back(), 7);
    EXPECT_NE(said(both, "unused_columns").find("本年累计"), std::string::npos);
    for (const auto* head : {"累计销量", "本年累计销量", "YTD"}) {
        const auto alone = read(fmt::format("月份,{}\n2024-01,5\n2024-02,11\n", head));
        EXPECT_EQ(code_of(alone), "cumulative_value") << head;
        if (!alone) {
            EXPECT_EQ(alone.error().front().field, "/1/B");
        }
    }
}

TEST(PlainFile, OfSeveralFiguresNamesThoseThatMayBeTheValue) {
    const auto refused = read("产品,月份,甲,乙\n可乐,2024-01,5,6\n可乐,2024-02,5,6\n");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, "missing_column");
    EXPECT_NE(refused.error().front().message.find("\"甲\" and \"乙\""), std::string::npos)
        << refused.error().front().message;
}

TEST(PlainFile, RefusesAHalfYearFarFromAllOthers) {
    EXPECT_EQ(code_of(read("期间,销量\n2023H1,5\n2023H2,6\n2024H1,6\n2024H2,6\n2027H1,6\n")),
              "far_period");
}

TEST(PlainFile, PassesOverWhatStandsBehindTheLabelsOfANote) {
    EXPECT_EQ(names_of(read("打印日期：,2026-01-05,单位：,箱\n月份,可乐,雪碧\n2024-01,5,6\n"
                            "2024-02,6,7\n")),
              (Names{"可乐", "雪碧"}));
}

// What was sold in every fourth month at best was once expected of each.
TEST(PlainFile, TakesPeriodsThatAListOfSalesLeavesOutAsUnsold) {
    std::string text = "产品,月份,销量\n";
    for (const int month : {0, 3, 9, 10, 17, 20})
        text += fmt::format("冷门,{}-{:02},12\n", 2024 + month / 12, month % 12 + 1);
    for (int month = 0; month < 24; ++month)
        text += fmt::format("可乐,{}-{:02},{}\n", 2024 + month / 12, month % 12 + 1, 100 + month);
    const auto result = read(text);
    ASSERT_TRUE(result);
    const auto& values = result->front().rows.front().values;
    ASSERT_EQ(values.size(), 24U);
    EXPECT_EQ(std::count(values.begin(), values.end(), 0.0), 18);
    EXPECT_NE(said(result, "unsold_periods").find("18 periods that 1 series"), std::string::npos);
    EXPECT_NE(said(result, "unsold_periods").find("冷门"), std::string::npos);
}

TEST(PlainFile, TakesAFewPeriodsThatAreLeftOutForGapsAndCountsThem) {
    std::string text = "产品,月份,销量\n";
    for (int month = 0; month < 24; ++month) {
        const auto period = fmt::format("{}-{:02}", 2024 + month / 12, month % 12 + 1);
        text += fmt::format("可乐,{},{}\n", period, 100 + month);
        if (month % 11 != 5) text += fmt::format("雪碧,{},{}\n", period, 50 + month);
    }
    const auto result = read(text);
    ASSERT_TRUE(result);
    EXPECT_TRUE(std::isnan(result->front().rows[1].values[5]));
    EXPECT_NE(said(result, "left_out_periods").find("2 periods between the rows of 1 series"),
              std::string::npos)
        << said(result, "left_out_periods");
    EXPECT_EQ(said(result, "unsold_periods"), "");
    const auto alone = read("月份,销量\n2024-01,5\n2024-02,5\n2024-05,5\n2024-06,5\n2024-07,5\n");
    EXPECT_NE(said(alone, "left_out_periods"), "") << "no other series tells what was sold";
    EXPECT_TRUE(std::isnan(alone->front().rows[0].values[2]));
}

// A form with the whole year in it, filled in up to June, once forecast nothing for everything.
TEST(PlainFile, TakesMonthsThatAreNotFilledInYetForUnknown) {
    std::string text =
        "月份,可乐,雪碧\n" + months(24, [](int month) {
            return month < 18 ? fmt::format("{},{}", 100 + month, month == 17 ? 0 : 50) : "0,0";
        });
    const auto result = read(text);
    ASSERT_TRUE(result);
    const FileSeries& row = result->front().rows.front();
    EXPECT_EQ(row.values.size(), 18U);
    EXPECT_EQ(row.period_text(row.values.size()), "2025-07");
    EXPECT_NE(said(result, "unfilled_periods").find("from 2025-07 to 2025-12"), std::string::npos)
        << said(result, "unfilled_periods");
}

TEST(PlainFile, MayHoldNothingButZeros) {
    const auto result = read("月份,销量\n2024-01,0\n2024-02,0\n2024-03,0\n");
    ASSERT_TRUE(result);
    EXPECT_EQ(result->front().rows.front().values.size(), 3U);
}

TEST(PlainFile, TakesZerosAtItsEndForSalesWhereSuchWereBefore) {
    const auto seldom =
        read("月份,销量\n" + months(24, [](int month) { return month % 4 == 1 ? "9" : "0"; }));
    EXPECT_EQ(seldom->front().rows.front().values.size(), 24U);
    const auto one =
        read("月份,销量\n" + months(24, [](int month) { return month < 23 ? "9" : "0"; }));
    EXPECT_EQ(one->front().rows.front().values.size(), 24U);
    const auto ended =
        read("月份,销量\n" + months(40, [](int month) { return month < 20 ? "9" : "0"; }));
    EXPECT_EQ(ended->front().rows.front().values.size(), 40U) << "nobody leaves that much unfilled";
}

// Boxes of one year and bottles of the next were once forecast at 24 times the level.
TEST(PlainFile, RefusesASeriesWhoseUnitChanges) {
    const auto rows = read(
        "产品,月份,销量,单位\n可乐,2024-11,5,箱\n可乐,2024-12,6,箱\n可乐,2025-01,120,瓶\n"
        "可乐,2025-02,144,瓶\n");
    ASSERT_EQ(code_of(rows), "mixed_units");
    EXPECT_EQ(rows.error().size(), 1U) << "once for each series";
    EXPECT_EQ(rows.error().front().field, "/4/D");
    EXPECT_NE(rows.error().front().message.find("\"箱\" and \"瓶\""), std::string::npos);
    const auto heads = read("产品,2024年11月（箱）,2024年12月（箱）,2025年1月(瓶)\n可乐,5,6,120\n");
    ASSERT_EQ(code_of(heads), "mixed_units");
    EXPECT_EQ(heads.error().front().field, "/1/D");
}

TEST(PlainFile, MayCountEachSeriesInAUnitOfItsOwn) {
    EXPECT_EQ(names_of(read("产品,月份,销量,单位\n可乐,2024-01,5,箱\n可乐,2024-02,6,\n"
                            "可乐,2024-03,6,箱\n雪碧,2024-01,7,瓶\n雪碧,2024-02,7,瓶\n"
                            "合计,2024-02,13,件\n")),
              (Names{"可乐", "雪碧"}));
    EXPECT_TRUE(read("产品,2024年1月(31天),2024年2月(29天)\n可乐,5,6\n")) << "no units";
}

TEST(PlainFile, MayHaveItsUnitsInARowBelowTheNames) {
    const auto result =
        read("产品,月份,销量,销售额\n编码,年/月,箱,千元\n可乐,2024-01,5,50\n可乐,2024-02,6,60\n");
    EXPECT_EQ(names_of(result), (Names{"可乐"}));
    EXPECT_EQ(result ? result->front().rows.front().values.back() : 0, 6);
}

TEST(PlainFile, PointsToTheFestivalsWhereGoodsAreSoldInAFewMonthsOnly) {
    std::string rows = "产品,月份,销量\n";
    for (int month = 0; month < 36; ++month)
        rows += fmt::format(
            "月饼,{}-{:02},{}\n", 2023 + month / 12, month % 12 + 1, month % 12 == 8 ? 900 : 0);
    EXPECT_NE(said(read(rows), "no_holidays").find("月饼"), std::string::npos);
    EXPECT_EQ(said(read(rows, {.holidays = forecast::Holidays::China}), "no_holidays"), "");
}

TEST(PlainFile, SaysHowToWriteFiguresWithACommaBeforeTheirFraction) {
    const auto refused =
        read("Artikel;Monat;Menge\nCola;2024-01;1.001,50\nCola;2024-02;12.345.678,9\n");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().size(), 2U);
    EXPECT_EQ(refused.error().front().field, "/2/C") << "the figure, not its heading";
    EXPECT_NE(refused.error().front().message.find("1001.50"), std::string::npos)
        << refused.error().front().message;
}

TEST(PlainFile, UsesNoPartsOfItsValueEvenWhereTheyArePlanned) {
    const auto rows = months(24, [](int month) {
        return fmt::format(
            "{},{},{},{}", 1000 + month, 600 + month % 5, 400 + month - month % 5, month % 7);
    });
    const auto result =
        read("月份,销量,线上销量,线下销量,门店活动\n" + rows + "2026-01,,600,400,1\n");
    ASSERT_TRUE(result);
    ASSERT_EQ(result->front().problem.regressors.size(), 1U);
    EXPECT_EQ(result->front().problem.regressors.front().name, "门店活动");
    EXPECT_NE(said(result, "parts_of_the_value").find("线上销量, 线下销量"), std::string::npos);
}

}  // namespace
}  // namespace bihuan
