#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace bihuan::forecast {

/// A single value that the others do not explain: a slip of the pen, a month booked twice, an order
/// that will not come again.
struct OneOff {
    std::size_t at = 0;
    double usual = 0;  ///< What it would have been.
};

/// In logarithms, 2.5 times: how far a value stands out at least.
inline constexpr double kStandsOut = 0.916;

/// The one-off values of a history of two seasons at least; of the last value nobody can tell yet.
/// One lies 2.5 times, and four deviations of year-on-year changes, from the same place of every
/// other season and as far from its neighbours; or a run of them half as far at least, half a
/// season at most, with as many usual ones behind it. Where there are more than one in two seasons,
/// or than three, they are how the series is, and none is one-off. Among sales whose year-on-year
/// changes are steady, a single period of nothing or less is one. A value six times the mean of all
/// others and three times the largest is one, too.
std::vector<OneOff> find_one_offs(std::span<const double> history, std::size_t season);

}  // namespace bihuan::forecast
