#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/imports_suite.h"

// How a file says which outlet and which product it means, and what is made of names nobody knows.
namespace bihuan::imports {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class ImportNamesTest : public ImportsSuite {
protected:
    ImportReport import_making(const std::string& text) {
        auto made = request("sell-out", text);
        made.reading.create_missing = true;
        return run(made);
    }

    std::int64_t count_outlets() {
        return read([](Session& s) { return s.list<Outlet>({}).total; });
    }
    std::int64_t count_products() {
        return read([](Session& s) { return s.list<Product>({}).total; });
    }
};

INSTANTIATE_TEST_SUITE_P(Both, ImportNamesTest, both_databases(), dialect_name);

TEST_P(ImportNamesTest, TheFirstOutletAndTheFirstProductAreFoundByTheirNamesAsAllOthers) {
    import_company();

    const auto report = import_making(
        "日期,门店,商品,销量\n2026-10-01,一店,P2,5\n2026-10-02,二店,P2,5\n"
        "2026-10-03,S2,橙汁,5\n2026-10-04,S2,梨汁,5\n");

    EXPECT_THAT(codes(report), IsEmpty());
    EXPECT_EQ(report.rows_added, 4);
    EXPECT_THAT(report.created, IsEmpty());
}

TEST_P(ImportNamesTest, ANameThatSeveralHaveIsToldAndNoTwinIsMade) {
    import_company();
    import("products", "编码,名称,品牌\nA1,苏打水,汇源\nA2,苏打水,汇源\n");
    import("outlets", "门店编码,门店名称,区域,渠道\nS3,一店,华东,现代渠道\n");

    const auto report =
        import_making("日期,门店,商品,销量\n2026-10-01,S2,苏打水,5\n2026-10-01,一店,P1,5\n");

    EXPECT_THAT(codes(report), ElementsAre("C2 ambiguous_reference", "B3 ambiguous_reference"));
    EXPECT_THAT(report.created, IsEmpty());
    EXPECT_EQ(count_products(), 4);
    EXPECT_EQ(count_outlets(), 3);
}

TEST_P(ImportNamesTest, CodesThatDifferInCaseOnlyAreFoundAsWrittenAndElseAmbiguous) {
    import("products", "编码,名称,品牌\nab1,甲,汇源\nAB1,乙,汇源\n");
    import("outlets", "门店编码,门店名称,区域,渠道\nS1,一店,华东,现代渠道\n");

    const auto report = import("sell-out",
                               "日期,门店,商品,销量\n2026-10-01,S1,ab1,5\n2026-10-01,S1,AB1,5\n"
                               "2026-10-02,S1,Ab1,5\n");

    EXPECT_EQ(report.rows_added, 2);
    EXPECT_THAT(codes(report), ElementsAre("C4 ambiguous_reference"));
}

TEST_P(ImportNamesTest, ABarcodeFindsTheProductHoweverItWasStored) {
    import_company();
    import("products",
           "编码,名称,品牌,条码\nG13,十三位,汇源,6901234567892\nG12,十二位,汇源,036000291452\n"
           "G8,八位,汇源,96385074\n");

    const auto report = import("sell-out",
                               "日期,门店编码,条码,销量\n2026-10-01,S1,6901234567892,5\n"
                               "2026-10-02,S1,06901234567892,5\n2026-10-03,S1,36000291452,5\n"
                               "2026-10-04,S1,0036000291452,5\n2026-10-05,S1,96385074,5\n"
                               "2026-10-06,S1,00000096385074,5\n2026-10-07,S1,6901234567893,5\n");

    EXPECT_EQ(report.mapping.at("product"), "条码");
    EXPECT_EQ(report.rows_added, 6);
    EXPECT_THAT(codes(report), ElementsAre("C8 unknown_product"));

    const auto marked = import("sell-out",
                               "日期,门店编码,EAN-13,销量\n2026-10-01,S1,6901234567892.0,5\n"
                               "2026-10-02,S1,690 1234 567892,5\n2026-10-03,S1,690-1234-567892,5\n"
                               "2026-10-04,S1,'6901234567892,5\n"
                               "2026-10-05,S1,=\"6901234567892\",5\n2026-10-06,S1,96385074.5,5\n");
    EXPECT_EQ(marked.rows_added + marked.rows_changed + marked.rows_unchanged, 5);
    EXPECT_THAT(codes(marked), ElementsAre("C7 unknown_product"));
}

TEST_P(ImportNamesTest, ABarcodeOfTwoProductsIsAmbiguous) {
    import_company();
    import("products", "编码,名称,品牌,条码\nT1,旧装,汇源,96385074\nT2,新装,汇源,96385074\n");

    const auto report = import("sell-out", "日期,门店,商品,销量\n2026-10-01,S1,96385074,5\n");

    EXPECT_THAT(codes(report), ElementsAre("C2 ambiguous_reference"));
}

TEST_P(ImportNamesTest, TheCodeColumnWinsOverBarcodeAndNameInTheSameFile) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店名称,门店编码,商品名称,条码,商品编码,销量\n"
                               "2026-10-01,别名,S1,别名,1,P1,5\n");

    EXPECT_EQ(report.rows_added, 1);
    EXPECT_THAT(report.mapping,
                AllOf(Contains(Pair("outlet", "门店编码")), Contains(Pair("product", "商品编码"))));
}

TEST_P(ImportNamesTest, TheCodeColumnWinsUnderItsOwnLabelToo) {
    import_company();

    const auto report = import("sell-out",
                               "日期,终端名称,终端编码,产品名称,产品编码,销量\n"
                               "2026-10-01,别名,S1,别名,P1,5\n");

    EXPECT_EQ(report.rows_added, 1);
    EXPECT_THAT(report.mapping,
                AllOf(Contains(Pair("outlet", "终端编码")), Contains(Pair("product", "产品编码"))));
}

TEST_P(ImportNamesTest, NothingIsMadeForARowThatFails) {
    import_company();

    const auto report = import_making(
        "日期,门店,产品,数量,单价,单位\n2026-10-32,N1,P1,1,,\n2026-10-01,N2,P1,很多,,\n"
        "2026-10-01,N3,#N/A,1,,\n2026-10-01,S1,N4,1,-2,\n2026-10-01,S1,N5,1,,桶\n"
        "2026-10-01,N6,=A1,1,,\n2026-10-01,S1,6.90123E+12,5,,\n2026-10-01,N7,N7,5,,\n");

    EXPECT_THAT(codes(report),
                ElementsAre("A2 not_a_day",
                            "D3 not_a_number",
                            "C4 cell_error",
                            "E5 price_negative",
                            "F6 unknown_unit",
                            "C7 formula_without_value",
                            "C8 scientific_code"));
    EXPECT_EQ(report.rows_added, 1);
    EXPECT_EQ(count_outlets(), 3) << "S1, S2 and N7";
    EXPECT_EQ(count_products(), 3) << "P1, P2 and N7";
}

TEST_P(ImportNamesTest, WhereTwoRegionsBearTheNameOfThoseWithoutOneNothingIsMade) {
    import_company();
    import("regions", "编码,名称\nU1,未分配\nU2,未分配\n");

    const auto report = import_making("日期,门店,产品,数量\n2026-10-01,N1,P1,5\n");

    EXPECT_THAT(codes(report), ElementsAre("B2 ambiguous_reference"));
    EXPECT_EQ(count_outlets(), 2);
}

TEST_P(ImportNamesTest, RowsOfTotalsAreSkippedAndSaidSo) {
    import_company();

    const auto report = import_making(
        "日期,门店,产品,数量\n2026-10-01,S1,P1,10\n小计,华东小计,全部,10\n"
        "2026-10-02,S2,合 计,4\n合计：,,,14\nTotal,,,14\n");

    EXPECT_EQ(report.rows_read, 5);
    EXPECT_EQ(report.rows_added, 1);
    EXPECT_EQ(report.rows_skipped, 4);
    EXPECT_THAT(codes(report), IsEmpty());
    EXPECT_THAT(remarks(report), ElementsAre("no_value 0  ", "total_rows 4  3/4/5/6"));
    EXPECT_EQ(count_outlets(), 2);
    EXPECT_EQ(count_products(), 2);
}

TEST_P(ImportNamesTest, ARowOfAllOutletsOrProductsIsATotalAndNoOutlet) {
    import_company();

    const auto report = import_making(
        "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,10,30\n2026-10-01,全部门店,P1,10,30\n"
        "2026-10-01,S1,全部,10,30\n2026-10-01,All,P1,10,30\n2026-10-01,全家便利,P1,5,15\n");

    EXPECT_EQ(report.rows_added, 2);
    EXPECT_THAT(remarks(report), ElementsAre("total_rows 3  3/4/5"));
    EXPECT_EQ(count_outlets(), 3) << "全家便利 is a shop";
}

TEST_P(ImportNamesTest, ATotalBelowAListOfProductsIsNoProduct) {
    const auto report = import("products",
                               "编码,名称,品牌,箱规\nP1,橙汁,汇源,12\n合计,,,12\n,总计,,12\n"
                               "HJ,设计款汇总装,汇源,12\n");

    EXPECT_EQ(report.rows_added, 2);
    EXPECT_EQ(report.rows_skipped, 2);
}

TEST_P(ImportNamesTest, ABrandIsNotMadeForAProductThatFails) {
    const auto report =
        import("products",
               "编码,名称,品牌,箱规\nP1,橙汁,新一,十二\nP2,梨汁,#REF!,12\nP3,桃汁,6.9E+12,12\n"
               "6.90123E+12,杏汁,新二,12\n#N/A,枣汁,新三,12\nP4,李汁,新四,0\nP5,梅汁,新五,12\n");

    EXPECT_THAT(codes(report),
                ElementsAre("D2 not_a_number",
                            "C3 cell_error",
                            "C4 scientific_code",
                            "A5 scientific_code",
                            "A6 cell_error",
                            "D7 not_positive"));
    EXPECT_EQ(report.rows_added, 1);
    EXPECT_EQ(report.created.at("brands"), 1);
}

TEST_P(ImportNamesTest, PricesMakeTheirRegionsOnceAndKnowTheirOwnKeysAgain) {
    import_company();

    const auto report = import("prices",
                               "产品,价格类型,单价,区域,开始日期\nP1,零售价,3.50,新区,2026-01-01\n"
                               "P1,零售价,3.60,新区,2026-01-01\nP1,零售价,x,别区,2026-01-01\n");

    EXPECT_EQ(report.rows_added, 1);
    EXPECT_THAT(codes(report), ElementsAre("3 duplicate_key", "C4 not_a_number"));
    EXPECT_EQ(report.created.at("regions"), 1);
}

}  // namespace
}  // namespace bihuan::imports
