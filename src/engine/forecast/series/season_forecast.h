#pragma once

#include <cstddef>
#include <span>

#include "engine/forecast/block.h"
#include "engine/forecast/series/off_season.h"

namespace bihuan::forecast {

/// What the forecast of the periods in season (one after the other, as if there were no others)
/// says of every period ahead. Off season a place is expected to sell what it did on average, and
/// nothing when it did so in fewer than a quarter of its seasons. Exceptions of the calendar sell
/// as much of a usual period as those of their kind before them, if most of those sold at all.
/// `history` and the plan are those of all periods, `origins` how many periods in season were known
/// at the rolling origins.
LaneAnswer spread_over_season(const LaneAnswer& in_season,
                              const SeasonPeriods& periods,
                              std::span<const double> history,
                              const BlockPlan& plan,
                              std::span<const std::size_t> origins);

/// The plan for the periods in season alone.
BlockPlan plan_in_season(const BlockPlan& plan, const SeasonPeriods& periods);

}  // namespace bihuan::forecast
