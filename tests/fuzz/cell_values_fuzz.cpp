#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.h"
#include "platform/files/cell_values.h"
#include "platform/files/header_match.h"
#include "platform/files/text.h"

using namespace bihuan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

/// Any text as any value; what is read can be written and read again.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(bytes, bytes + size);
    if (const auto number = files::parse_number(text)) BIHUAN_CHECK(!std::isnan(*number));
    if (const auto whole = files::parse_whole(text)) {
        BIHUAN_CHECK(files::parse_whole(std::to_string(*whole)).value() == *whole);
    }
    if (const auto money = files::parse_decimal(text, 2)) BIHUAN_CHECK(*money != INT64_MIN);
    if (const auto day = files::parse_day(text)) {
        BIHUAN_CHECK(files::parse_day(to_string(*day)).value() == *day);
    }
    if (const auto month = files::parse_month(text)) {
        BIHUAN_CHECK(files::parse_month(to_string(*month)).value() == *month);
    }
    if (const auto share = files::parse_share(text)) BIHUAN_CHECK(*share >= 0 && *share <= 1);
    static_cast<void>(files::parse_flag(text));
    static_cast<void>(files::parse_multiple(text, 24));
    static_cast<void>(files::header_key(text));
    std::string scratch;
    static_cast<void>(files::normalise_code(text, scratch));
    BIHUAN_CHECK(files::is_valid_utf8(files::normalise(text)));
    return 0;
}
