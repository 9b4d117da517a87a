#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Archives and workbooks written byte for byte, sound or broken on purpose.
namespace bihuan::testing {

struct ZipEntry {
    std::string name;
    std::string content;
};

/// A zip archive of the entries, deflated.
std::string make_zip(const std::vector<ZipEntry>& entries);

/// The entries of a workbook with one sheet whose <sheetData> and what follows is `sheet_xml`.
std::vector<ZipEntry> workbook_entries(const std::string& sheet_xml,
                                       const std::string& strings_xml = {},
                                       bool from_1904 = false);

/// A sound workbook around that sheet. Cell style 1 shows days, style 2 text, style 3 percent.
std::string make_workbook(const std::string& sheet_xml,
                          const std::string& strings_xml = {},
                          bool from_1904 = false);

/// A sound workbook of several sheets: names with what make_workbook takes. One of them may be
/// hidden.
std::string workbook_of_sheets(const std::vector<std::pair<std::string, std::string>>& sheets,
                               const std::string& hidden = {});

/// <sheetData> of rows of inline strings, from row 1.
std::string inline_rows(const std::vector<std::vector<std::string>>& rows);

/// Text in the encoding of that ICU name, "GB18030" or "UTF-16LE" (without mark).
std::string encode(std::string_view utf8, const char* encoding);

}  // namespace bihuan::testing
