#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/forecast/forecast.h"

namespace bihuan::forecast {

/// What is expected of goods that sold once: a gift box of one Spring Festival, one order.
struct SoldOnce {
    std::vector<double> mean;    ///< Per period ahead.
    std::vector<double> high80;  ///< The bands begin at 0.
    std::vector<double> high95;
    bool by_festival = false;  ///< Expected by the days to a festival that moves.
};

/// Whether goods that never sold before sold in each of the last periods, two at least, and more
/// than a few pieces: what is new, not what sold once.
bool has_just_begun(std::span<const double> values);

/// Of a history of a year at least whose only sales lie in two months at most next to one another
/// (eight weeks, one quarter), and are more pieces than it has periods (or no whole pieces): a rate
/// per period would be right in none. They were one-off, or will come once a year; half is expected
/// at the same time of the year (as counted from a festival of the moon before which they lie,
/// where the calendar is known), a third where the year before went without, nothing where that
/// time has passed once more. At other times nothing is expected, and the band reaches up as far as
/// rare sales justify.
std::optional<SoldOnce> find_sold_once(const Problem& problem,
                                       std::int32_t first_period,
                                       std::span<const double> values);

}  // namespace bihuan::forecast
