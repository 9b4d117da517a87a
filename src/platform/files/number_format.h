#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bihuan::files {

/// What a cell's number format shows besides the number's own digits.
struct NumberFormat {
    bool shows_day = false;
    bool percent = false;  ///< "0.0%": the number 0.05 stands there as 5%.
    /// "000-0000" as places and signs between them (kPlace for a digit), where the format fills a
    /// whole number up with zeros; empty where it does not.
    std::string picture;
    std::size_t least_decimals = 0;  ///< 2 for "0.00".
    /// "0\"%\"", "0‰": a sign that stands behind the number as it is; static text.
    std::string_view share_sign = {};
    /// 箱 of "0\"箱\"": what stands behind the number as a text. Without a scale that the format
    /// itself takes out of the number, as "0.0,\"千瓶\"" does. Without a text the sign of another
    /// currency than ¥ that the format shows: $ of "[$$-409]0.00", US$ of "\"US$\"0.00".
    std::string suffix = {};
    /// What the number is divided by before it is shown: 1000 of "#,##0,", 10,000 of "0!.0,".
    std::int64_t divisor = 1;

    static constexpr char kPlace = '\x01';
};

/// The format of a built-in id, or of a custom code, by its section for positive numbers.
NumberFormat read_number_format(int id, std::string_view code);

/// Appends a number as a person would type it: up to 15 significant digits, no exponent for whole
/// numbers, no ".0" behind them; 5% where the format shows a part of a hundred, or a % or ‰ behind
/// the number as it is; zeros that the format shows in front of a whole number or behind a fraction
/// stand there, for they tell 0007 from 7 and 2026.10 from 2026.1. What is no number stays as it
/// is.
void append_number(std::string_view raw, const NumberFormat& format, std::string& out);

}  // namespace bihuan::files
