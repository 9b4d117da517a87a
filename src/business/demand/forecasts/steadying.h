#pragma once

#include <cstdint>
#include <span>

#include "business/demand/forecasts/engine_run.h"

namespace bihuan::forecasts {

/// Where chance rules, no model beats a plain average for long: promotions that nobody planned, few
/// sales. Kin (series with the same number) whose rolling error, all together, is not clearly below
/// that of the same month last year are forecast by a weighted mean of the engine, the last twelve
/// months and that same month, weights falling with the fourth power of the error; each series'
/// share in its kin is that of the last twelve months. The difference to the engine enters the
/// layers level and season.
void steady(const SalesHistory& history, std::span<const std::int32_t> kin, Run& run);

}  // namespace bihuan::forecasts
