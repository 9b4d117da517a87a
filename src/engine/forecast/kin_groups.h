#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/forecast/forecast.h"

namespace bihuan::forecast {

/// The series of one category after those of another: parts of `order`, which has kin together.
std::vector<std::span<const std::size_t>> kin_groups(const Problem& problem,
                                                     std::span<const std::size_t> order);

}  // namespace bihuan::forecast
