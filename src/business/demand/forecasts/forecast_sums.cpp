#include "business/demand/forecasts/forecast_sums.h"

#include "forecasts/queries.h"

namespace bihuan::forecasts {

void sum_forecasts(Transaction& t, Id<Scenario> scenario, Month month, Month target_month) {
    const Params key{{"scenario_id", scenario}, {"month", month}, {"target_month", target_month}};
    t.execute(forecasts_queries::kClearForecastSums, key);
    t.execute(forecasts_queries::kSumForecasts, key);
}

}  // namespace bihuan::forecasts
