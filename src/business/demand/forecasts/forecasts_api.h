#pragma once

#include <functional>
#include <vector>

#include "business/demand/forecasts/forecast_view.h"
#include "platform/database/database.h"
#include "platform/http/openapi.h"

namespace bihuan::forecasts {

/// Next month's production of a product before and after a change of its demand.
struct ProductionEffect {
    std::int64_t before = 0;
    std::int64_t after = 0;
};

/// What a change of a product's demand (one number per month ahead) does to its production; none
/// when there is no plan to compare with. Given by the room above that knows production.
using ProductionPreview = std::function<std::optional<ProductionEffect>(
    Session&, const Scope&, std::span<const std::int64_t> demand_change)>;

/// GET /v1/forecasts, /v1/forecast-table, /v1/explanations/forecast, /v1/accuracy, and those of
/// override_operations() and rerun_operations().
std::vector<http::Operation> operations(Database& database,
                                        const Clock& clock,
                                        ProductionPreview production);

/// POST /v1/forecasts/preview; GET and POST /v1/overrides, DELETE /v1/overrides/{id}.
std::vector<http::Operation> override_operations(Database& database,
                                                 const Clock& clock,
                                                 ProductionPreview production);

/// GET /v1/forecasts/anatomy and /v1/forecasts/hindsight: the engine run again.
std::vector<http::Operation> rerun_operations(Database& database);

void add_schemas(http::Schemas& schemas);
void add_rerun_schemas(http::Schemas& schemas);

/// The month and place that forecasts are asked for: month, product_id, region_id, channel_id,
/// scenario.
std::vector<http::Parameter> scope_parameters();

/// ?month=&scenario=&product_id=&region_id=&channel_id=; throws InvalidInput, or NotFound for what
/// the viewer may not see.
Scope asked_scope(Session& session, const http::Request& request);

}  // namespace bihuan::forecasts
