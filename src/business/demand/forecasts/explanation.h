#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "business/demand/forecasts/forecast_view.h"

// Why a forecast figure is what it is: its layers, each with author, reason and evidence.
namespace bihuan::forecasts {

struct Evidence {
    std::string kind;  ///< "model", "index", "promotion", "price", "override", "status"
    std::string id;    ///< Of the row behind it; may be empty.
    std::string text;
};

struct ExplainedLayer {
    std::string code;
    std::int64_t quantity = 0;
    std::string author;  ///< A person's name, or "bihuan".
    std::string reason;  ///< A code for the product's own layers, a person's words for theirs.
    std::vector<Evidence> evidence;
};

struct Explanation {
    Month target_month;
    std::int64_t figure = 0;
    std::vector<ExplainedLayer> layers;  ///< They add up to the figure exactly; in stacking order.
};

/// Throws NotFound when there is no such figure.
Explanation explain(Session& session, const Scope& scope, Month target_month);

nlohmann::json explanation_json(Session& session,
                                const Scope& scope,
                                const Explanation& explanation);

}  // namespace bihuan::forecasts
