#include "platform/files/cell_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "platform/files/decimal.h"
#include "platform/files/text.h"

namespace bihuan::files {

namespace {

tl::unexpected<CellFault> fault(std::string_view code) {
    return tl::unexpected(CellFault{code});
}

constexpr std::array<std::string_view, 9> kExcelErrors{
    "#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!"};

/// Plain digits with a sign, up to 18: nearly every cell of a sell-out file.
bool parse_plain(std::string_view text, std::int64_t& value) {
    constexpr std::size_t kSafe = 18;
    const bool negative = !text.empty() && text.front() == '-';
    const auto digits = text.substr(negative ? 1 : 0);
    if (digits.empty() || digits.size() > kSafe) return false;
    std::int64_t sum = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return false;
        sum = sum * 10 + (c - '0');
    }
    value = negative ? -sum : sum;
    return true;
}

}  // namespace

std::optional<CellFault> text_fault(std::string_view text) {
    if (text.empty()) return CellFault{"empty_cell"};
    if (text.front() == '=') return CellFault{"formula_without_value"};
    if (text.front() != '#') return std::nullopt;
    const auto* const found = std::find(kExcelErrors.begin(), kExcelErrors.end(), text);
    if (found == kExcelErrors.end()) return std::nullopt;
    return CellFault{"cell_error"};
}

std::optional<CellFault> code_fault(std::string_view text) {
    text = trim(text);
    if (const auto wrong = text_fault(text)) return wrong;
    const auto power = text.find_first_of("eE");
    constexpr std::string_view kDigits = "0123456789";
    const auto mantissa = text.substr(0, power);
    const bool scientific = power != std::string_view::npos && power > 0 &&
                            text.substr(power + 1).starts_with('+') &&
                            kDigits.find(mantissa.front()) != std::string_view::npos &&
                            mantissa.find_first_not_of("0123456789.,") == std::string_view::npos &&
                            power + 2 < text.size() &&
                            text.find_first_not_of(kDigits, power + 2) == std::string_view::npos;
    if (scientific) return CellFault{"scientific_code"};
    return std::nullopt;
}

CellResult<double> parse_number(std::string_view text) {
    const auto decimal = parse_decimal_text(text);
    if (!decimal) return tl::unexpected(decimal.error());
    return to_double(*decimal);
}

CellResult<double> parse_amount(std::string_view text) {
    const auto decimal = parse_amount_text(text);
    if (!decimal) return tl::unexpected(decimal.error());
    return to_double(*decimal);
}

CellResult<std::int64_t> parse_decimal(std::string_view text, int decimals) {
    const auto decimal = parse_amount_text(text);
    if (!decimal) return tl::unexpected(decimal.error());
    return to_scaled(*decimal, decimals);
}

CellResult<std::int64_t> parse_whole(std::string_view text) {
    if (std::int64_t plain = 0; parse_plain(text, plain)) return plain;
    const auto decimal = parse_amount_text(text);
    if (!decimal) return tl::unexpected(decimal.error());
    const auto whole = to_scaled(*decimal, 0);
    if (!whole) return whole;
    constexpr double kBinaryNoise = 1e-7;
    if (std::abs(to_double(*decimal) - static_cast<double>(*whole)) > kBinaryNoise) {
        return fault("not_whole");
    }
    return whole;
}

CellResult<std::int64_t> parse_multiple(std::string_view text, std::int64_t factor) {
    constexpr int kDecimals = 9;
    constexpr std::int64_t kNano = 1'000'000'000;
    constexpr std::int64_t kNoise = kNano / 10'000;  // a third of a box of three was typed 0.3333
    const auto decimal = parse_amount_text(text);
    if (!decimal) return tl::unexpected(decimal.error());
    const auto nanos = to_scaled(*decimal, kDecimals);
    std::int64_t product = 0;
    if (!nanos || __builtin_mul_overflow(*nanos, factor, &product)) {
        return fault("number_too_large");
    }
    const auto whole = (product + (product < 0 ? -kNano / 2 : kNano / 2)) / kNano;
    if (std::abs(product - whole * kNano) > kNoise * factor) return fault("not_whole");
    return whole;
}

CellResult<double> parse_share(std::string_view text) {
    const auto number = parse_number(text);
    if (!number) return tl::unexpected(number.error());
    if (!(*number >= 0 && *number <= 1)) return fault("not_a_share");
    return *number;
}

CellResult<bool> parse_flag(std::string_view text) {
    constexpr std::array<std::string_view, 12> kYes{
        "是", "有", "对", "yes", "y", "true", "t", "on", "1", "√", "✓", "✔"};
    constexpr std::array<std::string_view, 11> kNo{
        "否", "无", "错", "no", "n", "false", "f", "off", "0", "×", "✗"};
    if (const auto wrong = text_fault(trim(text))) return tl::unexpected(*wrong);
    const auto word = fold(text);
    if (std::find(kYes.begin(), kYes.end(), word) != kYes.end()) return true;
    if (std::find(kNo.begin(), kNo.end(), word) != kNo.end()) return false;
    return fault("not_a_flag");
}

CellResult<Day> day_of_serial(double serial, bool from_1904) {
    constexpr double kLast = 2'958'465;  // 9999-12-31
    constexpr double k1904Shift = 1462;
    constexpr int kInventedLeapDay = 60;
    if (from_1904) serial += k1904Shift;
    if (!(serial >= 1 && serial <= kLast)) return fault("not_a_day");
    const int whole = static_cast<int>(std::floor(serial));
    if (whole == kInventedLeapDay) return fault("not_a_day");
    const Day before_first(1899, 12, whole > kInventedLeapDay ? 30 : 31);
    return before_first + whole;
}

}  // namespace bihuan::files
