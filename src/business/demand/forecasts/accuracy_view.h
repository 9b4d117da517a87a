#pragma once

#include <nlohmann/json_fwd.hpp>

#include "business/demand/forecasts/scores.h"

namespace bihuan::forecasts {

/// {"rows": [{scored_month, lead, level, method, wape, bias, series}], "pooled": [{lead, level,
/// method, wape, bias, months}], "value_added": [{figures, lead, level, layer, department, person,
/// wape_before, wape_after, added}]}. "pooled" is of all scored months together: Σ|A − F| / ΣA, no
/// mean of the months' ratios. Forecast value added is the error of the step before minus the error
/// of this one, both as WAPE over the last six months. Of "all" figures each lead and level is
/// told, from last year's months over the engine to what was published, where the pooled error of
/// the final forecast stands. Of the "corrected" ones each lead is told, by node, as people
/// correct: a figure's layer is its authors', all of them where several corrected it; a layer with
/// several authors is told as a whole first, with no person, and so is what the viewer may not see
/// the corrections of.
nlohmann::json accuracy_json(Session& session, Id<Scenario> scenario, Month month);

}  // namespace bihuan::forecasts
