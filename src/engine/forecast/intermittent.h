#pragma once

#include <cstddef>
#include <span>

#include "engine/forecast/block.h"

// Demand with many zeros: the mean per period ahead, the same for every period.
namespace bihuan::forecast {

/// TSB (Teunter, Syntetos, Babai 2011): probability of a sale times its size, both smoothed, the
/// probability also in periods without a sale, so that it fades when sales end.
double teunter_level(std::span<const double> history);
/// ADIDA (Nikolopoulos et al. 2011): sums over the mean interval between sales, smoothed with the
/// best constant in 0.1 … 0.3 from the first sum on, shared out again.
double aggregate_level(std::span<const double> history);
/// Both, combined, for one series (history >= 0, not all 0): same answer as for a lane.
LaneAnswer forecast_intermittent(std::span<const double> history, const BlockPlan& plan);

}  // namespace bihuan::forecast
