#pragma once

#include "business/demand/forecasts/engine_run.h"
#include "business/demand/forecasts/rehearsals.h"

namespace bihuan::forecasts {

/// Where chance rules, no model beats a plain average for long: promotions that nobody planned, few
/// sales. The forecast is the engine's, mixed with the plain figures by how each did in
/// rehearsal. What the year's mean changes enters the layer level, what last year
/// changes the layer season; intervals move along. The run ends at the history's last month.
void steady(const SalesHistory& history, const ProductMixes& mixes, Run& run);

/// What the forecast of a series is mixed from. Goods of a season and those that have ended are the
/// engine's alone: a mean over the year says nothing of months that never sell.
const MixWeights& weights_of(const Run& run, std::size_t series, std::size_t ahead);

/// The figures that are worth a rehearsal: the mean of twelve months, last year's month and, where
/// most promotions are known only from the sales, what was sold around last year's month.
std::vector<PlainFigure> figures_for(const SalesHistory& history, const Plans& plans);

/// Rehearsals of a history that runs of its months will be steadied by; of many series every n-th.
/// Keeps a reference to the influences; of the options threads and stop count.
Rehearsals rehearsals_of(const SalesHistory& history,
                         const Influences& influences,
                         const RunOptions& options);

/// The engine's run, steadied.
Run run_steadied(const SalesHistory& history,
                 const Plans& plans,
                 const Influences& influences,
                 const RunOptions& options,
                 Rehearsals& rehearsals);

}  // namespace bihuan::forecasts
