#include "platform/files/table_writer.h"

#include <fmt/format.h>

#include "base/error.h"

namespace bihuan::files {

std::string decimal_text(std::int64_t value, int decimals) {
    BIHUAN_CHECK(decimals >= 0 && decimals <= 9);
    if (decimals == 0) return fmt::to_string(value);
    auto digits = fmt::format(
        "{:0{}}",
        value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value),
        decimals + 1);
    digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, '.');
    return value < 0 ? "-" + digits : digits;
}

}  // namespace bihuan::files
