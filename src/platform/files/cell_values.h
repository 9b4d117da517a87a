#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

#include <tl/expected.hpp>

#include "base/day.h"

// The values that cells of a file hold, as people in China write them. Every function trims first,
// understands full-width characters, and takes an empty cell as an error ("empty_cell"): whether a
// value is required is the caller's business. The fault's code has a message in messages.h.
namespace bihuan::files {

struct CellFault {
    std::string_view code;  ///< "not_a_number", "ambiguous_day", …
};

template <class T>
using CellResult = tl::expected<T, CellFault>;

/// Why a trimmed text is no value at all: "empty_cell", "cell_error" (#N/A, #REF! …),
/// "formula_without_value" (=A1+B1). None when it may be one.
std::optional<CellFault> text_fault(std::string_view text);

/// Why a text is no code or barcode: as text_fault, and "scientific_code" for one that a
/// spreadsheet has made a number of (6.90123E+12), whose last digits are lost.
std::optional<CellFault> code_fault(std::string_view text);

/// 1234.5 · １，２３４ · 1,234.50 · (1,234) and 1,234- for negatives · 1.5E+3 · ¥12 · 12元 · 3.5万
/// · 1.2亿 · 15% (0.15). Thousands must stand in groups of three: 1,23 is "ambiguous_number".
CellResult<double> parse_number(std::string_view text);

/// As parse_number, of what is counted or paid: 15% is "share_for_amount".
CellResult<double> parse_amount(std::string_view text);

/// As parse_amount, exactly, in units of 10^-decimals (decimals 0 … 9), half away from zero:
/// parse_decimal("12.345", 2) = 1235. "number_too_large" beyond 18 digits.
CellResult<std::int64_t> parse_decimal(std::string_view text, int decimals);

/// As parse_number, a whole number; 12.5 is "not_whole", 12.0 and 12.0000000001 are 12.
CellResult<std::int64_t> parse_whole(std::string_view text);

/// The whole number that `factor` times the number makes: 1.5 boxes of 12 are 18. "not_whole" when
/// it makes none, "number_too_large" beyond 18 digits.
CellResult<std::int64_t> parse_multiple(std::string_view text, std::int64_t factor);

/// A part of a whole in 0 … 1: 0.15 or 15%. "not_a_share" outside.
CellResult<double> parse_share(std::string_view text);

/// Which part of 10/1/2026 or 26-10-01 is which.
enum class DayOrder : std::uint8_t { Unknown, YearFirst, MonthFirst, DayFirst };

/// 2026-10-01 · 2026/10/1 · 2026.10.1 · 20261001 · 2026年10月1日 · 1 Oct 2026 · Oct 1, 2026 · an
/// Excel serial (46296, 46296.5) · 10/13/2026, where only one reading exists; weekdays, times (AM,
/// 上午) and zones beside it are dropped, but that a time in UTC (2026-10-01T16:00:00Z) is
/// the day that it is in China, 2 October. 10/1/2026 and 26-10-01 are "ambiguous_day" unless their
/// order is given. Years of two digits lie in 1970 … 2069 (POSIX).
CellResult<Day> parse_day(std::string_view text, DayOrder order = DayOrder::Unknown);

/// Finds out in which order a column's days are written: days above 12 settle it.
class DayOrderEvidence {
public:
    void see(std::string_view text);
    /// Unknown when nothing settled it, or when the days contradict each other.
    DayOrder settled() const;
    /// The only order in which every day, three or more, was the first of its month; else Unknown.
    DayOrder settled_by_firsts() const;

private:
    unsigned possible_ = ~0U;  ///< A bit for each order.
    unsigned firsts_ = ~0U;    ///< The same: all days were the first of a month.
    std::set<Day> days_;       ///< Some different ones, in any order.
};

/// 2026-10 · 2026/10 · 2026.10 (2026.1 is "cut_october") · 202610 · 2026年10月 · Oct 2026 · Oct-26
/// · the first day of a month in any form of parse_day. 05-06月 and 2026年1-2月 are
/// "several_months", 6月5日 and 240101 none.
CellResult<Month> parse_month(std::string_view text);

/// 是 否 有 无 对 错 √ ✓ × yes no y n true false on off 1 0.
CellResult<bool> parse_flag(std::string_view text);

/// The day of Excel's serial number; fractions (times) are dropped. Serials count from 1900 with
/// Excel's own wrong 29 February 1900, or from 1904. "not_a_day" outside 1900 … 9999.
CellResult<Day> day_of_serial(double serial, bool from_1904 = false);

}  // namespace bihuan::files
