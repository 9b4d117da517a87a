#include "business/loop/months/output_seals.h"

#include "business/demand/forecasts/forecast_row.h"
#include "business/demand/forecasts/scores.h"
#include "business/demand/production/plan_row.h"
#include "business/sales/targets/target_row.h"

namespace bihuan::months {

const std::vector<OutputTable>& output_tables() {
    static const std::vector<OutputTable> tables{
        {&description_of<ForecastRow>(), forecasts::kUnsealed},
        {&description_of<ForecastSeries>(), kWithoutScenario},
        {&description_of<TargetRow>(), kWithoutScenario},
        {&description_of<PlanRow>(), kWithoutScenario},
        {&description_of<ForecastScore>(), kWithoutScenario}};
    return tables;
}

std::map<std::string_view, std::string> seals_of(Session& session,
                                                 Id<Scenario> scenario,
                                                 Month month) {
    std::map<std::string_view, std::string> seals;
    for (const auto& table : output_tables()) {
        const auto places = places_without(*table.description, table.unsealed);
        RowSeal seal;
        session.each_row(
            *table.description,
            {{"scenario_id", {Value{scenario.value}}}, {"month", {Value{to_string(month)}}}},
            [&](std::span<const Value> row) { seal.add(row, places); });
        seals[table.description->table] = seal.text();
    }
    return seals;
}

}  // namespace bihuan::months
