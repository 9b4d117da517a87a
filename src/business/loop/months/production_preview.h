#pragma once

#include "business/demand/forecasts/forecasts_api.h"

namespace bihuan::months {

/// What a change of a product's demand does to its production in the next month: the plan is made
/// twice for the product and those that share its site, once with the change. Nothing is stored.
/// None when the product is not planned. `demand_change` holds base units per month ahead.
std::optional<forecasts::ProductionEffect> preview_production(
    Session& session, const forecasts::Scope& scope, std::span<const std::int64_t> demand_change);

}  // namespace bihuan::months
