#pragma once

#include <nlohmann/json_fwd.hpp>

#include "business/demand/production/month_plan.h"

// A stored plan as clients see it: JSON, quantities in base units.
namespace bihuan::production {

/// A month's plan with the nouns that it speaks of.
struct StoredPlan {
    Month month;
    std::vector<PlanRow> rows;  ///< By product and first day.
    std::vector<Product> products;
    std::vector<ProductionSite> sites;
    std::vector<ProductionRule> rules;
};

/// Reads the scenario's plan of the month; of all products when the id is 0.
StoredPlan read_plan(Session& session, Id<Scenario> scenario, Month month, Id<Product> product);

/// {month, assumptions, rows: [{product_id, product_code, product_name, units_per_box, weeks,
/// months, change, change_reasons}], sites: [{id, name, utilisation, binding}], totals}
nlohmann::json plan_json(const StoredPlan& plan);

/// {product_id, product_code, product_name, units_per_box, buckets: [{kind, first_day, …, layers,
/// change_reasons, reasons}]}; the layers add up to the bucket's quantity.
nlohmann::json product_json(const StoredPlan& plan, const Product& product);

}  // namespace bihuan::production
