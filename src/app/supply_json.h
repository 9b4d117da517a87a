#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "engine/supply/supply.h"

// Production problems and plans as JSON; docs/guides/supply-file.md describes the members.
namespace bihuan {

/// Every issue at once: broken JSON, unknown and missing members, wrong kinds, contradictions; each
/// with its JSON Pointer.
Result<supply::Problem> read_supply_problem(std::string_view text);

nlohmann::json supply_outcome_json(const supply::Problem& problem, const supply::Outcome& outcome);

}  // namespace bihuan
