#include "platform/files/xlsx_cell.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <unicode/unistr.h>

#include "platform/files/cell_values.h"
#include "platform/files/number_format.h"

namespace bihuan::files {

namespace {

std::optional<double> to_double(std::string_view text) {
    double value = 0;
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// The four digits of "_xHHHH_" at the front; none for anything else.
std::optional<char16_t> escaped_unit(std::string_view text) {
    constexpr std::size_t kLength = 7;
    constexpr int kHexadecimal = 16;
    if (text.size() < kLength || !text.starts_with("_x") || text[kLength - 1] != '_')
        return std::nullopt;
    std::uint16_t unit = 0;
    const auto digits = text.substr(2, 4);
    const auto* end = digits.data() + digits.size();
    const auto result = std::from_chars(digits.data(), end, unit, kHexadecimal);
    if (result.ec != std::errc{} || result.ptr != end) return std::nullopt;
    return static_cast<char16_t>(unit);
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
        const char letter = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (letter >= 'A' && letter <= 'Z' && digits == 0) {
            column = column * 26 + static_cast<std::size_t>(letter - 'A' + 1);
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

void decode_escapes(std::string& text, std::size_t from) {
    constexpr std::size_t kLength = 7;
    auto found = text.find("_x", from);
    const auto begin = from;
    std::string decoded;
    icu::UnicodeString units;  // two of them make one sign beyond the first plane
    while (found != std::string::npos) {
        const auto unit = escaped_unit(std::string_view(text).substr(found));
        const auto end = found + (unit ? kLength : 2);
        if (unit) {
            decoded.append(text, from, found - from);
            units.append(*unit);
            if (!escaped_unit(std::string_view(text).substr(end))) {
                units.toUTF8String(decoded);
                units.remove();
            }
            from = end;
        }
        found = text.find("_x", end);
    }
    if (from == begin) return;
    decoded.append(text, from);
    text.replace(begin, std::string::npos, decoded);
}

void keep_from_decoding(std::string& text) {
    constexpr std::string_view kUnderscore = "_x005F_";
    for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
        if (!escaped_unit(std::string_view(text).substr(at))) continue;
        text.replace(at, 1, kUnderscore);
        at += kUnderscore.size() - 1;
    }
}

void append_day(std::string_view raw, bool from_1904, std::string& out) {
    constexpr double kSeconds = 86'400;
    const auto serial = to_double(raw);
    if (!serial || *serial < 0) {
        append_number(raw, {}, out);
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
        append_number(raw, {}, out);
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
