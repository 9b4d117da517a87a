#pragma once

#include <cstddef>

#include "base/value.h"

// How large a figure and how long a text may be; descriptions hold every field to it.
namespace bihuan {

/// No quantity, amount of money or count that comes in is larger, in base or minor units: a
/// trillion pieces, or ten milliards of yuan. Sums of millions of such figures fit into 64 bits, a
/// double holds each exactly, and what is larger is a slip of the hand.
inline constexpr double kMostFigure = 1e12;

/// Characters of the JSON object that keeps an import's further columns with its row.
inline constexpr std::size_t kLongestAttributes = 100'000;
/// Characters of what the product writes itself: reports, evidence, frozen documents.
inline constexpr std::size_t kLongestDocument = 100'000'000;

struct Bounds {
    double lowest = 0;
    double highest = 0;
    friend constexpr bool operator==(const Bounds&, const Bounds&) = default;
};

/// What a figure of a kind keeps to where its field says nothing else; 0 and 0 for other kinds.
constexpr Bounds bounds_of(FieldKind kind) {
    switch (kind) {
        case FieldKind::Count:
        case FieldKind::Money:
        case FieldKind::Quantity:
        case FieldKind::Real:
            return {-kMostFigure, kMostFigure};
        case FieldKind::Share:
            return {0, 1};
        default:
            return {};
    }
}

}  // namespace bihuan
