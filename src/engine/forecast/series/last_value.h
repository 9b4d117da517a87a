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

/// What the last value should have been, where it may be a slip of the pen or half a month: six
/// times the mean of all others and three times the largest, or as much smaller and not 0; or
/// beyond 2.5 times, and so many deviations, of both the season before and the year-on-year change
/// of then (medians and their absolute deviations: Hampel 1974). Every place of the season must
/// have been seen twice. What comes after will tell it from a new level; nothing has yet.
std::optional<double> usual_last_value(std::span<const double> history, std::size_t season);

}  // namespace bihuan::forecast
