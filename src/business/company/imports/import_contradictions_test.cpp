#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/imports_suite.h"

// Rows that say one thing twice, and not the same: code and barcode, code and name, price times
// quantity and value.
namespace bihuan::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ImportContradictionsTest : public ImportsSuite {
protected:
    void import_barcodes() {
        import_company();
        import("products", "编码,名称,条码\nP1,橙汁,6901234567892\nP2,梨汁,4006381333931\n");
    }
    ImportReport import_making(const std::string& kind, const std::string& text) {
        auto made = request(kind, text);
        made.reading.create_missing = true;
        return run(made);
    }
};

INSTANTIATE_TEST_SUITE_P(Both, ImportContradictionsTest, both_databases(), dialect_name);

TEST_P(ImportContradictionsTest, ACodeBesideAnotherProductsBarcodeOrNameIsRefusedNamingBoth) {
    import_barcodes();

    const auto report = import("sell-out",
                               "日期,门店,商品编码,条码,商品名称,销量,销售额\n"
                               "2026-10-01,S1,P1,4006381333931,橙汁,5,15\n"
                               "2026-10-02,S1,P1,6901234567892,梨汁,5,15\n"
                               "2026-10-03,S1,P1,6901234567892,橙汁,5,15\n");

    EXPECT_THAT(codes(report), ElementsAre("D2 names_contradict", "E3 names_contradict"));
    EXPECT_EQ(report.issues[0].found, "P2 梨汁 ≠ P1 橙汁");
    EXPECT_EQ(report.rows_added, 1);
    EXPECT_THAT(remarks(report), IsEmpty());
}

TEST_P(ImportContradictionsTest, ANameSpeltOtherwiseIsCountedAndTheCodeDecides) {
    import_barcodes();

    const auto report = import("sell-out",
                               "日期,门店,商品编码,商品名称,条码,销量,销售额\n"
                               "2026-10-01,S1,P1,橙 汁,6901234567892,5,15\n"
                               "2026-10-02,S1,P1,新版橙汁,06901234567892,5,15\n"
                               "2026-10-03,S1,P1,橙汁,6900000000007,5,15\n"
                               "2026-10-04,S1,P2,,-,5,15\n2026-10-05,S1,P1,橙汁　,,5,15\n");

    EXPECT_THAT(codes(report), IsEmpty());
    EXPECT_EQ(report.rows_added, 5);
    EXPECT_THAT(remarks(report), ElementsAre("names_differ 3  2/3/4"));
}

TEST_P(ImportContradictionsTest, OutletsAreHeldAgainstTheirNamesButNotAgainstTheirDealers) {
    import_company();
    import("outlets", "门店编码,门店名称,区域,渠道\nD1,大商,华东,现代渠道\n");

    const auto report = import("sell-out",
                               "日期,门店编码,门店名称,经销商,产品,销量,销售额\n"
                               "2026-10-01,S1,一店,D1,P1,5,15\n2026-10-02,S1,二店,D1,P1,5,15\n"
                               "2026-10-03,S1,一店（新）,D1,P1,5,15\n");

    EXPECT_THAT(codes(report), ElementsAre("C3 names_contradict"));
    EXPECT_EQ(report.issues[0].found, "S2 二店 ≠ S1 一店");
    EXPECT_THAT(remarks(report), ElementsAre("columns_not_taken 1 经销商 ", "names_differ 1  4"));
}

TEST_P(ImportContradictionsTest, RegionsChannelsAndProductsOfListsAreHeldAgainstTheirNamesToo) {
    import_barcodes();
    import("regions", "编码,名称\nHD,东区\nHB,北区\n");

    const auto outlets = import("outlets",
                                "门店编码,门店名称,区域编码,区域名称,渠道\n"
                                "S7,七店,HD,东区,现代渠道\nS8,八店,HD,北区,现代渠道\n"
                                "S9,九店,新码,北区,现代渠道\n");
    const auto prices = import("prices",
                               "产品编码,产品名称,价格类型,单价,开始日期\n"
                               "P1,橙汁,零售价,3,2026-01-01\nP1,梨汁,零售价,3,2026-02-01\n");

    EXPECT_THAT(codes(outlets), ElementsAre("D3 names_contradict", "C4 known_otherwise"));
    EXPECT_EQ(outlets.rows_added, 1);
    EXPECT_EQ(outlets.issues.back().found, "区域名称 北区: HB 北区");
    EXPECT_THAT(codes(prices), ElementsAre("B3 names_contradict"));
}

TEST_P(ImportContradictionsTest, NoTwinIsMadeOfAProductWhoseBarcodeOrNameIsKnown) {
    import_barcodes();

    const auto report = import_making("sell-out",
                                      "日期,门店,商品编码,条码,商品名称,销量,销售额\n"
                                      "2026-10-01,S1,X1,6901234567892,别名,5,15\n"
                                      "2026-10-02,S1,X2,,梨汁,5,15\n"
                                      "2026-10-03,S1,X3,,新汁,5,15\n");

    EXPECT_THAT(codes(report), ElementsAre("C2 known_otherwise", "C3 known_otherwise"));
    EXPECT_EQ(report.issues[0].found, "条码 6901234567892: P1 橙汁");
    EXPECT_EQ(report.created.at("products"), 1);
}

TEST_P(ImportContradictionsTest, AValueThatPriceTimesQuantityCannotMakeIsDoubted) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,单位,单价,销售额\n"
                               "2026-10-01,S1,P1,10,瓶,4.00,40.00\n"
                               "2026-10-02,S1,P1,10,瓶,4.00,32.00\n"
                               "2026-10-03,S1,P1,10,瓶,4.00,480.00\n"
                               "2026-10-04,S1,P1,10,瓶,48.00,40.00\n"
                               "2026-10-05,S1,P1,3,瓶,3.33,10.00\n"
                               "2026-10-06,S1,P1,10,瓶,4.00,45.20\n"
                               "2026-10-07,S1,P1,10,瓶,4.00,0\n"
                               "2026-10-08,S1,P1,-10,瓶,4.00,-480\n"
                               "2026-10-09,S1,P1,2,箱,48.00,96.00\n"
                               "2026-10-10,S1,P1,10,瓶,4.00,6.00\n");

    EXPECT_THAT(codes(report), IsEmpty());
    EXPECT_EQ(report.rows_added, 10);
    EXPECT_THAT(remarks(report),
                ElementsAre("value_off_by_box 3  4/5/9", "value_not_price 2  7/11"));
}

TEST_P(ImportContradictionsTest, ACodeThatNamesNothingIsRefusedInFilesAndForms) {
    const auto report =
        import("products",
               "编码,名称,品牌,条码\n0,零,汇源,\n/,斜,汇源,\nP1,橙汁,汇源,00000000\n"
               "P2,梨汁,汇源,1111111111116\nP3,桃汁,汇源,6901234567892\n");

    EXPECT_THAT(codes(report),
                ElementsAre("A2 stands_for_none",
                            "A3 stands_for_none",
                            "D4 placeholder_gtin",
                            "D5 placeholder_gtin"));
    const auto products = facts::products_resource();
    const auto add = [&](const std::string& code, const std::string& gtin) {
        write([&](Transaction& t) {
            Product product{.code = code, .name = "x", .brand_id = find<Brand>("汇源").id};
            product.gtin = gtin;
            auto values = to_values(product);
            add_row(t, products, values, "");
        });
    };
    EXPECT_THROW(add("0", "73513537"), Error);
    EXPECT_THROW(add("/", "73513537"), Error);
    EXPECT_THROW(add("P8", "00000000"), Error);
    EXPECT_NO_THROW(add("P8", "7351 3537"));
    EXPECT_EQ(find<Product>("P8").gtin, "73513537");
}

TEST_P(ImportContradictionsTest, AProductKeepsAnOldPlaceholderWhenTheRestOfItIsChanged) {
    import_company();
    write([](Transaction& t) {
        auto product = t.find_by<Product>("code", "P1").value();
        product.gtin = "12345670";
        t.update(product, product.version, "From before the rule.");
    });

    const auto renamed =
        import("products", "编码,名称,品牌,条码\nP1,鲜橙汁,汇源,12345670\nP2,梨汁,汇源,12345670\n");

    EXPECT_THAT(codes(renamed), ElementsAre("D3 placeholder_gtin"));
    EXPECT_EQ(find<Product>("P1").name, "鲜橙汁");
    write([](Transaction& t) {
        const auto resource = facts::products_resource();
        auto values = to_values(t.find_by<Product>("code", "P1").value());
        values[resource.description->index_of("name")] = std::string("橙汁");
        const auto version =
            std::get<std::int64_t>(values[resource.description->index_of("version")]);
        change_row(t, resource, values, version, "By a form.");
        values[resource.description->index_of("gtin")] = std::string("00000000");
        EXPECT_THROW(change_row(t, resource, values, version + 1, "By a form."), Error);
    });
}

}  // namespace
}  // namespace bihuan::imports
