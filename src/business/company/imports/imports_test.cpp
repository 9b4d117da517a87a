#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/error_workbook.h"
#include "business/company/imports/export.h"
#include "business/company/imports/imports_suite.h"

namespace bihuan::imports {

/// What was sold, over all revisions.
struct Sold {
    std::int64_t quantity = 0;
    std::int64_t value = 0;
    std::int64_t fact_rows = 0;
};

struct KeptFact {
    std::optional<Money> price;
    std::optional<double> coupon;
    std::optional<double> feature;
    std::optional<std::string> attributes;
};

}  // namespace bihuan::imports

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::Sold> =
    bihuan::describe<bihuan::imports::Sold>("",
                                            field("quantity", &bihuan::imports::Sold::quantity),
                                            field("value", &bihuan::imports::Sold::value),
                                            field("fact_rows", &bihuan::imports::Sold::fact_rows));

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::KeptFact> =
    bihuan::describe<bihuan::imports::KeptFact>("",
                                                field("price", &bihuan::imports::KeptFact::price),
                                                field("coupon", &bihuan::imports::KeptFact::coupon),
                                                field("feature",
                                                      &bihuan::imports::KeptFact::feature),
                                                field("attributes",
                                                      &bihuan::imports::KeptFact::attributes));

namespace bihuan::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

const Query kSold{"test.sold",
                  "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) AS quantity, "
                  "CAST(COALESCE(SUM(value), 0) AS BIGINT) AS value, "
                  "COUNT(*) AS fact_rows FROM sell_out",
                  {}};
const Query kKept{
    "test.kept", "SELECT price, coupon, feature, attributes FROM sell_out ORDER BY day", {}};

class ImportTest : public ImportsSuite {
protected:
    Sold sold() {
        return read([&](Session& s) { return s.query_one<Sold>(kSold, {}); });
    }
};

TEST_P(ImportTest, MakesNounsWithWhatTheyReferTo) {
    const auto report =
        import("products", "code,name,brand,own,pack_oz\nOJ01,Tropicana 64,Tropicana,yes,64\n");

    EXPECT_EQ(report.rows_added, 1);
    EXPECT_EQ(report.created.at("brands"), 1);
    const auto product = find<Product>("OJ01");
    EXPECT_TRUE(product.own);
    EXPECT_THAT(product.attributes.text, ::testing::MatchesRegex(R"(\{"pack_oz": ?64\})"));
    EXPECT_TRUE(find<Brand>("Tropicana").own);
}

TEST_P(ImportTest, ChangesOnlyTheColumnsThatTheFileHas) {
    import_company();

    const auto report = import("products", "编码,名称,容量ml\nP1,鲜橙汁,500\nP2,梨汁,300\n");

    EXPECT_EQ(report.rows_changed, 1);
    EXPECT_EQ(report.rows_unchanged, 1);
    EXPECT_EQ(find<Product>("P1").name, "鲜橙汁");
    EXPECT_EQ(find<Product>("P1").units_per_box, 12);
}

TEST_P(ImportTest, ReadsTreesInAnyOrder) {
    const auto report = import(
        "regions", "编码,名称,上级\nSH,上海,华东\nCN,全国,\nE,华东,CN\nX,环一,Y\nY,环二,X\n");

    EXPECT_EQ(report.rows_added, 3);
    EXPECT_EQ(find<Region>("SH").parent_id, find<Region>("E").id);
    EXPECT_EQ(find<Region>("E").parent_id, find<Region>("CN").id);
    EXPECT_THAT(codes(report), ElementsAre("C5 own_parent", "C6 own_parent"));
}

TEST_P(ImportTest, ARowOfATreeThatWouldLieBelowItselfFailsAlone) {
    import("channels", "编码,名称,上级\nOFF,线下,\nKA,卖场,OFF\n");

    const auto report = import("channels", "编码,名称,上级\nOFF,线下,KA\nON,线上,\n");

    EXPECT_THAT(codes(report), ElementsAre("C2 own_parent"));
    EXPECT_EQ(report.rows_added, 1);
}

TEST_P(ImportTest, AHeadingLongerThanACellIsRefusedAndLongOnesAreCutInIssues) {
    import_company();
    const std::string heading(40'000, 'x');
    const auto refused =
        import("sell-out", "日期,门店,产品,数量," + heading + "\n2026-10-01,S1,P1,12,1\n");
    ASSERT_EQ(refused.refusal.size(), 1U);
    EXPECT_EQ(refused.refusal[0].code, "too_long");
    EXPECT_LT(refused.refusal[0].found.size(), 1000U);

    const auto report = import(
        "sell-out", "日期,门店,产品,数量 " + std::string(3000, 'y') + "\n2026-10-01,S1,P1,12\n");
    for (const auto& issue : report.issues) EXPECT_LT(issue.header.size(), 1000U);
}

TEST_P(ImportTest, ASignThatNobodySeesInAHeadingIsFoundOrPassedOver) {
    import_company();
    const std::string columns = "日期,门店,产品";
    for (const auto* const beside :
         {",数量,备\x01注\n2026-10-01,S1,P1,12,1\n", ",Menge,备\x01注\n2026-10-01,S1,P1,12,1\n"}) {
        const auto refused = import("sell-out", columns + beside);
        ASSERT_EQ(refused.refusal.size(), 1U);
        EXPECT_EQ(refused.refusal[0].code, "control_character");
        EXPECT_EQ(refused.refusal[0].field, "/1/E");
        EXPECT_THAT(refused.refusal[0].found, StartsWith("U+0001"));
    }

    const auto report = import("sell-out", columns + ",数\u200b量\uFEFF\n2026-10-01,S1,P1,12\n");
    EXPECT_EQ(report.rows_added, 1);
}

TEST_P(ImportTest, WritesGoodRowsAndReportsEachBadOne) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,销售额\n"
                               "2026-10-01,S1,P1,12,36.00\n"
                               "2026-10-32,S1,P1,12,36\n"
                               "2026-10-02,S9,P9,x,1\n"
                               "2026-10-01,S1,P1,13,39\n"
                               "2026-11-09,S1,P1,1,3\n"
                               "2026年10月3日,二店,Ｐ２,\"(1,200)\",-2400\n");

    EXPECT_EQ(report.rows_read, 6);
    EXPECT_EQ(report.rows_added, 2);
    EXPECT_EQ(report.rows_failed, 4);
    EXPECT_THAT(codes(report),
                ElementsAre("A3 not_a_day",
                            "B4 unknown_outlet",
                            "C4 unknown_product",
                            "D4 not_a_number",
                            "5 duplicate_fact",
                            "A6 future_day"));
    EXPECT_EQ(report.issues[4].found, "2");
    EXPECT_EQ(sold().quantity, 12 - 1200);
    EXPECT_EQ(sold().value, 3600 - 240000);
}

TEST_P(ImportTest, TheSameFileTwiceChangesNothing) {
    import_company();
    const std::string text =
        "日期,门店,产品,数量,单价\n2026-10-01,S1,P1,12,3.5\n2026-10-02,S1,P1,8,3\n";
    import("sell-out", text);
    const auto before = sold();

    const auto report = import("sell-out", text);

    EXPECT_EQ(report.rows_unchanged, 2);
    EXPECT_EQ(report.rows_added + report.rows_changed, 0);
    EXPECT_EQ(sold().fact_rows, before.fact_rows);
    EXPECT_EQ(sold().value, 1200 * 3 + 600 + 2400);
}

TEST_P(ImportTest, ACorrectionIsAReversal) {
    import_company();
    import("sell-out", "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,12,36\n");

    const auto report = import("sell-out", "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,10,30\n");

    EXPECT_EQ(report.rows_changed, 1);
    EXPECT_EQ(sold().quantity, 10);
    EXPECT_EQ(sold().fact_rows, 3);
    EXPECT_TRUE(read([](Session& s) { return facts::find_wrong_sums(s); }).empty());
}

TEST_P(ImportTest, ADryRunChangesNothing) {
    import_company();
    auto dry =
        request("sell-out", "日期,门店,产品,数量\n2026-10-01,S1,P1,12\n2026-10-01,S3,P1,12\n");
    dry.dry_run = true;
    dry.reading.create_missing = true;

    const auto report = run(dry);

    EXPECT_EQ(report.rows_added, 2);
    EXPECT_EQ(report.created.at("outlets"), 1);
    EXPECT_EQ(sold().fact_rows, 0);
    EXPECT_FALSE(
        read([](Session& s) { return s.find_by<Outlet>("code", std::string("S3")); }).has_value());
}

TEST_P(ImportTest, ACheckOfFiguresNeitherWaitsForTheWriterNorHoldsItUp) {
    import_company();
    import("sell-out",
           "日期,门店,产品,数量\n2026-10-01,S1,P1,12\n2026-10-02,S1,P1,12\n2026-10-03,S1,P1,5\n");
    auto check = request("sell-out",
                         "日期,门店,产品,数量\n2026-10-01,S1,P1,12\n2026-10-02,S1,P1,10\n"
                         "2026-10-04,S1,P1,7\n2026-10-05,S9,P1,7\n");
    check.dry_run = true;

    ImportReport report;
    write([&](Transaction&) {  // whoever writes now
        report = std::async(std::launch::async, [&] { return run(check); }).get();
    });
    const auto again = run(check);
    check.reading.create_missing = true;
    const auto made = run(check);
    check.dry_run = false;
    check.reading.create_missing = false;
    const auto written = run(check);

    EXPECT_EQ(report.rows_added, 1);
    EXPECT_EQ(report.rows_changed, 1);
    EXPECT_EQ(report.rows_unchanged, 1);
    EXPECT_EQ(report.rows_failed, 1);
    EXPECT_EQ(made.rows_added, 2);
    for (const auto& same : {again, written}) {
        EXPECT_EQ(same.rows_added, report.rows_added);
        EXPECT_EQ(same.rows_changed, report.rows_changed);
        EXPECT_EQ(same.rows_unchanged, report.rows_unchanged);
        EXPECT_EQ(same.rows_failed, report.rows_failed);
    }
}

TEST_P(ImportTest, MakesMissingOutletsAndProductsWhenAsked) {
    import_company();
    auto made =
        request("sell-out", "日期,门店,产品,数量\n2026-10-01,S7,P7,12\n2026-10-02,S7,P7,1\n");
    made.reading.create_missing = true;

    const auto report = run(made);

    EXPECT_EQ(report.rows_added, 2);
    EXPECT_EQ(report.created.at("outlets"), 1);
    EXPECT_EQ(report.created.at("products"), 1);
    EXPECT_EQ(find<Outlet>("S7").region_id, find<Region>("未分配").id);
}

TEST_P(ImportTest, KeepsPriceCouponFeatureAndOtherColumnsWithTheRow) {
    import_company();

    import("sell-out",
           "day,outlet,product,quantity,value,price,coupon,feature,profit_margin_percent\n"
           "2026-10-01,S1,P1,129,499.23,3.87,1,0,37.99\n");

    const auto fact = read([](Session& s) { return s.query_one<KeptFact>(kKept, {}); });
    EXPECT_EQ(fact.price, Money{387});
    EXPECT_EQ(fact.coupon, 1.0);
    EXPECT_EQ(fact.feature, 0.0);
    EXPECT_EQ(fact.attributes, R"({"profit_margin_percent":37.99})");
}

TEST_P(ImportTest, ConvertsPacksAndUnitsOfTheHeader) {
    import_company();

    const auto boxes =
        import("sell-out", "日期,门店,产品,数量(箱),销售额(万元)\n2026-10-01,S1,P1,1.5,0.01\n");
    const auto mixed = import("sell-out",
                              "日期,门店,产品,数量,单位\n2026-10-02,S1,P1,2,箱\n"
                              "2026-10-03,S1,P1,3,瓶\n2026-10-04,S1,P1,3,桶\n");

    EXPECT_EQ(boxes.issue_count, 0);
    EXPECT_EQ(sold().quantity, 18 + 24 + 3);
    EXPECT_EQ(sold().value, 100'00);
    EXPECT_THAT(codes(mixed), ElementsAre("E4 unknown_unit"));
}

TEST_P(ImportTest, RefusesNegativeStockAndReadsSellIn) {
    import_company();

    const auto stock =
        import("stock", "日期,仓库,产品,库存\n2026-10-31,S1,P1,-5\n2026-10-31,S1,P2,5\n");
    const auto sell_in =
        import("sell-in", "日期,客户编码,产品编码,数量,金额\n2026-10-05,S1,P1,24,48\n");

    EXPECT_THAT(codes(stock), ElementsAre("D2 negative_stock"));
    EXPECT_EQ(stock.rows_added, 1);
    EXPECT_EQ(sell_in.rows_added, 1);
}

TEST_P(ImportTest, ReadsPricesAndPromotions) {
    import_company();
    const std::string prices = "产品,价格类型,单价,开始日期\nP1,零售价,3.50,2026-01-01\n";

    EXPECT_EQ(import("prices", prices).rows_added, 1);
    EXPECT_EQ(import("prices", prices).rows_unchanged, 1);
    const auto promotion =
        import("promotions",
               "活动编码,活动名称,促销方式,状态,开始日期,结束日期,折扣,产品,区域\n"
               "A1,国庆直降,直降,已批准,2026-10-01,2026-10-07,15%,P1、P2,华东\n"
               "A2,倒着,直降,计划,2026-10-07,2026-10-01,15%,P1,\n");

    EXPECT_THAT(codes(promotion), ElementsAre("F3 ends_before_start"));
    EXPECT_EQ(find<Promotion>("A1").product_ids.size(), 2U);
    EXPECT_DOUBLE_EQ(find<Promotion>("A1").depth.value(), 0.15);
}

TEST_P(ImportTest, RefusesAFileWithoutItsColumns) {
    const auto report = import("sell-out", "日期,数量\n2026-10-01,12\n");

    ASSERT_EQ(report.refusal.size(), 2U);
    EXPECT_EQ(report.refusal[0].code, "missing_column");
    EXPECT_EQ(report.refusal[0].found, "outlet");
}

TEST_P(ImportTest, ARefusedFileShowsItsColumnsSoThatAPersonCanSayWhatTheyAre) {
    import_company();
    const auto report = import("sell-out", "日期,店,货,数量\n2026-10-01,S1,P1,12\n");
    ASSERT_EQ(report.refusal.size(), 2U);
    EXPECT_THAT(report.headers, ElementsAre("日期", "店", "货", "数量"));
    EXPECT_EQ(report.mapping.at("day"), "日期");

    auto mapped = request("sell-out", "日期,店,货,数量\n2026-10-01,S1,P1,12\n");
    mapped.reading.mapping = {report.mapping.begin(), report.mapping.end()};
    mapped.reading.mapping["outlet"] = "店";
    mapped.reading.mapping["product"] = "货";
    EXPECT_EQ(run(mapped).rows_added, 1);
}

TEST_P(ImportTest, ABrokenFileWritesNothing) {
    import_company();

    const auto report =
        import("sell-out", "日期,门店,产品,数量\n2026-10-01,S1,P1,12\n2026-10-02,\"S1,P1,12\n");

    EXPECT_EQ(report.refusal.front().code, "quote_not_closed");
    EXPECT_EQ(report.rows_added, 0);
    EXPECT_EQ(sold().fact_rows, 0);
}

TEST_P(ImportTest, LetsAPersonMapTheColumns) {
    import_company();
    auto mapped = request("sell-out", "when,shop,sku no,n,门店\n2026-10-01,S1,P1,12,x\n");
    mapped.reading.mapping = {
        {"day", "when"}, {"outlet", "shop"}, {"product", "sku no"}, {"quantity", "n"}};

    EXPECT_EQ(run(mapped).rows_added, 1);
}

TEST_P(ImportTest, NeedsThePermissionOfTheKind) {
    viewer.permissions = {"imports.write"};

    EXPECT_THROW(import("sell-out", "日期\n"), Error);
}

TEST_P(ImportTest, EveryCodeIsExplainedInBothLanguages) {
    for (const auto& row : import_messages()) {
        EXPECT_NE(explain(row.code, files::Language::Chinese), row.code);
        EXPECT_NE(explain(row.code, files::Language::English), row.code);
    }
}

TEST_P(ImportTest, WhatGoesOutComesBackUnchanged) {
    import_company();
    import("regions", "code,name,parent\nCN,全国,\n华东,华东,CN\n");
    import("prices", "产品,价格类型,单价,开始日期\nP1,零售价,3.50,2026-01-01\n");
    import("promotions",
           "活动编码,活动名称,促销方式,状态,开始日期,结束日期,折扣,产品,区域\n"
           "A1,国庆直降,直降,已批准,2026-10-01,2026-10-07,15%,P1、P2,华东\n");
    import("sell-out",
           "day,outlet,product,quantity,value,price,coupon,margin,仓\n"
           "2026-10-01,S1,P1,129,499.23,3.87,1,37.90,=A\n2026-10-02,S1,P1,-1,-3.87,,,-0.50,007\n");
    import("sell-in", "日期,客户编码,产品编码,数量,金额\n2026-10-05,S1,P1,24,48\n");
    import("stock", "日期,仓库,产品,库存\n2026-10-31,S1,P2,5\n");

    for (const auto& kind : kinds_.all()) {
        for (const auto format : {files::TableKind::Csv, files::TableKind::Xlsx}) {
            for (const auto language : {files::Language::Chinese, files::Language::English}) {
                const auto path = folder_ / "out";
                const auto rows = run_export(
                    *database_,
                    clock,
                    viewer,
                    kinds_,
                    {.kind = kind, .path = path, .format = format, .language = language});

                const auto report = run({.kind = kind, .path = path, .file_name = "out"});

                EXPECT_EQ(report.rows_unchanged, rows) << kind.name;
                EXPECT_EQ(report.rows_read, rows) << kind.name;
                EXPECT_TRUE(report.refusal.empty()) << kind.name;
            }
        }
    }
}

TEST_P(ImportTest, TheErrorWorkbookCanBeCorrectedAndImportedAgain) {
    import_company();
    const auto bad = request(
        "sell-out", "日期,门店,产品,数量,=note\n2026-10-01,S1,P1,12,\n2026-10-02,S1,P1,x,=1\n");
    run(bad);
    const auto path = folder_ / "errors.xlsx";

    write_error_workbook(*database_, viewer, clock, kinds_, {bad, path, files::Language::Chinese});

    const auto reader = files::open_table(path).value();
    EXPECT_EQ(reader->next()->cell(0), "错误 Errors");
    EXPECT_EQ(reader->next()->cell(0), "");
    const auto row = reader->next();
    EXPECT_EQ(row->cell(0), "D3: 应为数字。 (x)");
    EXPECT_EQ(row->cell(4), "x");
    const auto again = run({.kind = kinds_.get("sell-out"), .path = path, .file_name = "e.xlsx"});
    EXPECT_EQ(again.rows_unchanged, 1);
    EXPECT_THAT(codes(again), ElementsAre("E3 not_a_number"));
}

TEST_P(ImportTest, TemplatesNameEveryColumnOfTheirKind) {
    import_company();
    for (const auto& kind : kinds_.all()) {
        for (const auto language : {files::Language::Chinese, files::Language::English}) {
            const auto path = folder_ / "template.xlsx";
            write_template(
                *database_, viewer, kinds_, {.kind = kind, .path = path, .language = language});

            const auto report = run({.kind = kind, .path = path, .file_name = "template.xlsx"});

            EXPECT_EQ(report.mapping.size(), kind.columns.size()) << kind.name;
            EXPECT_TRUE(report.refusal.empty()) << kind.name;
        }
    }
}

/// The real company of shared/data, when it is there.
TEST_P(ImportTest, ReadsTheOrangeJuiceCompany) {
    const char* root = std::getenv("BIHUAN_DATA");
    const std::filesystem::path folder =
        std::filesystem::path(root != nullptr ? root : BIHUAN_SOURCE_DIR "/../shared/data") /
        "company-orange-juice";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder;
    const auto read_in = [&](const std::string& kind, const std::string& file) {
        return run({.kind = kinds_.get(kind), .path = folder / file, .file_name = file});
    };

    EXPECT_EQ(read_in("products", "products.csv").issue_count, 0);
    EXPECT_EQ(read_in("outlets", "outlets.csv").rows_added, 83);
    const auto report = read_in("sell-out", "sell_out.csv");

    EXPECT_EQ(report.rows_added, 106'139);
    EXPECT_EQ(report.issue_count, 0);
}

INSTANTIATE_TEST_SUITE_P(Both, ImportTest, both_databases(), dialect_name);

}  // namespace
}  // namespace bihuan::imports
