#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace bihuan::forecast {

/// How long a history must be to show a season: two seasons, two and a half of a long one (weeks of
/// a year), whose many places see too little each.
std::size_t shortest_for_season(std::size_t season);

/// Seasons of more places are long: neighbouring ones go over into one another.
inline constexpr std::size_t kLongSeason = 24;

/// Weights of a place's neighbours at distance 0, 1, 2 … in a long season; with both sides they add
/// up to 1.
std::vector<double> neighbour_weights(std::size_t season);

/// What a season was estimated from.
struct SeasonEstimate {
    std::vector<double> indices;  ///< By t mod season; mean 1. All 1 when there is no season.
    double noise = 0;             ///< Variance of an unshrunken index.
    double signal = 0;            ///< Variance of the true indices around the target.
};

/// Multiplicative season of a history >= 0: mean ratio to the centred moving average of one season,
/// shrunk towards `target` (empty: towards 1) as James and Stein would (Miller, Williams 2003).
/// A history below shortest_for_season() takes the target as it is.
SeasonEstimate estimate_season(std::span<const double> history,
                               int season,
                               std::span<const double> target = {});

}  // namespace bihuan::forecast
