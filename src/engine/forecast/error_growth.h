#pragma once

#include <cstddef>
#include <span>

namespace bihuan::forecast {

/// What is assumed where a series is too short to tell.
inline constexpr double kUsualErrorGrowth = 0.12;

/// How much the error variance of a forecast grows per step beyond the first, relative to the
/// first: near 0 where a series stays around its level, 1 for a random walk, up to 2 where changes
/// go on in one direction for a while. Told from how much farther apart values of distant periods
/// are than neighbours, as in a level that wanders seen through noise (Muth 1960), and shrunk
/// towards what is usual. `values` are without season.
double error_growth(std::span<const double> values, std::size_t horizon);

/// By how much errors are larger `h` steps beyond the first.
double grown_error(double growth, std::size_t h);

}  // namespace bihuan::forecast
