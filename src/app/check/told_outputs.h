#pragma once

#include <map>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "business/loop/months/month_step.h"
#include "platform/database/session.h"

namespace bihuan::check {

/// A scenario and the month of its close.
using Close = std::pair<std::int64_t, std::string>;

/// What events say of a step as it stands.
struct ToldStep {
    nlohmann::json state;  ///< Of its newest event.
    /// None where events of an older program leave it open whether a later step made it stale.
    std::optional<months::StepStatus> status;
};

struct ToldClose {
    std::map<std::string, std::string> seals;  ///< By table.
    std::map<months::Step, ToldStep> steps;
    /// Number of the event by which all corrections were last put where they belong, or taken out.
    std::int64_t placed = 0;

    bool is_done(months::Step step) const;
};

struct ToldOutputs {
    std::map<Close, ToldClose> closes;
    std::int64_t moved = 0;  ///< Of the last event that changed a region or channel.
};

/// What the events of all closes and what-if copies add up to.
ToldOutputs told_outputs(Session& session);

}  // namespace bihuan::check
