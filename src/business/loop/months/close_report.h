#pragma once

#include <string>

#include "business/loop/months/closing.h"

namespace bihuan::months {

/// {month, scenario, steps:[{step, skipped, seconds, output_hash}], counts, demand,
/// demand_last_plan, production, production_last_plan, production_change, shortage, assumptions,
/// handovers, accuracy}. "accuracy" is {"lead_1": {"outlet": {wape, wape_naive,
/// wape_seasonal_naive, …}, …}, "lead_3": …}.
nlohmann::json close_json(const CloseSummary& summary);

/// A few lines for a person.
std::string close_text(const CloseSummary& summary);

}  // namespace bihuan::months
