#include "platform/files/header_match.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/workbooks.h"

namespace bihuan::files {
namespace {

const std::vector<KnownColumn> kColumns{
    {.name = "day", .required = true, .synonyms = {"日期", "销售日期", "date"}},
    {.name = "outlet", .required = true, .synonyms = {"门店编码", "客户编码", "outlet code"}},
    {.name = "value", .required = false, .synonyms = {"销售额", "金额", "amount"}}};

Result<HeaderMatch> find(const std::string& csv, const HeaderChoice& choice = {}) {
    const auto reader = open_table_bytes(csv).value();
    return find_header(*reader, kColumns, choice);
}

TEST(HeaderKey, DropsCaseSpacesPunctuationAndBrackets) {
    EXPECT_EQ(header_key(" Outlet_Code *"), "outletcode");
    EXPECT_EQ(header_key("销售额（万元）"), "销售额");
    EXPECT_EQ(header_key("日　期"), "日期");
    EXPECT_EQ(header_key("ＤＡＴＥ"), "date");
    EXPECT_EQ(header_key("【销售日期】"), "");
}

TEST(FindHeader, KnowsSynonymsInBothLanguages) {
    const auto match = find("门店编码,Notes,销售日期,销售额(万元)\nS1,x,2026-10-01,3\n").value();

    EXPECT_EQ(match.row, 1);
    EXPECT_EQ(match.matched[0]->column, 2U);
    EXPECT_EQ(match.matched[1]->column, 0U);
    EXPECT_EQ(match.matched[2]->scale, 10'000);
    EXPECT_EQ(match.matched[2]->unit, "万元");
    EXPECT_EQ(match.unknown, (std::vector<std::size_t>{1}));
}

TEST(FindHeader, PrefersTheEarlierSynonym) {
    const auto match = find("客户编码,门店编码,日期\n").value();

    EXPECT_EQ(match.matched[1]->column, 1U);
    EXPECT_EQ(match.unknown, (std::vector<std::size_t>{0}));
}

TEST(FindHeader, LooksBelowTitles) {
    EXPECT_EQ(find("2026年10月销售明细,,\n\n制表：张三,,\nDate,Outlet Code,Amount\n").value().row,
              4);
}

TEST(FindHeader, LetsAPersonChoose) {
    const auto match = find("when,shop\n", {{"day", "when"}, {"outlet", "shop"}}).value();

    EXPECT_EQ(match.matched[0]->column, 0U);
    EXPECT_EQ(match.matched[1]->column, 1U);
    EXPECT_EQ(find("date,客户编码\n", {{"value", "nowhere"}}).error().front().code,
              "unknown_choice");
}

TEST(FindHeader, LetsAPersonLeaveAColumnOut) {
    const auto match = find("date,客户编码,金额\n", {{"value", ""}}).value();

    EXPECT_FALSE(match.matched[2].has_value());
}

TEST(FindHeader, SaysWhatIsMissingOrDouble) {
    EXPECT_EQ(find("日期,金额\n2026-10-01,1\n").error().front().code, "missing_column");
    EXPECT_EQ(find("日期,金额\n2026-10-01,1\n").error().front().found, "outlet");
    EXPECT_EQ(find("日期,门店编码,日期\n").error().front().code, "duplicate_column");
    EXPECT_EQ(find("1,2\n3,4\n").error().front().code, "no_header");
}

TEST(FindHeader, OfAWorkbookNamesTheSheetsThatWereNotLookedAt) {
    const auto reader = open_table_bytes(
        testing::workbook_of_sheets({{"说明", testing::inline_rows({{"填表说明"}, {"请勿修改"}})},
                                     {"1月", testing::inline_rows({{"日期", "门店编码"}})},
                                     {"2月", testing::inline_rows({{"日期", "门店编码"}})}}));
    const auto refused = find_header(**reader, kColumns);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, "no_header_in_sheet");
    EXPECT_EQ(refused.error().front().found, "1月, 2月");
}

}  // namespace
}  // namespace bihuan::files
