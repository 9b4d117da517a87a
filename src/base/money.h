#pragma once

#include <compare>
#include <cstdint>

#include "base/checked.h"

namespace bihuan {

/// An amount in minor units (分) of the company's currency, tax included unless a field says else.
/// Sums that do not fit throw FigureTooLarge.
struct Money {
    std::int64_t minor = 0;

    friend constexpr Money operator+(Money a, Money b) {
        return {checked_add(a.minor, b.minor, "a sum of money")};
    }
    friend constexpr Money operator-(Money a, Money b) {
        return {checked_subtract(a.minor, b.minor, "a difference of money")};
    }
    friend auto operator<=>(const Money&, const Money&) = default;
};

/// A count of a product in its base unit (piece); packs are converted at the border.
struct Quantity {
    std::int64_t units = 0;

    friend constexpr Quantity operator+(Quantity a, Quantity b) {
        return {checked_add(a.units, b.units, "a sum of quantities")};
    }
    friend constexpr Quantity operator-(Quantity a, Quantity b) {
        return {checked_subtract(a.units, b.units, "a difference of quantities")};
    }
    friend auto operator<=>(const Quantity&, const Quantity&) = default;
};

}  // namespace bihuan
