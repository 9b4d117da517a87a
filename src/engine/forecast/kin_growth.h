#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/forecast/forecast.h"
#include "engine/forecast/history.h"

namespace bihuan::forecast {

/// How fast the other series of a category grew: what a series may be expected to do before it has
/// shown its own growth. A series without kin is expected to go on as it did if it grew, or shrank,
/// in every third of its history.
class KinGrowth {
public:
    /// `order`: kin together, as for KinSeason.
    KinGrowth(const Problem& problem,
              std::span<const Shape> shapes,
              std::span<const std::size_t> order,
              int threads);

    /// Expected growth per period (0.01: 1 %).
    double of(std::size_t series) const { return growths_[series]; }

private:
    std::vector<double> growths_;
};

}  // namespace bihuan::forecast
