#include "support/workbooks.h"

#include <cstddef>
#include <cstdlib>

#include <fmt/format.h>
#include <unicode/unistr.h>
#include <zip.h>

#include "base/error.h"
#include "platform/files/place.h"

namespace bihuan::testing {

namespace {

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
constexpr std::string_view kMain =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr std::string_view kRelationType =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relations(const std::vector<std::pair<std::string, std::string>>& targets) {
    std::string xml = fmt::format(
        "{}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        kXml);
    int id = 0;
    for (const auto& [type, target] : targets) {
        xml += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}{}\" Target=\"{}\"/>",
                           ++id,
                           kRelationType,
                           type,
                           target);
    }
    return xml + "</Relationships>";
}

std::string escape(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '<') {
            escaped += "&lt;";
        } else if (c == '&') {
            escaped += "&amp;";
        } else {
            escaped += c;
        }
    }
    return escaped;
}

}  // namespace

std::string make_zip(const std::vector<ZipEntry>& entries) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    BIHUAN_CHECK(source != nullptr);
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
    BIHUAN_CHECK(archive != nullptr);
    for (const auto& entry : entries) {
        auto* content =
            zip_source_buffer(archive, entry.content.data(), entry.content.size(), /*freep=*/0);
        BIHUAN_CHECK(zip_file_add(archive, entry.name.c_str(), content, ZIP_FL_OVERWRITE) >= 0);
    }
    BIHUAN_CHECK(zip_close(archive) == 0);
    BIHUAN_CHECK(zip_source_open(source) == 0);
    zip_source_seek(source, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(source)), '\0');
    zip_source_seek(source, 0, SEEK_SET);
    BIHUAN_CHECK(zip_source_read(source, bytes.data(), bytes.size()) ==
                 static_cast<zip_int64_t>(bytes.size()));
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

std::vector<ZipEntry> workbook_entries(const std::string& sheet_xml,
                                       const std::string& strings_xml,
                                       bool from_1904) {
    std::vector<ZipEntry> entries{
        {"_rels/.rels", relations({{"officeDocument", "xl/workbook.xml"}})},
        {"xl/workbook.xml",
         fmt::format("{}<workbook {}><workbookPr date1904=\"{}\"/><sheets><sheet name=\"Data\" "
                     "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                     kXml,
                     kMain,
                     from_1904 ? 1 : 0)},
        {"xl/_rels/workbook.xml.rels",
         relations({{"worksheet", "worksheets/sheet1.xml"},
                    {"styles", "styles.xml"},
                    {"sharedStrings", "sharedStrings.xml"}})},
        {"xl/styles.xml",
         fmt::format("{}<styleSheet {}><numFmts count=\"1\"><numFmt numFmtId=\"176\" "
                     "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>"
                     "<cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/>"
                     "<xf numFmtId=\"49\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>",
                     kXml,
                     kMain)},
        {"xl/worksheets/sheet1.xml",
         fmt::format("{}<worksheet {}>{}</worksheet>", kXml, kMain, sheet_xml)}};
    if (!strings_xml.empty()) {
        entries.push_back(
            {"xl/sharedStrings.xml", fmt::format("{}<sst {}>{}</sst>", kXml, kMain, strings_xml)});
    }
    return entries;
}

std::string make_workbook(const std::string& sheet_xml,
                          const std::string& strings_xml,
                          bool from_1904) {
    return make_zip(workbook_entries(sheet_xml, strings_xml, from_1904));
}

std::string workbook_of_sheets(const std::vector<std::pair<std::string, std::string>>& sheets,
                               const std::string& hidden) {
    auto entries = workbook_entries("");
    std::string list;
    std::vector<std::pair<std::string, std::string>> targets;
    entries.pop_back();
    for (std::size_t i = 1; i <= sheets.size(); ++i) {
        const auto& [name, xml] = sheets[i - 1];
        list += fmt::format("<sheet name=\"{}\" sheetId=\"{}\"{} r:id=\"rId{}\"/>",
                            name,
                            i,
                            name == hidden ? " state=\"hidden\"" : "",
                            i);
        targets.emplace_back("worksheet", fmt::format("worksheets/sheet{}.xml", i));
        entries.push_back({fmt::format("xl/worksheets/sheet{}.xml", i),
                           fmt::format("{}<worksheet {}>{}</worksheet>", kXml, kMain, xml)});
    }
    targets.emplace_back("styles", "styles.xml");
    for (auto& entry : entries) {
        if (entry.name == "xl/workbook.xml")
            entry.content =
                fmt::format("{}<workbook {}><sheets>{}</sheets></workbook>", kXml, kMain, list);
        if (entry.name == "xl/_rels/workbook.xml.rels") entry.content = relations(targets);
    }
    return make_zip(entries);
}

std::string inline_rows(const std::vector<std::vector<std::string>>& rows) {
    std::string xml = "<sheetData>";
    for (std::size_t row = 0; row < rows.size(); ++row) {
        xml += fmt::format("<row r=\"{}\">", row + 1);
        for (std::size_t column = 0; column < rows[row].size(); ++column) {
            xml += fmt::format("<c r=\"{}{}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
                               files::column_letters(column),
                               row + 1,
                               escape(rows[row][column]));
        }
        xml += "</row>";
    }
    return xml + "</sheetData>";
}

std::string encode(std::string_view utf8, const char* encoding) {
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    std::string bytes(utf8.size() * 4, '\0');
    const auto length = text.extract(
        0, text.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()), encoding);
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}

}  // namespace bihuan::testing
