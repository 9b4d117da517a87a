#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/workbooks.h"

#include "app/forecast_file_suite.h"

namespace bihuan {
namespace {

using Names = std::vector<std::string>;

TEST(PlainFile, OfAPeriodAWordAndAValueHasTheWordsAsSeries) {
    for (const auto* head : {"产品",
                             "商品",
                             "品名",
                             "SKU",
                             "商品编码",
                             "门店",
                             "产品名称",
                             "名称",
                             "product",
                             "item",
                             "store",
                             "客户",
                             "渠道",
                             "区域",
                             "city",
                             "Artikel",
                             "口味",
                             "品类",
                             ""}) {
        const auto groups = read(fmt::format(
            "{},月份,销量\n可乐,2024-01,5\n可乐,2024-02,6\n雪碧,2024-01,7\n雪碧,2024-02,8\n",
            head));
        EXPECT_EQ(names_of(groups), (Names{"可乐", "雪碧"})) << head;
    }
    EXPECT_EQ(names_of(read("年,月,产品,销量\n2024,1,可乐,5\n2024,2,可乐,6\n2024,1,雪碧,7\n")),
              (Names{"可乐", "雪碧"}));
}

TEST(PlainFile, TakesTheNumbersOfGoodsAndShopsForNames) {
    const auto groups =
        read("月份,商品编码,销量\n2024-01,1001,5\n2024-02,1001,6\n2024-01,1002,7\n");
    EXPECT_EQ(names_of(groups), (Names{"1001", "1002"}));
    EXPECT_TRUE(groups->front().problem.regressors.empty());
}

TEST(PlainFile, TakesANumberOfEachRowForNoName) {
    const auto groups =
        read("id,产品,月份,销量\n1,可乐,2024-01,5\n2,可乐,2024-02,6\n3,雪碧,2024-01,7\n");
    EXPECT_EQ(names_of(groups), (Names{"可乐", "雪碧"}));
    EXPECT_TRUE(notes(groups, "unused_columns"));
}

TEST(PlainFile, JoinsTheWordsThatNameItsSeriesAndSaysSo) {
    const auto groups = read(
        "区域,产品,月份,销量\n华东,可乐,2024-01,5\n华东,可乐,2024-02,6\n华北,可乐,2024-01,7\n");
    EXPECT_EQ(names_of(groups), (Names{"华东 / 可乐", "华北 / 可乐"}));
    EXPECT_TRUE(notes(groups, "joined_names"));
    const auto within =
        read("品类,渠道,月份,销量\n水,商超,2024-01,5\n茶,商超,2024-01,6\n水,商超,2024-02,7\n");
    EXPECT_EQ(names_of(within), (Names{"水 / 商超", "茶 / 商超"}))
        << "neither alone tells them apart";
    EXPECT_EQ(names_of(read("系列,产品,月份,销量\n经典,可乐,2024-01,5\n经典,雪碧,2024-01,6\n")),
              (Names{"经典 / 可乐", "经典 / 雪碧"}))
        << "a line of products is none of its series";
}

TEST(PlainFile, TakesNoRemarkForAName) {
    const auto remarks = read(
        "产品,月份,销量,活动情况\n可乐,2024-01,5,\n可乐,2024-02,6,新店开业\n"
        "雪碧,2024-01,7,\n雪碧,2024-02,7,\n");
    EXPECT_EQ(names_of(remarks), (Names{"可乐", "雪碧"}));
    EXPECT_TRUE(notes(remarks, "unused_columns"));
    EXPECT_EQ(
        names_of(read("日期,星期,销量,单位\n2024-01-01,星期一,5,箱\n2024-01-02,星期二,6,箱\n")),
        (Names{"销量"}));
    EXPECT_EQ(names_of(read("日期,天气,销量\n2024-01-01,晴,5\n2024-01-02,雨,6\n")),
              (Names{"ambiguous_series"}));
    EXPECT_EQ(names_of(read("日期,天气,销量\n2024-01-01,晴,5\n2024-01-02,,6\n")), (Names{"销量"}));
}

TEST(PlainFile, SaysOnceThatNothingTellsItsRowsApart) {
    const auto refused = read(
        "月份,销量\n2024-01,5\n2024-01,6\n2024-02,7\n2024-02,8\n2024-03,8\n"
        "2024-03,9\n");
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().size(), 1U);
    EXPECT_EQ(refused.error().front().code, "repeated_periods");
    EXPECT_NE(refused.error().front().message.find("序列"), std::string::npos);
}

TEST(PlainFile, KnowsFlagsAndLeavesTheMoneyThatSalesBroughtAside) {
    const auto groups =
        read("月份,产品,销量,销售额,促销\n2024-01,可乐,5,50,是\n2024-02,可乐,6,60,否\n");
    ASSERT_TRUE(groups) << groups.error().front().message;
    ASSERT_EQ(groups->front().problem.regressors.size(), 1U);
    EXPECT_EQ(groups->front().rows[0].regressors[0], 1);
    EXPECT_TRUE(notes(groups, "unused_columns"));
}

TEST(PlainFile, TakesNoPercentageForAnAmount) {
    EXPECT_EQ(code_of(read("月份,销量\n2024-01,5\n2024-02,5%\n")), "share_for_amount");
    EXPECT_EQ(code_of(benchmark("A,1,1,C,,1 2% 3\n")), "not_a_number");
    EXPECT_TRUE(read("月份,销量,促销力度\n2024-01,5,5%\n2024-02,5,10%\n"));
}

TEST(PlainFile, LeavesTotalsOutAndSaysSo) {
    const auto wide = read(
        "产品,2024年1月,2024年2月,2024年3月,一季度,全年,合计\n可乐,1,2,3,6,6,6\n"
        "雪碧,4,5,6,15,15,15\n合计,5,7,9,21,21,21\n");
    EXPECT_EQ(names_of(wide), (Names{"可乐", "雪碧"}));
    EXPECT_EQ(wide->front().rows[0].values.size(), 3U);
    EXPECT_TRUE(notes(wide, "total_rows"));
    EXPECT_TRUE(notes(wide, "total_columns"));
    EXPECT_EQ(names_of(read("产品,2024-01,2024-02,2024-03,2024Q1,2024\n可乐,1,2,3,6,6\n")),
              (Names{"可乐"}));
    const auto lengthwise = read(
        "产品,月份,销量\n可乐,2024-01,5\n雪碧,2024-01,7\n小计,2024-01,12\n"
        "可乐,2024-02,5\n总计,,29\n");
    EXPECT_EQ(names_of(lengthwise), (Names{"可乐", "雪碧"}));
    EXPECT_EQ(names_of(read("月份,销量\n2024-01,5\n2024-02,6\n合计,11\n")), (Names{"销量"}));
    EXPECT_EQ(names_of(read("月份,可乐,雪碧,合计\n2024-01,5,6,11\n2024-02,6,7,13\n")),
              (Names{"可乐", "雪碧"}));
    EXPECT_EQ(names_of(read("产品,月份,销量\n合计,2024-01,5\n合计,2024-02,7\n")), (Names{"合计"}))
        << "nothing else is there";
}

TEST(PlainFile, MayHaveYearsInRowsAndTheirMonthsInColumns) {
    const auto groups =
        read("产品,年份,1月,2月,3月,一季度,合计\n可乐,2023,1,2,3,6,6\n可乐,2024年,4,5,6,15,15\n");
    ASSERT_TRUE(groups) << groups.error().front().message;
    ASSERT_EQ(groups->front().rows.size(), 1U);
    EXPECT_EQ(groups->front().rows[0].values.size(), 15U);
    EXPECT_EQ(groups->front().rows[0].period_text(15), "2024-04");
    EXPECT_EQ(code_of(read("产品,1月,2月,3月\n可乐,1,2,3\n")), "missing_year");
    EXPECT_EQ(code_of(read("产品,月份,销量\n可乐,1月,2\n可乐,2月,2\n")), "missing_year");
}

// A target for the year would split each product by what was wanted of it.
TEST(PlainFile, HasNoNamesInColumnsOfFiguresBesideItsMonths) {
    std::string text = "产品,年份,1月,2月,3月,4月,5月,6月,7月,8月,9月,10月,11月,12月,年度目标\n";
    for (const auto* year : {"2023", "2024", "2025"})
        text += fmt::format("可乐,{},9,9,9,9,9,9,9,9,9,9,9,9,1{}\n", year, year);
    const auto result = read(text);
    EXPECT_EQ(names_of(result), (Names{"可乐"}));
    EXPECT_TRUE(notes(result, "unused_columns"));
}

TEST(PlainFile, MayNameItsSeriesByNumbers) {
    EXPECT_EQ(names_of(read("物料,2025-01,2025-02,2025-03\n1001,5,6,7\n1002,8,9,7\n")),
              (Names{"1001", "1002"}));
}

TEST(PlainFile, MayHeadItsSeriesByNumbersThatLookLikeMonths) {
    for (const auto* head : {"月份", "日期", "when"})
        EXPECT_EQ(
            names_of(read(fmt::format("{},3001,3002,2001\n2024-01,5,6,7\n2024-02,6,7,8\n", head))),
            (Names{"3001", "3002", "2001"}))
            << head;
}

TEST(PlainFile, SaysWhichInfluencesAreNotStatedAhead) {
    std::string text = "month,sales,promo\n";
    for (int month = 1; month <= 12; ++month)
        text += fmt::format("2025-{:02},{},{}\n", month, 100 + month, month % 4 == 0 ? 1 : 0);
    const auto none = read(text, {.horizon = 3});
    EXPECT_TRUE(notes(none, "influence_not_stated"));
    EXPECT_NE(none->front().notes.back().message.find("promo is not stated for 2026-01 … 2026-03"),
              std::string::npos);
    const auto part = read(text + "2026-01,,1\n2026-02,,0\n", {.horizon = 3});
    EXPECT_NE(part->front().notes.back().message.find("promo is not stated for 2026-03 (1 of 3"),
              std::string::npos);
    EXPECT_FALSE(notes(read(text + "2026-01,,1\n"), "influence_not_stated"));
}

// What next month's temperature is taken for must not move the level: as usual, not 0.
TEST(PlainFile, TakesAnInfluenceThatIsNeverZeroAsUsualWhereItIsNotStated) {
    std::string text = "month,sales,temperature\n";
    for (int month = 1; month <= 12; ++month)
        text += fmt::format("2025-{:02},{},{}\n", month, 100 + month, 20 + month % 3);
    const auto result = read(text + "2026-01,,21\n", {.horizon = 2});
    const auto& row = result->front().rows.front();
    double largest = 0;
    for (std::size_t t = 0; t < row.values.size(); ++t)
        largest = std::max(largest, std::abs(row.regressors[t]));
    EXPECT_LE(largest, 1);
    EXPECT_TRUE(notes(result, "influence_not_stated"));
}

// Orders and the parts of the sales would promise next month's sales to within a few pieces.
TEST(PlainFile, UsesNoColumnOfFiguresThatNobodyKnowsAhead) {
    std::string text = "月份,销量,线上销量,线下销量,订单数,客流量,促销\n";
    for (int month = 1; month <= 12; ++month)
        text += fmt::format("2025-{:02},{},{},{},{},{},{}\n",
                            month,
                            1000 + month,
                            600 + month,
                            400,
                            90 + month,
                            5000 - month,
                            month % 4 == 0 ? 1 : 0);
    const auto result = read(text);
    ASSERT_TRUE(result);
    const FileGroup& group = result->front();
    ASSERT_EQ(group.problem.regressors.size(), 1U);
    EXPECT_EQ(group.problem.regressors.front().name, "促销");
    ASSERT_TRUE(notes(result, "influences_unknown_ahead"));
    const auto said =
        std::find_if(group.notes.begin(), group.notes.end(), [](const FileNote& note) {
            return note.code == "influences_unknown_ahead";
        });
    EXPECT_NE(said->message.find("线上销量, 线下销量, 订单数, 客流量."), std::string::npos)
        << said->message;
    EXPECT_EQ(group.rows.front().regressors[3], 1) << "the promotion keeps its own figures";
}

TEST(PlainFile, UsesAColumnOfFiguresThatIsStatedForAPeriodAhead) {
    std::string text = "月份,销量,客流量\n";
    for (int month = 1; month <= 12; ++month)
        text += fmt::format("2025-{:02},{},{}\n", month, 1000 + month, 5000 - month);
    EXPECT_EQ(read(text + "2026-01,,5000\n")->front().problem.regressors.size(), 1U);
}

// Of goods seldom sold, orders are 0 as often as a promotion is.
TEST(PlainFile, TellsThePartsOfRareSalesFromRareEvents) {
    std::string text = "月份,销量,订单数,折扣\n";
    for (int month = 1; month <= 12; ++month)
        text += fmt::format("2025-{:02},{},{},{}\n",
                            month,
                            month % 3 == 0 ? 20 + month : 0,
                            month % 3 == 0 ? 2 + month : 0,
                            month % 4 == 0 ? 0.2 : 0);
    const auto result = read(text);
    ASSERT_EQ(result->front().problem.regressors.size(), 1U);
    EXPECT_EQ(result->front().problem.regressors.front().name, "折扣");
}

// A sheet for each year: who forecasts the first one must know that there are others.
TEST(PlainFile, OfAWorkbookSaysWhichSheetsWereNotReadAndReadsTheOneAskedFor) {
    const auto rows = [](int year) {
        std::vector<std::vector<std::string>> table{{"月份", "销量"}};
        for (int month = 1; month <= 9; ++month)
            table.push_back({fmt::format("{}-0{}", year, month), fmt::format("{}", 100 + month)});
        return testing::inline_rows(table);
    };
    const auto path = std::filesystem::path(::testing::TempDir()) / "read_sheets.xlsx";
    std::ofstream(path, std::ios::binary)
        << testing::workbook_of_sheets({{"2024", rows(2024)}, {"2025", rows(2025)}});
    const auto first = read_forecast_file(path, {});
    ASSERT_TRUE(first);
    EXPECT_EQ(first->front().rows.front().period_text(0), "2024-01");
    EXPECT_TRUE(notes(first, "unread_sheets"));
    const auto second = read_forecast_file(path, {.sheet = "2025"});
    ASSERT_TRUE(second);
    EXPECT_EQ(second->front().rows.front().period_text(0), "2025-01");
    EXPECT_FALSE(read_forecast_file(path, {.sheet = "2030"}));
}

}  // namespace
}  // namespace bihuan
