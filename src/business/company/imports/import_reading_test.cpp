#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/error_workbook.h"
#include "business/company/imports/imports_suite.h"
#include "platform/files/day_orders.h"
#include "support/workbooks.h"

// How a person says that a file is to be read, and what the report says of how it was read.
namespace bihuan::imports {

struct Line {
    std::int64_t quantity = 0;
    std::int64_t value = 0;
    std::optional<Money> price;
    std::optional<std::string> attributes;
};

}  // namespace bihuan::imports

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::Line> =
    bihuan::describe<bihuan::imports::Line>("",
                                            field("quantity", &bihuan::imports::Line::quantity),
                                            field("value", &bihuan::imports::Line::value),
                                            field("price", &bihuan::imports::Line::price),
                                            field("attributes",
                                                  &bihuan::imports::Line::attributes));

namespace bihuan::imports {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Query kLines{"test.lines",
                   "SELECT quantity, value, price, attributes FROM sell_out "
                   "ORDER BY day, outlet_id, product_id",
                   {}};

class ImportReadingTest : public ImportsSuite {
protected:
    std::vector<Line> lines() {
        return read([](Session& s) { return s.query<Line>(kLines, {}); });
    }

    static std::string sheet(const std::vector<std::vector<std::string>>& rows) {
        return testing::inline_rows(rows);
    }
};

INSTANTIATE_TEST_SUITE_P(Both, ImportReadingTest, both_databases(), dialect_name);

TEST_P(ImportReadingTest, TheReceiptsOfADayAreRefusedUntilSomebodyAsksToAddThemUp) {
    import_company();
    auto receipts = request("sell-out",
                            "日期,门店,产品,数量,单价,小票\n2026-10-01,S1,P1,2,3.00,a\n"
                            "2026-10-01,S2,P1,4,3.00,b\n2026-10-01,S1,P1,3,3.00,c\n"
                            "2026-10-01,S1,P1,1,2.40,d\n2026-10-01,S1,P1,x,2.40,e\n");

    const auto refused = run(receipts);
    receipts.reading.add_up = true;
    const auto added = run(receipts);

    EXPECT_THAT(codes(refused),
                ElementsAre("4 duplicate_fact", "5 duplicate_fact", "D6 not_a_number"));
    EXPECT_THAT(codes(added), ElementsAre("D6 not_a_number"));
    EXPECT_THAT(
        remarks(added),
        ElementsAre("value_from_price 0 单价 ", "columns_not_taken 1 小票 ", "lines_added_up 2  "));
    EXPECT_EQ(added.rows_read, 5);
}

TEST_P(ImportReadingTest, AddedLinesGiveTheDaysQuantityValueAndMeanPrice) {
    import_company();
    auto receipts = request("sell-out",
                            "日期,门店,产品,数量,单价,小票,收银员\n2026-10-01,S1,P1,2,3.00,a,甲\n"
                            "2026-10-01,S1,P1,3,3.00,c,甲\n2026-10-01,S1,P1,1,2.40,d,甲\n");
    receipts.reading.add_up = true;

    run(receipts);
    const auto again = run(receipts);

    const auto found = lines();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].quantity, 6);
    EXPECT_EQ(found[0].value, 600 + 900 + 240);
    EXPECT_EQ(found[0].price, Money{290});
    EXPECT_FALSE(found[0].attributes.has_value()) << "the receipts differ";
    EXPECT_EQ(again.rows_unchanged, 1) << "the same file twice changes nothing";
}

TEST_P(ImportReadingTest, LinesThatAddUpToMoreThanAFigureMayBeAreToldInTheirRow) {
    import_company();
    auto receipts = request("sell-out",
                            "日期,门店,产品,数量\n2026-10-01,S1,P1,1000000000000\n"
                            "2026-10-01,S1,P1,1\n");
    receipts.reading.add_up = true;

    const auto report = run(receipts);

    EXPECT_THAT(codes(report), ElementsAre("D3 number_too_large"));
}

TEST_P(ImportReadingTest, ADayAboveTwelveTellsTheOrderOfItsColumn) {
    import_company();

    const auto american = import("sell-out",
                                 "日期,门店,产品,数量\n10/1/2026,S1,P1,1\n10/2/2026,S1,P1,2\n"
                                 "9/28/2026,S1,P1,28\n");
    const auto european =
        import("sell-in", "日期,门店,产品,数量\n1/10/2026,S1,P1,1\n28/9/2026,S1,P1,28\n");
    const auto open = import("stock", "日期,门店,产品,数量\n10/1/2026,S1,P1,1\n");

    EXPECT_EQ(american.rows_added, 3);
    EXPECT_THAT(remarks(american), Contains("day_order_taken 0 日期 → 月/日/年 "));
    EXPECT_THAT(remarks(european), Contains("day_order_taken 0 日期 → 日/月/年 "));
    EXPECT_EQ(lines().front().quantity, 28) << "28 September is the first day";
    EXPECT_EQ(european.rows_added, 2);
    EXPECT_THAT(codes(open), ElementsAre("A2 ambiguous_day"));
}

TEST_P(ImportReadingTest, WhereNothingTellsTheOrderAPersonDoes) {
    import_company();
    auto chosen = request("stock", "日期,门店,产品,数量\n10/1/2026,S1,P1,1\n");
    chosen.reading.day_order = files::DayOrder::MonthFirst;

    const auto report = run(chosen);

    EXPECT_EQ(report.rows_added, 1);
    EXPECT_THAT(remarks(report), IsEmpty());
}

TEST_P(ImportReadingTest, NoDayIsReadOtherwiseThanAPersonChose) {
    import_company();
    auto chosen =
        request("sell-out", "日期,门店,产品,数量\n10/1/2021,S1,P1,5\n9/28/2021,S1,P1,7\n");
    chosen.reading.day_order = files::DayOrder::DayFirst;

    EXPECT_THAT(codes(run(chosen)), ElementsAre("A3 not_a_day"));
}

TEST_P(ImportReadingTest, NounsFollowTheOrderOfTheirColumnsToo) {
    import_company();

    const auto report = import("prices",
                               "产品,价格类型,单价,开始日期\nP1,零售价,3.50,2/1/2026\n"
                               "P2,零售价,3.50,1/31/2026\n");

    EXPECT_EQ(report.rows_added, 2);
    EXPECT_THAT(codes(report), IsEmpty());
}

TEST_P(ImportReadingTest, TheEncodingIsNamedAndDoubtedAndCanBeChosen) {
    const std::string text = "编码,名称,品牌,单位\nP1,檸檬茶禮盒,雲杉,瓶\nP2,烏龍茶大瓶,雲杉,箱\n";
    const auto chinese = import("products", testing::encode(text, "GB18030"));
    auto little = request("products", "code,name,brand\nP3,Caf\xE9s,YS\n");

    const auto doubted = run(little);
    little.reading.encoding = "windows-1252";
    const auto chosen = run(little);

    EXPECT_EQ(chinese.encoding, "GB18030");
    EXPECT_EQ(doubted.remarks.at(0).code, "doubtful_encoding");
    EXPECT_THAT(remarks(chosen), ElementsAre("encoding_taken 0 windows-1252 "));
    EXPECT_EQ(find<Product>("P3").name, "Cafés");
}

TEST_P(ImportReadingTest, TheReadingOfAnImportIsKeptAsChosen) {
    const Reading reading{.mapping = {{"day", "when"}, {"price", ""}},
                          .create_missing = true,
                          .add_up = true,
                          .sheet = "*",
                          .encoding = "Big5",
                          .day_order = files::DayOrder::DayFirst,
                          .units = {{"件", UnitLevel::Box}, {"个", UnitLevel::Base}}};

    const auto kept = reading_from_json(mapping_json(reading.mapping), options_json(reading));

    EXPECT_EQ(kept.mapping, reading.mapping);
    EXPECT_EQ(options_json(kept), options_json(reading));
    EXPECT_FALSE(reading_from_json("{}", "").add_up) << "an older row says nothing of it";
    EXPECT_THROW(files::day_order_of("ydm"), Error);
}

TEST_P(ImportReadingTest, SheetsOfOneHeaderAreReadTogetherWhenAsked) {
    import_company();
    const auto bytes = testing::workbook_of_sheets(
        {{"1月",
          sheet({{"日期", "门店", "产品", "数量", "金额"}, {"2026-01-01", "S1", "P1", "1", "3"}})},
         {"2月",
          sheet({{"日期", "门店", "产品", "数量", "金额"},
                 {"2026-02-01", "S1", "P1", "2", "6"},
                 {"2026-02-02", "S1", "P9", "2", "6"}})},
         {"备注", sheet({{"说明"}, {"随便写写"}})}});
    auto one = request("sell-out", bytes);

    const auto first = run(one);
    one.reading.sheet = std::string(kAllSheets);
    const auto all = run(one);

    EXPECT_EQ(first.rows_added, 1);
    EXPECT_THAT(remarks(first), ElementsAre("sheets_not_read 2 2月、备注 "));
    EXPECT_EQ(all.rows_unchanged, 1);
    EXPECT_EQ(all.rows_added, 1);
    EXPECT_THAT(codes(all), ElementsAre("2月!C3 unknown_product"));
    EXPECT_THAT(remarks(all), ElementsAre("sheets_read 2 1月、2月 ", "sheets_not_read 1 备注 "));
}

TEST_P(ImportReadingTest, HiddenRowsAreReadAndSaidSo) {
    import_company();
    auto rows = sheet({{"日期", "门店", "产品", "数量", "金额"},
                       {"2026-10-01", "S1", "P1", "1", "3"},
                       {"2026-10-02", "S1", "P1", "2", "6"}});
    rows.replace(rows.find("r=\"3\""), 5, "r=\"3\" hidden=\"1\"");

    const auto report = import("sell-out", testing::make_workbook(rows));

    EXPECT_EQ(report.rows_added, 2);
    ASSERT_EQ(report.remarks.size(), 1U);
    EXPECT_EQ(report.remarks[0].code, "hidden_rows");
    EXPECT_THAT(report.remarks[0].rows, ElementsAre(3));
}

TEST_P(ImportReadingTest, ACellShownAsAPercentageIsNoQuantityAndNoAmount) {
    import_company();
    auto rows = sheet({{"日期", "门店", "产品", "数量"}, {"2026-10-01", "S1", "P1"}});
    rows.insert(rows.rfind("</row>"), "<c r=\"D2\" s=\"3\"><v>3</v></c>");

    const auto report = import("sell-out", testing::make_workbook(rows));

    EXPECT_EQ(report.rows_added, 0);
    EXPECT_THAT(codes(report), ElementsAre("D2 share_for_amount"));
}

}  // namespace
}  // namespace bihuan::imports
