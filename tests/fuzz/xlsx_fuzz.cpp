#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.h"
#include "platform/files/table_reader.h"
#include "support/workbooks.h"

using namespace bihuan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

void read(std::string bytes) {
    auto opened = files::open_table_bytes(std::move(bytes), {.max_inflated = 16U << 20U});
    if (!opened) return;
    std::int64_t before = 0;
    while (const auto row = (*opened)->next()) {
        BIHUAN_CHECK(row->number > before);
        BIHUAN_CHECK(row->cells.size() <= files::kMaxColumns);
        before = row->number;
    }
}

/// The sound workbook with one of its parts replaced.
void read_with(const std::string& part, const std::string& content) {
    auto entries = testing::workbook_entries(
        "<sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>46296</v></c></row></sheetData>",
        "<si><t>a</t></si>");
    for (auto& entry : entries) {
        if (entry.name == part) entry.content = content;
    }
    read(testing::make_zip(entries));
}

}  // namespace

/// The first byte chooses: a raw archive, rows within a sound sheet, or a whole part.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const std::string rest(bytes + 1, bytes + size);
    switch (*bytes % 7) {
        case 0:
            read("PK\x03\x04" + rest);
            break;
        case 1:
            read_with("xl/worksheets/sheet1.xml", rest);
            break;
        case 2:
            read_with("xl/sharedStrings.xml", rest);
            break;
        case 3:
            read_with("xl/styles.xml", rest);
            break;
        case 4:
            read_with("xl/workbook.xml", rest);
            break;
        case 5:
            read_with("xl/_rels/workbook.xml.rels", rest);
            break;
        default:
            read(testing::make_workbook("<sheetData>" + rest + "</sheetData>"));
    }
    return 0;
}
