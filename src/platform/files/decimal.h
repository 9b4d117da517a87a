#pragma once

#include <cstdint>
#include <string_view>

#include "platform/files/cell_values.h"

namespace bihuan::files {

/// A number exactly as it was written: ±digits × 10^exponent.
struct Decimal {
    bool negative = false;
    std::uint64_t digits = 0;  ///< At most 19 of them; further ones only move the exponent.
    int exponent = 0;
};

/// All forms of parse_number.
CellResult<Decimal> parse_decimal_text(std::string_view text);

/// The same, but for percentages: 12% of a quantity or an amount of money says nothing.
CellResult<Decimal> parse_amount_text(std::string_view text);

/// The nearest double.
double to_double(const Decimal& decimal);

/// In units of 10^-decimals, half away from zero; "number_too_large" beyond 18 digits.
CellResult<std::int64_t> to_scaled(const Decimal& decimal, int decimals);

}  // namespace bihuan::files
