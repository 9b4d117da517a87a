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
/// The highest value that a history justifies at a level such as .975: the conformal quantile of
/// what was sold (Vovk et al. 2005); where there are too few periods for it, the largest carried on
/// as by a tail of 1 / x² (Weissman 1978), at most to its double. No less than the last 13 periods
/// alone justify, for rare demand may rise.
double highest_of_rare(std::span<const double> sold, double level);
/// Both, combined, for one series (told >= 0, not all 0): same answer as for a lane.
LaneAnswer forecast_intermittent(std::span<const double> told, const BlockPlan& plan);

}  // namespace bihuan::forecast
