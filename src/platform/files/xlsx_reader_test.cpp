#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "platform/files/table_reader.h"
#include "platform/files/xlsx_cell.h"
#include "platform/files/xlsx_parts.h"
#include "support/workbooks.h"

namespace bihuan::files {
namespace {

using Row = std::vector<std::string>;

struct Reading {
    std::vector<Row> rows;
    std::vector<std::int64_t> numbers;
    Issues row_issues;
    Issues issues;
};

Reading read(const std::string& bytes) {
    Reading result;
    const auto reader = open_table_bytes(bytes).value();
    while (const auto row = reader->next()) {
        result.rows.emplace_back(row->cells.begin(), row->cells.end());
        result.numbers.push_back(row->number);
        result.row_issues.insert(result.row_issues.end(), row->issues.begin(), row->issues.end());
    }
    result.issues = reader->issues();
    return result;
}

Reading read_sheet(const std::string& sheet, const std::string& strings = {}) {
    return read(testing::make_workbook(sheet, strings));
}

TEST(XlsxReader, ReadsEveryKindOfCell) {
    const auto reading = read_sheet(
        R"(<sheetData><row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>in</t>)"
        R"(<rPh sb="0" eb="1"><t>phonetic</t></rPh><t>line</t></is></c><c r="C1" t="b"><v>1</v></c>)"
        R"(<c r="D1" t="e"><v>#N/A</v></c><c r="E1"><f>1+1</f><v>2</v></c><c r="F1"><f>1+1</f></c>)"
        R"(<c r="G1" t="str"><f>"a"</f><v>a</v></c><c r="H1" t="d"><v>2026-10-01</v></c></row>)"
        R"(</sheetData>)",
        "<si><t>zero</t></si><si><r><t>门</t></r><r><t>店</t></r><rPh><t>mendian</t></rPh></si>");

    EXPECT_EQ(reading.rows[0],
              (Row{"门店", "inline", "TRUE", "#N/A", "2", "=1+1", "a", "2026-10-01"}));
}

TEST(XlsxReader, KeepsMissingCellsAndRowNumbers) {
    const auto reading = read_sheet(
        R"(<sheetData><row r="2"><c r="C2"><v>3</v></c><c><v>4</v></c></row><row r="3"/>)"
        R"(<row r="9"><c r="A9" s="1"/><c r="B9"><v>5</v></c></row></sheetData>)");

    EXPECT_EQ(reading.numbers, (std::vector<std::int64_t>{2, 9}));
    EXPECT_EQ(reading.rows[0], (Row{"", "", "3", "4"}));
    EXPECT_EQ(reading.rows[1], (Row{"", "5"}));
}

TEST(XlsxReader, ShowsDaysByTheirFormat) {
    const std::string cells =
        R"(<sheetData><row r="1"><c r="A1" s="1"><v>46296</v></c><c r="B1" s="1"><v>46296.5</v></c>)"
        R"(<c r="C1"><v>46296</v></c><c r="D1" s="1"><v>0.25</v></c><c r="E1" s="1"><v>-1</v></c>)"
        R"(</row></sheetData>)";

    EXPECT_EQ(read_sheet(cells).rows[0],
              (Row{"2026-10-01", "2026-10-01 12:00:00", "46296", "06:00:00", "-1"}));
    EXPECT_EQ(read(testing::make_workbook(cells, {}, /*from_1904=*/true)).rows[0][0], "2030-10-02");
}

TEST(XlsxReader, CountsDaysFrom1904WhateverExtensionsAdd) {
    auto entries = testing::workbook_entries(
        R"(<sheetData><row r="1"><c r="A1" s="1"><v>44834</v></c></row></sheetData>)", {}, true);
    for (auto& entry : entries) {
        const auto end = entry.content.find("</workbook>");
        if (end == std::string::npos) continue;
        entry.content.insert(end,
                             R"(<extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}">)"
                             R"(<x15:workbookPr xmlns:x15="urn:x15" chartTrackingRefBase="1"/>)"
                             R"(<workbookPr xmlns="urn:x15" date1904="0"/></ext></extLst>)");
    }
    EXPECT_EQ(read(testing::make_zip(entries)).rows[0][0], "2026-10-01");
}

TEST(XlsxReader, TakesNoExtensionsElementForACell) {
    const auto reading = read_sheet(
        R"(<sheetData><row r="1"><c r="A1"><v>1</v></c><x:c xmlns:x="urn:x" r="B1"><v>2</v></x:c>)"
        R"(<c r="C1"><v>3</v></c></row></sheetData><extLst><ext><xm:f xmlns:xm="urn:m">A1</xm:f>)"
        R"(</ext></extLst>)");
    EXPECT_EQ(reading.rows[0], (Row{"1", "", "3"}));
    EXPECT_TRUE(reading.issues.empty());
}

TEST(XlsxReader, ShowsNothingWhereAFormulaGivesTheEmptyText) {
    const auto reading = read_sheet(
        R"(<sheetData><row r="1"><c r="A1" t="str"><f>IF(B9="","",B9)</f><v></v></c>)"
        R"(<c r="B1" t="str"><f>IF(B9="","",B9)</f><v/></c><c r="C1" t="str"><f>""</f></c>)"
        R"(<c r="D1"><v>1</v></c><c r="E1"><f>B9</f><v></v></c></row>)"
        R"(<row r="2"><c r="A2" t="str"><f>""</f><v></v></c></row></sheetData>)");
    ASSERT_EQ(reading.rows.size(), 1U);
    EXPECT_EQ(reading.rows[0], (Row{"", "", "", "1", "=B9"}));
}

TEST(XlsxReader, TakesTheTextInLineWhenAValueStandsBesideIt) {
    const auto reading = read_sheet(
        R"(<sheetData><row r="1"><c r="A1" t="inlineStr"><v>7</v><is><t>门店</t></is></c>)"
        R"(<c r="B1" t="inlineStr"><v>only</v></c><c r="C1"><is><t>untyped</t></is></c>)"
        R"(<c r="D1"><v>8</v><is><t>beside</t></is></c></row></sheetData>)");
    EXPECT_EQ(reading.rows[0], (Row{"门店", "only", "untyped", "8"}));
}

TEST(XlsxReader, DecodesTheSignsThatXmlCannotHold) {
    const auto reading = read_sheet(
        R"(<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>)"
        R"(1001_x000D_</t></is></c><c r="C1" t="str"><f>A1</f><v>_x005F_x000D_</v></c>)"
        R"(<c r="D1" t="s"><v>1</v></c><c r="E1" t="s"><v>2</v></c></row></sheetData>)",
        "<si><t>日期_x000D_\n</t></si><si><t>_xD83D__xDE00_x_x0041_</t></si><si><t>_x00G0_</t></"
        "si>");
    EXPECT_EQ(reading.rows[0], (Row{"日期\r\n", "1001\r", "_x000D_", "😀xA", "_x00G0_"}));
}

TEST(XlsxReader, ReadsReferencesInLowerCase) {
    const auto reading = read_sheet(
        R"(<sheetData><row r="1"><c r="a1"><v>1</v></c><c r="c1"><v>3</v></c></row></sheetData>)");
    EXPECT_EQ(reading.rows[0], (Row{"1", "", "3"}));
}

/// The archive with two bytes changed at an offset of each entry's own header.
std::string with_local_header(std::string bytes, std::size_t offset, const std::string& value) {
    const std::string mark("PK\x03\x04");
    for (auto at = bytes.find(mark); at != std::string::npos; at = bytes.find(mark, at + 1))
        bytes.replace(at + offset, value.size(), value);
    return bytes;
}

TEST(XlsxReader, ReadsArchivesWhoseOwnHeadersDifferInVersionAndTime) {
    const auto bytes = testing::make_workbook(testing::inline_rows({{"门店"}}));
    constexpr std::size_t kVersion = 4;
    constexpr std::size_t kTime = 10;
    EXPECT_EQ(read(with_local_header(bytes, kVersion, std::string("\x2D\0", 2))).rows[0],
              Row{"门店"});
    EXPECT_EQ(read(with_local_header(bytes, kTime, "\x21\x43")).rows[0], Row{"门店"});
}

TEST(XlsxReader, ReadsEntriesNamedWithBackslashes) {
    auto entries = testing::workbook_entries(testing::inline_rows({{"门店"}}));
    for (auto& entry : entries) std::replace(entry.name.begin(), entry.name.end(), '/', '\\');
    EXPECT_EQ(read(testing::make_zip(entries)).rows[0], Row{"门店"});
}

TEST(XlsxReader, ReportsDataUnderMergedCells) {
    const auto reading = read_sheet(
        R"(<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c>)"
        R"(</row><row r="3"><c r="B3"><v>1</v></c></row><row r="4"><c r="B4"><v>1</v></c></row>)"
        R"(</sheetData><mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="A1:C1"/>)"
        R"(</mergeCells>)");

    ASSERT_EQ(reading.row_issues.size(), 2U);
    EXPECT_EQ(reading.row_issues[0].field, "/1/B");
    EXPECT_EQ(reading.row_issues[1].code, "merged_cell");
    EXPECT_EQ(reading.row_issues[1].field, "/3/A");
}

TEST(XlsxReader, ReadsMoreRowsThanOneBatchHolds) {
    std::vector<Row> rows;
    for (int i = 0; i < 5000; ++i) rows.push_back({"门店" + std::to_string(i), "数量"});

    EXPECT_EQ(read_sheet(testing::inline_rows(rows)).rows, rows);
}

TEST(XlsxReader, StopsAtUnsoundSheets) {
    const auto code = [](const std::string& sheet) {
        const auto reading = read_sheet(sheet);
        return reading.issues.empty() ? "" : reading.issues.front().code;
    };
    const std::string row = R"(<row r="2"><c r="A2"><v>1</v></c></row>)";
    EXPECT_EQ(code("<sheetData>" + row + row + "</sheetData>"), "damaged_file");
    EXPECT_EQ(code(R"(<sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData>)"),
              "damaged_file");
    EXPECT_EQ(code(R"(<sheetData><row r="1048577"/></sheetData>)"), "too_many_rows");
    EXPECT_EQ(code(R"(<sheetData><row r="1"><c r="AMK1"><v>1</v></c></row></sheetData>)"),
              "too_many_columns");
    EXPECT_EQ(code("<sheetData><row>"), "damaged_file");
}

TEST(XlsxReader, ChoosesTheSheetByName) {
    const auto bytes = testing::make_workbook(testing::inline_rows({{"a"}}));

    EXPECT_EQ(open_table_bytes(bytes, {.sheet = "Data"}).value()->format().sheet, "Data");
    EXPECT_EQ(open_table_bytes(bytes, {.sheet = "Other"}).error().front().code, "missing_sheet");
}

TEST(XlsxReader, RefusesNamesOfSheetsThatNoProgramWrites) {
    const auto named = [](std::size_t letters) {
        return open_table_bytes(testing::workbook_of_sheets(
            {{std::string(letters, 'n'), testing::inline_rows({{"a"}})}}));
    };
    EXPECT_TRUE(named(200));
    EXPECT_EQ(named(10'000).error().front().code, "long_sheet_name");
}

TEST(XlsxReader, ReadsTheFirstSheetThatIsNotEmpty) {
    const std::string styled = R"(<sheetData><row r="1"><c r="A1" s="1"/></row></sheetData>)";
    const auto bytes = testing::workbook_of_sheets(
        {{"Sheet1", ""}, {"Sheet2", styled}, {"销量", testing::inline_rows({{"a"}})}});

    EXPECT_EQ(open_table_bytes(bytes).value()->format().sheet, "销量");
    EXPECT_EQ(open_table_bytes(bytes, {.sheet = "Sheet1"}).value()->format().sheet, "Sheet1");
    const auto empty = testing::workbook_of_sheets({{"Sheet1", ""}, {"Sheet2", styled}});
    EXPECT_EQ(open_table_bytes(empty).value()->format().sheet, "Sheet1");
}

TEST(XlsxReader, GivesItsOtherSheetsWithoutOpeningTheFileAnew) {
    auto reader =
        open_table_bytes(testing::workbook_of_sheets({{"1月", testing::inline_rows({{"a"}})},
                                                      {"2月", testing::inline_rows({{"b"}})}}))
            .value();
    const auto other = reader->open_sheet("2月").value();
    const auto missing = reader->open_sheet("3月");
    const auto plain = open_table_bytes("a,b\n").value()->open_sheet("");

    EXPECT_EQ(reader->next()->cell(0), "a") << "the sheet at hand goes on";
    reader.reset();
    EXPECT_EQ(other->next()->cell(0), "b") << "each lives by itself";
    EXPECT_EQ(other->format().sheet, "2月");
    EXPECT_EQ(missing.error().front().code, "missing_sheet");
    EXPECT_EQ(plain.error().front().code, "missing_sheet");
}

TEST(CellReference, IsStrict) {
    EXPECT_EQ(parse_reference("$AB$12")->column, 27U);
    EXPECT_EQ(parse_reference("B12")->row, 12);
    EXPECT_EQ(parse_reference("ab12")->column, 27U);
    EXPECT_FALSE(parse_reference("12"));
    EXPECT_FALSE(parse_reference("B"));
    EXPECT_FALSE(parse_reference("AAAA1"));
    EXPECT_FALSE(parse_reference("A99999999"));
    EXPECT_FALSE(parse_reference("A0"));
    EXPECT_FALSE(parse_reference(""));
}

}  // namespace
}  // namespace bihuan::files
