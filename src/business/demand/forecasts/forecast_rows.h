#pragma once

#include <vector>

#include "business/demand/forecasts/engine_run.h"
#include "business/demand/forecasts/forecast_row.h"

namespace bihuan::forecasts {

/// The run as rows of whole units, by target month and key. Figures are rounded so that each
/// product's sum over all nodes is its real sum rounded; layers are rounded to add up to their
/// figure. With `coherent` (one number per series × month ahead) the layer "coherence" carries the
/// difference to the engine's own mean.
std::vector<ForecastRow> to_rows(const SalesHistory& history,
                                 const Run& run,
                                 const std::vector<double>& coherent,
                                 int threads);

/// One row per series with its evidence.
std::vector<ForecastSeries> to_series_rows(const SalesHistory& history,
                                           const Run& run,
                                           int threads);

}  // namespace bihuan::forecasts
