#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/imports_suite.h"
#include "support/workbooks.h"

// Which columns of a file become figures, and what is said of the others.
namespace bihuan::imports {

struct Figure {
    std::int64_t quantity = 0;
    std::int64_t value = 0;
};

}  // namespace bihuan::imports

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::Figure> =
    bihuan::describe<bihuan::imports::Figure>("",
                                              field("quantity", &bihuan::imports::Figure::quantity),
                                              field("value", &bihuan::imports::Figure::value));

namespace bihuan::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Query kFigures{"test.figures", "SELECT quantity, value FROM sell_out ORDER BY day", {}};

class ImportColumnsTest : public ImportsSuite {
protected:
    std::vector<Figure> figures() {
        return read([](Session& s) { return s.query<Figure>(kFigures, {}); });
    }
};

INSTANTIATE_TEST_SUITE_P(Both, ImportColumnsTest, both_databases(), dialect_name);

TEST_P(ImportColumnsTest, AmountsAreFoundUnderTheHeadingsOfTillsAndShops) {
    import_company();

    for (const auto* const heading : {"实付金额",
                                      "实收金额",
                                      "成交金额",
                                      "GMV",
                                      "销售净额",
                                      "含税金额",
                                      "订单金额",
                                      "支付金额",
                                      "net sales",
                                      "Amount Paid",
                                      "revenue",
                                      "实收金额（元）",
                                      "价税合计",
                                      "营业额"}) {
        const auto report =
            import("sell-out",
                   fmt::format("日期,门店,产品,数量,{}\n2026-10-01,S1,P1,12,36.50\n", heading));
        EXPECT_EQ(figures().at(0).value, 3650) << heading;
        EXPECT_THAT(remarks(report), IsEmpty()) << heading;
        import("sell-out", "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,1,1\n");
    }
}

TEST_P(ImportColumnsTest, AFileWithoutAmountsLeavesThoseThatAreKnown) {
    import_company();
    import("sell-out",
           "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,12,36\n2026-10-02,S1,P1,10,30\n");

    const auto pieces =
        import("sell-out", "日期,门店,产品,数量\n2026-10-01,S1,P1,12\n2026-10-02,S1,P1,20\n");

    EXPECT_EQ(pieces.rows_unchanged, 1);
    EXPECT_EQ(pieces.rows_changed, 1);
    std::int64_t value = 0;
    for (const auto& figure : figures()) value += figure.value;
    EXPECT_EQ(value, 3600 + 6000);
}

TEST_P(ImportColumnsTest, AFileWithoutAmountsSaysSo) {
    import_company();

    const auto none = import("sell-out", "日期,门店,产品,数量\n2026-10-01,S1,P1,12\n");
    const auto priced = import("sell-in", "日期,门店,产品,数量,单价\n2026-10-01,S1,P1,12,3\n");
    const auto stock = import("stock", "日期,门店,产品,库存\n2026-10-01,S1,P1,12\n");
    const auto gaps = import("sell-out",
                             "日期,门店,产品,数量,销售额\n2026-10-02,S1,P1,12,36\n"
                             "2026-10-03,S1,P1,12,\n2026-10-04,S1,P1,0,\n");

    EXPECT_THAT(remarks(none), ElementsAre("no_value 0  "));
    EXPECT_THAT(remarks(priced), ElementsAre("value_from_price 0 单价 "));
    EXPECT_THAT(remarks(stock), IsEmpty());
    EXPECT_THAT(remarks(gaps), ElementsAre("value_missing 1  3"));
}

TEST_P(ImportColumnsTest, ColumnsThatNothingIsTakenFromAreNamedByWhatTheyHold) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店编码,门店名称,商品编码,商品名称,规格,数量,赠品数量,销售额,"
                               "实付金额,收银员\n2026-10-01,S1,一店,P1,橙汁,500ml,12,1,36,30,甲\n");
    const auto products = import("products", "编码,名称,产地\nP1,橙汁,北京\n");

    EXPECT_THAT(remarks(report),
                ElementsAre("figures_not_taken 2 赠品数量、实付金额 ",
                            "columns_not_taken 2 规格、收银员 "));
    EXPECT_THAT(remarks(products), ElementsAre("columns_not_taken 1 产地 "));
}

TEST_P(ImportColumnsTest, ReturnsInColumnsOfTheirOwnAreNotTakenOffAndSaidSo) {
    import_company();

    const auto report =
        import("sell-out",
               "日期,门店,产品,销售数量,销售金额,退货数量,退货金额\n2026-10-01,S1,P1,12,36,2,6\n");

    EXPECT_EQ(figures().at(0).quantity, 12);
    EXPECT_THAT(remarks(report), ElementsAre("returns_not_taken 2 退货数量、退货金额 "));
}

TEST_P(ImportColumnsTest, AColumnNetOfReturnsIsTakenBeforeTheGrossOne) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,销量,退货数量,净销量,净销售额\n"
                               "2026-10-01,S1,P1,12,2,10,30\n");

    EXPECT_EQ(figures().at(0).quantity, 10);
    EXPECT_EQ(figures().at(0).value, 3000);
    EXPECT_THAT(remarks(report),
                ElementsAre("figures_not_taken 1 销量 ", "columns_not_taken 1 退货数量 "));
}

TEST_P(ImportColumnsTest, AReturnIsANegativeRow) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,12,36\n"
                               "2026-10-02,S1,P1,-2,-6\n");

    EXPECT_THAT(remarks(report), IsEmpty());
    EXPECT_EQ(figures().at(1).quantity, -2);
}

TEST_P(ImportColumnsTest, ARowThatSaysItIsAReturnAndCountsAsASaleIsDoubted) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,销售额,单据类型\n2026-10-01,S1,P1,12,36,销售\n"
                               "2026-10-02,S1,P1,2,6,销售退货\n2026-10-03,S1,P1,-2,-6,退货\n"
                               "2026-10-04,S1,P1,2,6,未退款\n2026-10-05,S1,P1,2,6,交易关闭\n");

    EXPECT_THAT(remarks(report),
                ElementsAre("columns_not_taken 1 单据类型 ", "return_as_sale 2  3/6"));
}

TEST_P(ImportColumnsTest, AReturnIsDeniedOnlyByWhatStandsDirectlyBesideIt) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,销售额,单据类型\n"
                               "2026-10-01,S1,P1,12,36,七天无理由退货\n"
                               "2026-10-02,S1,P1,2,6,不良品退货\n2026-10-03,S1,P1,2,6,无退货\n"
                               "2026-10-04,S1,P1,2,6,退款失败\n2026-10-05,S1,P1,2,6,未退款\n");

    EXPECT_THAT(remarks(report),
                ElementsAre("columns_not_taken 1 单据类型 ", "return_as_sale 2  2/3"));
}

TEST_P(ImportColumnsTest, FirmsAreNoUnits) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,销售额,购货单位,往来单位,辅单位\n"
                               "2026-10-01,S1,P1,12,36,甲,乙,箱\n");

    EXPECT_THAT(
        remarks(report),
        ElementsAre("figures_not_taken 1 辅单位 ", "columns_not_taken 2 购货单位、往来单位 "));
}

TEST_P(ImportColumnsTest, AFileOfHundredsOfColumnsIsRead) {
    import_company();
    std::string headings = "日期,门店,产品,数量,销售额";
    std::string row = "2026-10-01,S1,P1,12,36";
    for (int i = 0; i < 900; ++i) {
        headings += fmt::format(",附列{}", i);
        row += ",";
    }

    const auto report = import("sell-out", headings + "\n" + row + "\n");

    EXPECT_EQ(report.rows_added, 1);
    EXPECT_EQ(report.remarks.front().count, 900);
}

TEST_P(ImportColumnsTest, YuanIsYuanInWhateverWords) {
    import_company();

    for (const auto* const heading : {"金额（元）",
                                      "金额（人民币）",
                                      "amount (RMB)",
                                      "金额（含税，元）",
                                      "金额（￥）",
                                      "金额（人民币元）",
                                      "金额（不含优惠）"}) {
        import("sell-out",
               fmt::format("日期,门店,产品,数量,{}\n2026-10-01,S1,P1,12,36\n", heading));
        EXPECT_EQ(figures().at(0).value, 3600) << heading;
        import("sell-out", "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,1,1\n");
    }
}

TEST_P(ImportColumnsTest, NotesBelowATableAreNoRowsOfIt) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,12,36\n"
                               "制表：张三,,审核：李四,,\n制表：,张三,审核：,李四,\n"
                               "金额大写：叁拾陆元,,,,\n注：含税,,,,\n");

    EXPECT_THAT(codes(report), IsEmpty());
    EXPECT_EQ(report.rows_added, 1);
    EXPECT_THAT(remarks(report), ElementsAre("note_rows 4  3/4/5/6"));
}

TEST_P(ImportColumnsTest, ARowWhoseCurrencyIsNotYuanIsRefused) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,销售额,币种\n2026-10-01,S1,P1,12,36,USD\n"
                               "2026-10-02,S1,P1,12,36,CNY\n2026-10-03,S1,P1,12,36,人民币\n"
                               "2026-10-04,S1,P1,12,36,\n2026-10-05,S1,P1,12,36,港币\n");

    EXPECT_THAT(codes(report), ElementsAre("F2 row_not_in_yuan", "F6 row_not_in_yuan"));
    EXPECT_EQ(report.rows_added, 3);
}

TEST_P(ImportColumnsTest, AnAmountWithTheSignOfDollarsIsNotInYuan) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,12,$36\n"
                               "2026-10-02,S1,P1,-12,-$36\n2026-10-03,S1,P1,12,¥36\n");

    EXPECT_THAT(codes(report), ElementsAre("E2 row_not_in_yuan", "E3 row_not_in_yuan"));
    EXPECT_EQ(report.rows_added, 1);
}

TEST_P(ImportColumnsTest, MoneyThatIsNotInYuanIsRefusedAsAWhole) {
    import_company();

    for (const auto* const heading : {"金额（分）",
                                      "amount (USD)",
                                      "销售额(万美元)",
                                      "实付金额($)",
                                      "销售额（韩元）",
                                      "销售额（千泰铢）",
                                      "金额（含税，台币）",
                                      "销售额（单位：美元）"}) {
        const auto report = import(
            "sell-out", fmt::format("日期,门店,产品,数量,{}\n2026-10-01,S1,P1,12,36\n", heading));
        ASSERT_EQ(report.refusal.size(), 1U) << heading;
        EXPECT_EQ(report.refusal[0].code, "not_in_yuan");
        EXPECT_EQ(report.refusal[0].found, heading);
    }
    EXPECT_EQ(
        import("sell-out", "日期,门店,产品,数量,金额（元）\n2026-10-01,S1,P1,12,36\n").rows_added,
        1);
}

TEST_P(ImportColumnsTest, EveryIssueNamesItsColumn) {
    import_company();
    const std::string name(300, 'x');

    const auto missing = import("products", "编码,名称\nP9,新品\n");
    const auto own = import("products", "编码,名称,品牌\nP9,,汇源\n");
    const auto dates = import("promotions",
                              "活动编码,活动名称,促销方式,开始日期,结束日期\n"
                              "A1,国庆,直降,2026-10-07,\n");
    const auto prices =
        import("prices", "产品,价格类型,开始日期\nP1,零售价,2026-01-01\nP1,零售价,\n");
    const auto both = import("products", "编码,箱规\nP9,12\n");
    const auto ring = import("regions", "编码,名称,上级\nX,环一,Y\nY,环二,X\n");
    const auto signs =
        import("sell-out", "日期,门店,产品,数量,备注\n2026-10-01,S1,P1,1,\"a\x01\"\n");

    const auto headers = [](const ImportReport& report) {
        std::vector<std::string> found;
        for (const auto& issue : report.issues) found.push_back(issue.header + " " + issue.code);
        return found;
    };
    EXPECT_THAT(headers(missing), ElementsAre("品牌 (brand) missing"));
    EXPECT_THAT(headers(own), ElementsAre("名称 missing"));
    EXPECT_THAT(headers(dates), ElementsAre("结束日期 missing"));
    EXPECT_THAT(headers(prices), ElementsAre("单价 (price) missing", "开始日期 missing"));
    EXPECT_THAT(headers(both), ElementsAre("产品名称 (name) missing", "品牌 (brand) missing"));
    EXPECT_THAT(headers(ring), ElementsAre("上级 own_parent", "上级 own_parent"));
    EXPECT_THAT(headers(signs), ElementsAre("备注 control_character"));
}

}  // namespace
}  // namespace bihuan::imports
