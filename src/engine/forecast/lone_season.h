#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/forecast/series/one_off.h"

namespace bihuan::forecast {

/// Whether a history of this length may show a season of its own although two are not known.
bool may_show_season(std::size_t length, std::size_t season);

/// The season of a history that has not seen two.
struct LoneSeason {
    std::vector<double> indices;  ///< By t mod season, mean 1; all 1 where none is believed.
    /// How much larger the errors ahead are than those of the history, which the season fits too
    /// well: √((1 + b) / (1 − b)) for places seen once, b the belief.
    double doubt = 1;
    /// A month that stands out alone, and what it would have been; it says nothing of the others.
    std::optional<OneOff> alone = {};
};

/// The first season's deviations from its trend, as far as they are believed to come again. Half
/// are before anything is known, more where they are large, fewer where the counting of pieces
/// alone explains them (Poisson); each value of the second season tells whether it goes where the
/// first one's did from the value before. A single place seen once, 2.5 times the middle of the
/// others and farther from them than they lie apart, is mostly one-off and believed little, unless
/// the second season has shown that there is one. What builds up to a level of its own is no
/// season. Positive values.
LoneSeason lone_season(std::span<const double> history, std::size_t season);

}  // namespace bihuan::forecast
