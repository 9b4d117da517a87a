#pragma once

#include <optional>
#include <span>

namespace bihuan::forecast {

/// What was usual in the last season, its last value left out; season taken out.
struct UsualRange {
    double low = 0;
    double high = 0;
};

/// Whether the last value may be a slip of the pen: six times the mean of all others and three
/// times the largest, or as much smaller and not 0, where every place of the season was seen twice.
/// What came after would tell it from a new level; nothing has. Then the forecast follows it, and
/// its interval has to reach back to what was usual before. `indices`: of the season, by t mod
/// size; empty: none.
std::optional<UsualRange> doubt_last_value(std::span<const double> history,
                                           std::span<const double> indices,
                                           std::size_t season);

}  // namespace bihuan::forecast
