#include "platform/files/xlsx_cell.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "platform/files/cell_values.h"

namespace bihuan::files {

namespace {

std::optional<double> to_double(std::string_view text) {
    double value = 0;
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

bool is_short_plain_number(std::string_view raw) {
    constexpr std::size_t kExactDigits = 15;
    return raw.size() <= kExactDigits && std::all_of(raw.begin(), raw.end(), [](char c) {
               return (c >= '0' && c <= '9') || c == '.' || c == '-';
           });
}

}  // namespace

std::optional<CellReference> parse_reference(std::string_view text) {
    constexpr std::size_t kMostLetters = 3;
    constexpr std::size_t kMostDigits = 7;
    std::size_t column = 0;
    std::size_t letters = 0;
    std::int64_t row = 0;
    std::size_t digits = 0;
    for (const char c : text) {
        if (c == '$') continue;
        if (c >= 'A' && c <= 'Z' && digits == 0) {
            column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
            ++letters;
        } else if (c >= '0' && c <= '9' && letters > 0) {
            row = row * 10 + (c - '0');
            ++digits;
        } else {
            return std::nullopt;
        }
        if (letters > kMostLetters || digits > kMostDigits) return std::nullopt;
    }
    if (digits == 0 || row == 0) return std::nullopt;
    return CellReference{.row = row, .column = column - 1};
}

void append_number(std::string_view raw, std::string& out) {
    if (is_short_plain_number(raw)) {
        out += raw;
        return;
    }
    const auto value = to_double(raw);
    if (!value) {
        out += raw;
        return;
    }
    constexpr double kExactWhole = 1e21;
    const bool whole = std::abs(*value) < kExactWhole && std::floor(*value) == *value;
    if (whole) {
        fmt::format_to(std::back_inserter(out), "{:.0f}", *value);
    } else {
        fmt::format_to(std::back_inserter(out), "{:.15g}", *value);
    }
}

void append_day(std::string_view raw, bool from_1904, std::string& out) {
    constexpr double kSeconds = 86'400;
    const auto serial = to_double(raw);
    if (!serial || *serial < 0) {
        append_number(raw, out);
        return;
    }
    auto whole = std::floor(*serial);
    auto seconds = std::round((*serial - whole) * kSeconds);
    if (seconds == kSeconds) {
        ++whole;
        seconds = 0;
    }
    const bool time_alone = whole == 0 && seconds > 0;
    const auto day = day_of_serial(whole, from_1904);
    if (!day && !time_alone) {
        append_number(raw, out);
        return;
    }
    if (!time_alone) out += to_string(*day);
    if (seconds == 0) return;
    const auto second = static_cast<int>(seconds);
    fmt::format_to(std::back_inserter(out),
                   "{}{:02}:{:02}:{:02}",
                   time_alone ? "" : " ",
                   second / 3600,
                   second / 60 % 60,
                   second % 60);
}

}  // namespace bihuan::files
