#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace bihuan::forecast {

/// Whether a history of this length may show a season of its own although two are not known:
/// some of a second one is.
bool may_show_season(std::size_t length, std::size_t season);

/// The season of less than two, by t mod season. Where the changes from period to period that the
/// history has seen twice resemble each other, the first season's deviations from its trend are
/// believed, and as far as they do; else none is (all ones). Positive values.
std::vector<double> lone_season(std::span<const double> history, std::size_t season);

}  // namespace bihuan::forecast
