#include "platform/files/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "platform/files/text.h"

namespace bihuan::files {

namespace {

constexpr std::uint64_t kMostDigits = 999'999'999'999'999'999ULL;  // 18 of them
constexpr int kLargestExponent = 400;

tl::unexpected<CellFault> fault(std::string_view code) {
    return tl::unexpected(CellFault{code});
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text = trim(text.substr(prefix.size()));
    return true;
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
    if (!text.ends_with(suffix)) return false;
    text = trim(text.substr(0, text.size() - suffix.size()));
    return true;
}

struct Suffix {
    std::string_view text;
    int exponent;
};

constexpr std::array<Suffix, 8> kSuffixes{
    {{"元", 0}, {"RMB", 0}, {"CNY", 0}, {"%", -2}, {"‰", -3}, {"千", 3}, {"万", 4}, {"亿", 8}}};

/// Takes signs, brackets, currency and 万 off both ends; the digits stay in `text`.
Decimal take_dress(std::string_view& text) {
    Decimal result;
    if (text.starts_with('(') && text.ends_with(')')) {
        result.negative = true;
        text = trim(text.substr(1, text.size() - 2));
    }
    for (const std::string_view sign : {"¥", "￥", "$", "RMB", "CNY"}) take_prefix(text, sign);
    if (take_prefix(text, "-") || take_prefix(text, "−")) {
        result.negative = !result.negative;
    } else {
        take_prefix(text, "+");
    }
    for (const std::string_view sign : {"¥", "￥", "$"}) take_prefix(text, sign);
    for (const auto& suffix : kSuffixes) {
        if (take_suffix(text, suffix.text)) result.exponent += suffix.exponent;
    }
    if (take_suffix(text, "-")) result.negative = !result.negative;  // as SAP writes them
    return result;
}

/// Whether commas or spaces stand before each three digits, and only there. Without any: true.
bool is_well_grouped(std::string_view whole, char separator) {
    const auto first = whole.find(separator);
    if (first == std::string_view::npos) return true;
    if (first == 0 || first > 3) return false;
    for (auto at = first; at < whole.size(); at += 4) {
        if (whole[at] != separator || whole.size() - at < 4) return false;
        const auto group = whole.substr(at + 1, 3);
        if (!std::all_of(group.begin(), group.end(), is_digit)) return false;
    }
    return true;
}

/// Adds digits to the number; separators are skipped.
bool add_digits(std::string_view text, Decimal& number, bool fraction) {
    constexpr std::uint64_t kFull = 1'000'000'000'000'000'000ULL;
    for (const char c : text) {
        if (c == ',' || c == ' ') continue;
        if (!is_digit(c)) return false;
        if (number.digits < kFull) {
            number.digits = number.digits * 10 + static_cast<std::uint64_t>(c - '0');
            if (fraction) --number.exponent;
        } else if (!fraction) {
            ++number.exponent;
        }
    }
    return true;
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): a number from its right to its left.
CellResult<Decimal> parse_bare(std::string_view text, Decimal number) {
    const auto e = text.find_first_of("eE");
    if (e != std::string_view::npos) {
        auto power = text.substr(e + 1);
        if (power.starts_with('+')) power.remove_prefix(1);
        int exponent = 0;
        const auto* end = power.data() + power.size();
        const auto result = std::from_chars(power.data(), end, exponent);
        if (result.ec != std::errc{} || result.ptr != end) return fault("not_a_number");
        if (std::abs(exponent) > kLargestExponent) return fault("number_too_large");
        number.exponent += exponent;
        text = text.substr(0, e);
    }
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto fraction =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() && fraction.empty()) return fault("not_a_number");
    if (!std::all_of(fraction.begin(), fraction.end(), is_digit)) {
        return fault(fraction.find_first_not_of("0123456789,.") == std::string_view::npos
                         ? "ambiguous_number"
                         : "not_a_number");
    }
    if (!add_digits(whole, number, /*fraction=*/false)) return fault("not_a_number");
    if (!is_well_grouped(whole, ',') || !is_well_grouped(whole, ' ')) {
        return fault("ambiguous_number");
    }
    add_digits(fraction, number, /*fraction=*/true);
    return number;
}

}  // namespace

CellResult<Decimal> parse_decimal_text(std::string_view text) {
    text = without_text_mark(trim(text));
    if (const auto wrong = text_fault(text)) return tl::unexpected(*wrong);
    std::string plain;
    const bool ascii = std::all_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    if (!ascii) {
        plain = normalise(text);
        std::string_view view(plain);
        text = trim(view);
    }
    Decimal dress = take_dress(text);
    if (text.empty()) return fault("not_a_number");
    return parse_bare(text, dress);
}

CellResult<Decimal> parse_amount_text(std::string_view text) {
    for (const std::string_view sign : {"%", "‰", "％"})
        if (text.find(sign) != std::string_view::npos) return fault("share_for_amount");
    return parse_decimal_text(text);
}

double to_double(const Decimal& decimal) {
    constexpr std::uint64_t kExactDigits = std::uint64_t{1} << 53U;
    constexpr int kExactPower = 22;
    if (decimal.digits <= kExactDigits && std::abs(decimal.exponent) <= kExactPower) {
        const auto digits = static_cast<double>(decimal.digits);
        const double power = std::pow(10.0, std::abs(decimal.exponent));
        const double value = decimal.exponent < 0 ? digits / power : digits * power;
        return decimal.negative ? -value : value;
    }
    const auto text =
        fmt::format("{}{}e{}", decimal.negative ? "-" : "", decimal.digits, decimal.exponent);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

CellResult<std::int64_t> to_scaled(const Decimal& decimal, int decimals) {
    BIHUAN_CHECK(decimals >= 0 && decimals <= 9);
    std::uint64_t value = decimal.digits;
    int exponent = decimal.exponent + decimals;
    for (; exponent > 0 && value != 0; --exponent) {
        if (value > kMostDigits / 10) return fault("number_too_large");
        value *= 10;
    }
    std::uint64_t last = 0;
    for (; exponent < 0 && (value != 0 || last != 0); ++exponent) {
        last = value % 10;
        value /= 10;
    }
    // Only the first dropped digit decides: half goes away from zero.
    if (last >= 5) ++value;
    if (value > kMostDigits) return fault("number_too_large");
    const auto whole = static_cast<std::int64_t>(value);
    return decimal.negative ? -whole : whole;
}

}  // namespace bihuan::files
