#pragma once

#include <string>
#include <vector>

#include "business/demand/forecasts/engine_run.h"
#include "business/demand/forecasts/forecast_row.h"
#include "platform/database/database.h"

// A month's forecast in three acts, so that the long one in the middle holds no transaction.
namespace bihuan::forecasts {

/// Months ahead that a close forecasts.
inline constexpr int kHorizon = 6;

/// All that a forecast made at the close of a month rests on.
struct ForecastBasis {
    Month month;
    SalesHistory history;
    Influences influences;
    Plans plans;
    std::string content_hash;
};

struct MonthForecast {
    Month month;
    std::vector<ForecastRow> rows;  ///< By target month and key.
    std::vector<ForecastSeries> series;
};

struct ForecastOptions {
    int threads = 0;
    std::stop_token stop;
    std::function<void(double)> on_progress;  ///< Share done, 0…1.
    /// Called once, when what is left to do leaves a thread idle.
    std::function<void()> on_spare_thread = {};
};

/// Of all that the engine is given.
std::string content_hash_of(const SalesHistory& history, const Influences& influences);

/// Reads sales up to and with `month`, and promotions and prices as they are planned.
ForecastBasis read_basis(Session& session, Month month);

/// The same, read by two sessions at the same time.
ForecastBasis read_basis(Database& database, const Viewer& viewer, Month month);

/// Pure: the same basis gives the same rows.
MonthForecast make_forecast(const ForecastBasis& basis, const ForecastOptions& options);

/// Replaces the scenario's statistical forecast of the month; overrides are applied afterwards
/// (apply_overrides). Marks the rows as the scenario's. Returns the hash of what was written.
std::string store_forecast(Transaction& t, Id<Scenario> scenario, MonthForecast& forecast);

}  // namespace bihuan::forecasts
