#pragma once

#include <cstddef>
#include <span>

#include "engine/forecast/forecast.h"
#include "engine/forecast/history.h"

namespace bihuan::forecast {

/// What is off season for a category is so for a new product of it, and for a place that sells too
/// little to tell: where at least three of its series have an off season of their own and most
/// that are old enough do, a series that never sold outside of their season takes it over. One
/// whose season has come again without a sale has ended, as its zeros say.
///
/// `order`: kin together, as for KinSeason.
void share_off_seasons(const Problem& problem,
                       std::span<const std::size_t> order,
                       std::span<Shape> shapes);

}  // namespace bihuan::forecast
