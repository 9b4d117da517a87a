#pragma once

#include <functional>
#include <memory>
#include <string>

#include "business/demand/forecasts/forecast_month.h"
#include "business/loop/months/closing.h"

// What each step reads, makes and writes. Private to the room.
namespace bihuan::months {

struct StepContext {
    Database& database;
    const Clock& clock;
    Viewer viewer;  ///< Of the whole company, on behalf of whoever closes.
    const CloseOptions& options;
    const jobs::Progress& progress;
    /// Stored hashes of the steps before.
    std::function<MonthStep(Step)> stored;

    template <class Work>
    auto read(Work&& work) const {
        return database.read(viewer, std::forward<Work>(work));
    }
    void report(Step step, double share) const {
        constexpr std::int64_t kUnits = 1000;
        progress.report(choice_name(step), static_cast<std::int64_t>(share * kUnits), kUnits);
    }
    /// Sales and plans up to the month, read once for all steps of a close.
    std::shared_ptr<const forecasts::ForecastBasis> sales() const;

    mutable std::shared_ptr<const forecasts::ForecastBasis> kept_sales = nullptr;
    /// Called when a step's work leaves a thread idle; may be empty.
    std::function<void()> has_spare_thread = {};
};

struct Written {
    std::string output_hash;
    nlohmann::json summary;
};

/// A step that has read what it needs.
struct PreparedStep {
    std::string input_hash;
    /// Does the long work; gives what writes the result within the step's transaction.
    std::function<std::function<Written(Transaction&)>()> work;
};

PreparedStep prepare(Step step, const StepContext& context);

}  // namespace bihuan::months
