#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "business/loop/months/method.h"
#include "business/loop/months/month_step.h"
#include "platform/database/database.h"
#include "platform/jobs/progress.h"

// The month, step by step: compile → forecast → consensus → targets → supply → publish → score.
// Each step reads one snapshot, works without a transaction, and writes in one: a crash leaves each
// step done or not done, and running the month again goes on where it stopped.
namespace bihuan::months {

struct CloseOptions {
    Month month;
    Id<Scenario> scenario = kRealScenario;
    std::optional<Step> only;  ///< This step alone; all when none.
    bool force = false;        ///< Also when its inputs have not changed.
    int threads = 0;           ///< 0: as many as the machine has.
    std::string method = method_of_program();
    /// Asked in each step's transaction before it writes; throws when whoever closes may no longer.
    std::function<void(Session&)> ask_again = {};
};

struct StepOutcome {
    Step step = Step::Compile;
    bool skipped = false;  ///< Its inputs had not changed since it was done.
    double seconds = 0;
    std::string output_hash;
    nlohmann::json summary;
};

struct CloseSummary {
    Month month;
    std::string scenario;  ///< Its name; empty for the real company.
    std::vector<StepOutcome> steps;
};

/// Throws InvalidInput when there is nothing to close (no sell-out of the month) or a step alone
/// misses the one before it; jobs::Cancelled when stopped. Progress stages are the steps' names.
CloseSummary close_month(Database& database,
                         const Clock& clock,
                         const Viewer& viewer,
                         const CloseOptions& options,
                         const jobs::Progress& progress);

/// The steps as they stand, one per step in their order; Open for those never done. A step that
/// corrections made later put out of date is Stale.
std::vector<MonthStep> steps_of(Session& session, Id<Scenario> scenario, Month month);

}  // namespace bihuan::months
