#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "business/demand/production/plan_row.h"
#include "platform/database/session.h"

// A production figure opened down to what it rests on.
namespace bihuan::production {

/// A thing to look up: `kind` is a noun's path or "forecasts", "stocks", "last_plan", "assumption".
struct Evidence {
    std::string kind;
    std::int64_t id = 0;
    std::string text;  ///< Codes and figures only, the same in every language.
};

struct ExplainedLayer {
    std::string code;
    std::int64_t quantity = 0;
    std::string reason;  ///< Code of what decided it; empty when the layer says it all.
    std::vector<Evidence> evidence;
};

struct Explanation {
    Product product;
    PlanRow row;
    std::vector<ExplainedLayer> layers;  ///< Add up to row.quantity.
};

struct ExplanationQuestion {
    Id<Scenario> scenario = kRealScenario;
    Month month;
    Id<Product> product;
    Day first_day;
};

/// Throws NotFound when the plan has no bucket of this product that starts on this day.
Explanation explain(Session& session, const ExplanationQuestion& question);

/// {figure, unit, units_per_box, layers: [{code, quantity, author, reason, evidence}]}
nlohmann::json explanation_json(const Explanation& explanation);

}  // namespace bihuan::production
