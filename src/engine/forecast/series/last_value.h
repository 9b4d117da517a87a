#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace bihuan::forecast {

/// What may be where the last value is doubtful; season taken out.
struct UsualRange {
    double low = 0;
    double high = 0;
};

/// A last value far from what was usual. What comes after will tell a slip of the pen, or half a
/// month, from a new level; nothing has yet.
struct LastJump {
    double usual = 0;   ///< What it would have been.
    double noise = 0;   ///< Usual deviation of a value, in logarithms.
    bool slip = false;  ///< So far that it is not to be followed.
};

/// The jump of the last value, if it is one beyond 1.28 times; a slip beyond 2.5 times. It has to
/// lie so far, and so many deviations, from both the season before and the year-on-year change of
/// then (medians and their absolute deviations: Hampel 1974). Of less than two years, from all
/// others by twice the range of these. Six times the mean of all others and three times the largest
/// is a slip, too, or as much smaller; and so is 0 or less behind a year of steady sales. None
/// where the value before jumped as well: two are a new level. Before the season came again, a
/// year's values have to be known.
std::optional<LastJump> jump_of_last(std::span<const double> history, std::size_t season);

}  // namespace bihuan::forecast
