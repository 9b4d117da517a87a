#pragma once

#include <compare>
#include <cstdint>

namespace bihuan {

/// An amount in minor units (分) of the company's currency, tax included unless a field says else.
struct Money {
    std::int64_t minor = 0;

    friend constexpr Money operator+(Money a, Money b) { return {a.minor + b.minor}; }
    friend constexpr Money operator-(Money a, Money b) { return {a.minor - b.minor}; }
    friend auto operator<=>(const Money&, const Money&) = default;
};

/// A count of a product in its base unit (piece); packs are converted at the border.
struct Quantity {
    std::int64_t units = 0;

    friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.units + b.units}; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.units - b.units}; }
    friend auto operator<=>(const Quantity&, const Quantity&) = default;
};

}  // namespace bihuan
