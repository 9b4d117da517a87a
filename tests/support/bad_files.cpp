#include "support/bad_files.h"

#include <cstddef>
#include <utility>

#include "support/workbooks.h"

namespace bihuan::testing {

namespace {

const std::string kHeader = "日期,门店,产品,数量\n";
const std::string kMagicOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

std::string small_workbook() {
    return make_workbook(inline_rows({{"日期", "数量"}, {"2026-10-01", "1"}}));
}

/// The workbook with one entry replaced, or added.
std::string with_entry(const std::string& name, std::string content) {
    auto entries = workbook_entries(inline_rows({{"日期"}}), "<si><t>x</t></si>");
    for (auto& entry : entries) {
        if (entry.name == name) {
            entry.content = std::move(content);
            return make_zip(entries);
        }
    }
    entries.push_back({name, std::move(content)});
    return make_zip(entries);
}

std::string without_entry(const std::string& name) {
    std::vector<ZipEntry> kept;
    for (auto& entry : workbook_entries(inline_rows({{"日期"}}))) {
        if (entry.name != name) kept.push_back(std::move(entry));
    }
    return make_zip(kept);
}

std::string repeat(const std::string& part, std::size_t times) {
    std::string text;
    text.reserve(part.size() * times);
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
}

std::string utf16(const std::string& ascii) {
    std::string wide;
    for (const char c : ascii) {
        wide.push_back(c);
        wide.push_back('\0');
    }
    return wide;
}

std::string with_flipped_byte(std::string bytes, std::size_t at) {
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    return bytes;
}

std::vector<BadFile> not_tables() {
    const std::string padding(600, '\0');
    return {
        {"nothing", "", "empty_file"},
        {"only a mark", "\xEF\xBB\xBF", "empty_file"},
        {"only blanks", " \r\n\t\r\n", "empty_file"},
        {"old xls", kMagicOle + padding, "old_workbook"},
        {"password", kMagicOle + padding + utf16("EncryptedPackage"), "encrypted_file"},
        {"pdf", "%PDF-1.7\n", "binary_file"},
        {"png", "\x89PNG\r\n\x1A\n", "binary_file"},
        {"jpeg", "\xFF\xD8\xFF\xE0" + padding, "binary_file"},
        {"gif", "GIF89a" + padding, "binary_file"},
        {"gzip", "\x1F\x8B\x08" + padding, "binary_file"},
        {"7z", "7z\xBC\xAF\x27\x1C", "binary_file"},
        {"rar", "Rar!\x1A\x07", "binary_file"},
        {"rtf", "{\\rtf1\\ansi 日期}", "binary_file"},
        {"program",
         "\x7F"
         "ELF" +
             padding,
         "binary_file"},
        {"web page", "<!DOCTYPE html><html><table><tr><td>日期</td></tr></table>", "html_file"},
        {"table saved as xls", "\n <TABLE border=1><tr><td>1</td></tr></TABLE>", "html_file"},
        {"spreadsheet 2003", "<?xml version=\"1.0\"?><Workbook/>", "xml_workbook"},
    };
}

std::vector<BadFile> bad_texts() {
    return {
        {"ten million columns", std::string(10'000'000, ','), "too_many_columns"},
        {"open quote",
         kHeader + "2026-10-01,\"S1,P1,1\n" + repeat("x,y,z,1\n", 1000),
         "quote_not_closed"},
        {"open quote without end",
         kHeader + "\"" + std::string(20'000'000, 'x'),
         "quote_not_closed"},
        {"endless line", std::string(40'000'000, 'x'), "cell_too_long"},
        {"mark but not UTF-8", "\xEF\xBB\xBF" + kHeader + "\xB9\xA9,1\n", "invalid_bytes"},
        {"UTF-8 and GB18030 mixed", kHeader + "\xFF\xFF,S1,P1,1\n", "invalid_bytes"},
        {"odd UTF-16", "\xFF\xFE" + utf16("day,outlet\n1,2") + "x", "invalid_bytes"},
        {"lone surrogate",
         "\xFF\xFE" + utf16("day,outlet\n1,") + "\x01\xD8" + utf16("x\n"),
         "invalid_bytes"},
        {"text behind a quote", kHeader + "2026-10-01,\"S\"1,P1,1\n", "stray_quote"},
        {"NUL", kHeader + std::string("2026-10-01,S\0,P1,1\n", 19), "control_character"},
        {"long cell", kHeader + std::string(40'000, 'x') + ",S1,P1,1\n", "cell_too_long"},
        {"long quoted cell",
         kHeader + "\"" + std::string(40'000, 'x') + "\",S1,P1,1\n",
         "cell_too_long"},
    };
}

std::vector<BadFile> bad_archives() {
    const auto sound = small_workbook();
    auto many = workbook_entries(inline_rows({{"日期"}}));
    for (int i = 0; i < 10'001; ++i) many.push_back({"x" + std::to_string(i), "x"});
    const std::string doctype =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    const std::size_t first_data = sound.find("xl/worksheets") + 60;
    return {
        {"half a workbook", sound.substr(0, sound.size() / 2), "truncated_file"},
        {"four bytes", sound.substr(0, 4), "truncated_file"},
        {"without its last bytes", sound.substr(0, sound.size() - 8), "truncated_file"},
        {"one byte changed", with_flipped_byte(sound, first_data), "damaged_file"},
        {"empty archive", std::string("PK\x05\x06", 4) + std::string(18, '\0'), "not_a_workbook"},
        {"other archive", make_zip({{"a.txt", "hello"}}), "not_a_workbook"},
        {"document", make_zip({{"word/document.xml", "<x/>"}}), "not_a_workbook"},
        {"macros", with_entry("xl/vbaProject.bin", "macro"), "macro_workbook"},
        {"macros elsewhere", with_entry("custom/vbaProject.bin", "macro"), "macro_workbook"},
        {"xlsb", with_entry("xl/workbook.bin", "x"), "wide_binary_workbook"},
        {"too many entries", make_zip(many), "zip_bomb"},
        {"bomb in the sheet",
         make_workbook("<sheetData>" + std::string(80'000'000, ' ') + "</sheetData>"),
         "zip_bomb"},
        {"bomb in the strings",
         with_entry("xl/sharedStrings.xml", "<sst>" + std::string(80'000'000, ' ') + "</sst>"),
         "zip_bomb"},
        {"bomb in the styles",
         with_entry("xl/styles.xml", std::string(20'000'000, ' ')),
         "zip_bomb"},
        {"entities in the sheet",
         with_entry("xl/worksheets/sheet1.xml", doctype + "<x>&b;</x>"),
         "document_type"},
        {"entities in the strings",
         with_entry("xl/sharedStrings.xml", doctype + "<x>&b;</x>"),
         "document_type"},
        {"entities in the workbook",
         with_entry("xl/workbook.xml", doctype + "<x/>"),
         "document_type"},
        {"no relations", without_entry("xl/_rels/workbook.xml.rels"), "damaged_file"},
        {"no sheet", without_entry("xl/worksheets/sheet1.xml"), "damaged_file"},
        {"no workbook", without_entry("xl/workbook.xml"), "not_a_workbook"},
        {"no sheets named",
         with_entry("xl/workbook.xml", "<workbook><sheets/></workbook>"),
         "not_a_workbook"},
    };
}

std::vector<BadFile> bad_sheets() {
    const auto sheet = [](const std::string& rows) {
        return make_workbook("<sheetData>" + rows + "</sheetData>");
    };
    std::string wide = "<row r=\"1\">";
    for (int i = 0; i < 2000; ++i) wide += "<c><v>1</v></c>";
    wide += "</row>";
    return {
        {"XML cut off", make_workbook("<sheetData><row r=\"1\">"), "damaged_file"},
        {"not XML", with_entry("xl/worksheets/sheet1.xml", "hello"), "damaged_file"},
        {"deep nesting", sheet(repeat("<a>", 100'000)), "damaged_file"},
        {"endless tag",
         sheet("<a " + repeat("x='12345678' ", 1) + std::string(6'000'000, 'y')),
         "damaged_file"},
        {"rows backwards", sheet("<row r=\"2\"/><row r=\"1\"/>"), "damaged_file"},
        {"rows beyond Excel's", sheet("<row r=\"99999999\"/>"), "too_many_rows"},
        {"row number overflow", sheet("<row r=\"99999999999999999999\"/>"), "damaged_file"},
        {"cell out of its row",
         sheet("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>"),
         "damaged_file"},
        {"cell reference rubbish",
         sheet("<row r=\"1\"><c r=\"??\"><v>1</v></c></row>"),
         "damaged_file"},
        {"string that is not there",
         sheet("<row r=\"1\"><c t=\"s\"><v>5</v></c></row>"),
         "damaged_file"},
        {"string with a negative number",
         sheet("<row r=\"1\"><c t=\"s\"><v>-1</v></c></row>"),
         "damaged_file"},
        {"two thousand columns", sheet(wide), "too_many_columns"},
        {"long cell", make_workbook(inline_rows({{std::string(40'000, 'x')}})), "cell_too_long"},
        {"merged cells",
         make_workbook(inline_rows({{"a", "b"}, {"1", "2"}, {"", "3"}}) +
                       "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>"),
         "merged_cell"},
        {"merges without end",
         make_workbook("<sheetData/><mergeCells>" + repeat("<mergeCell ref=\"A1:B2\"/>", 100'002) +
                       "</mergeCells>"),
         "merged_cell"},
    };
}

}  // namespace

std::vector<BadFile> bad_files() {
    std::vector<BadFile> files;
    for (auto group : {not_tables(), bad_texts(), bad_archives(), bad_sheets()}) {
        for (auto& file : group) files.push_back(std::move(file));
    }
    return files;
}

}  // namespace bihuan::testing
