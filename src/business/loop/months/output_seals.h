#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/row_seal.h"
#include "business/demand/forecasts/scenario.h"
#include "platform/database/session.h"

// What the steps of a month write, table by table, as their events seal it.
namespace bihuan::months {

struct OutputTable {
    const Description* description = nullptr;
    std::span<const std::string_view> unsealed;  ///< Fields that the seal leaves out.
};

/// Forecasts, their series, targets, production plans, scores.
const std::vector<OutputTable>& output_tables();

/// The seals of what is stored of a month, by table.
std::map<std::string_view, std::string> seals_of(Session& session,
                                                 Id<Scenario> scenario,
                                                 Month month);

}  // namespace bihuan::months
