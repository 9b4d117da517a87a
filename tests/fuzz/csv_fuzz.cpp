#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.h"
#include "platform/files/header_match.h"
#include "platform/files/table_reader.h"

using namespace bihuan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

/// Any bytes as a file: read to the end, with rising row numbers and no more than the caps allow.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(bytes, bytes + size);
    auto opened = files::open_table_bytes(text);
    if (!opened) return 0;
    std::int64_t before = 0;
    while (const auto row = (*opened)->next()) {
        BIHUAN_CHECK(row->number > before);
        BIHUAN_CHECK(row->cells.size() <= files::kMaxColumns);
        before = row->number;
    }
    const auto again = files::open_table_bytes(text);
    const auto match = files::find_header(
        **again,
        std::vector<files::KnownColumn>{{"day", true, {"日期"}}, {"quantity", false, {"数量"}}});
    BIHUAN_CHECK(match || !match.error().empty());
    return 0;
}
