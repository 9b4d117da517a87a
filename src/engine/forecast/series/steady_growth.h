#pragma once

#include <cstddef>
#include <span>

namespace bihuan::forecast {

/// The growth per period (logarithms; below 0: decline) of a history that has grown by the same
/// share all along, its season taken out; 0 where it has not. Steady is what lies around a straight
/// line of logarithms as noise does, without memory (von Neumann 1941): of a history that wanders
/// the models judge better than a line, and a growth below a fifth a season they follow as well. Of
/// one season to four.
/// No more than .9 a season is believed.
double steady_growth(std::span<const double> history, std::size_t season);

/// Whether a history is short enough to look for steady growth: no goods win the same share for
/// more than four years, and what seems to has mostly been about to end.
bool may_grow_steadily(std::size_t length, std::size_t season);

/// What steady growth makes of the level h + 1 periods ahead: a little less of it each period.
double grown_level(double growth, std::size_t h);

}  // namespace bihuan::forecast
