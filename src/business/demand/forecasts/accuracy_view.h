#pragma once

#include <nlohmann/json_fwd.hpp>

#include "business/demand/forecasts/scores.h"

namespace bihuan::forecasts {

/// {"rows": [{scored_month, lead, level, method, wape, bias, series}], "pooled": [{lead, level,
/// method, wape, bias, months}], "value_added": [{layer, department, person, wape_before,
/// wape_after, added}]}. "pooled" is of all scored months together: Σ|A − F| / ΣA, no mean of the
/// months' ratios. Forecast value added is the error of the
/// step before minus the error of this one, both as WAPE. Corrections are scored on the figures
/// that they changed, one month ahead, over the last six months. A figure's layer is its authors',
/// all of them where several corrected it; a layer with several authors is told as a whole first,
/// with no person, and so is what the viewer may not see the corrections of.
nlohmann::json accuracy_json(Session& session, Id<Scenario> scenario, Month month);

}  // namespace bihuan::forecasts
