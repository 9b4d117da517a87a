#include "app/forecast_file_suite.h"

#include <chrono>
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

}  // namespace
}  // namespace bihuan
