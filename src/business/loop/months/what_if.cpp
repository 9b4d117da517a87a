#include "business/loop/months/what_if.h"

#include <array>

#include "business/demand/forecasts/overrides.h"
#include "months/queries.h"

namespace bihuan::months {

namespace {

void copy_month(Transaction& t, const Scenario& scenario) {
    const Params params{{"scenario_id", scenario.id}, {"month", *scenario.month}};
    for (const auto* query : {&months_queries::kCopyForecasts,
                              &months_queries::kCopyForecastSeries,
                              &months_queries::kCopyForecastSums,
                              &months_queries::kCopyTargets,
                              &months_queries::kCopyProductionPlans,
                              &months_queries::kCopyMonthSteps})
        t.execute(*query, params);
    auto overrides = forecasts::active_overrides(t, kRealScenario, *scenario.month, {});
    for (auto& override : overrides) {
        override.id = new_id<Override>();
        override.scenario_id = scenario.id;
    }
    t.bulk_insert<Override>(overrides);
}

}  // namespace

Scenario find_or_make_what_if(Transaction& t, const std::string& name, Month month) {
    if (name.empty())
        throw Error(ErrorCode::InvalidInput,
                    "A what-if copy needs a name.",
                    {{"missing", "/name", "Give the copy a name.", ""}});
    Scenario scenario{
        .name = name, .month = month, .person_id = {t.viewer().person_id}, .created_at = t.now()};
    if (auto sound = from_values<Scenario>(to_values(scenario)); !sound)
        throw Error(
            ErrorCode::InvalidInput, "This is no name of a copy.", std::move(sound.error()));
    if (auto found = t.find_by<Scenario>("name", name)) {
        if (found->month == month) return *found;
        throw Error(ErrorCode::Conflict,
                    fmt::format("The what-if copy {} belongs to another month.", name));
    }
    t.insert(scenario);
    copy_month(t, scenario);
    t.record({.action = "scenarios.copied",
              .subject_kind = "scenarios",
              .subject_id = scenario.id.value,
              .reason = name});
    return scenario;
}

void remove_what_if(Transaction& t, Id<Scenario> id) {
    if (id == kRealScenario)
        throw Error(ErrorCode::InvalidInput, "The real company cannot be removed.");
    const auto scenario = t.get(id);
    for (const auto* query : {&months_queries::kEraseReceipts,
                              &months_queries::kEraseHandovers,
                              &months_queries::kEraseForecastScores,
                              &months_queries::kEraseMonthSteps,
                              &months_queries::kEraseProductionPlans,
                              &months_queries::kEraseTargets,
                              &months_queries::kEraseOverrides,
                              &months_queries::kEraseForecastSeries,
                              &months_queries::kEraseForecastSums,
                              &months_queries::kEraseForecasts,
                              &months_queries::kEraseScenario})
        t.execute(*query, {{"scenario_id", id}});
    t.record({.action = "scenarios.removed",
              .subject_kind = "scenarios",
              .subject_id = id.value,
              .reason = scenario.name});
}

}  // namespace bihuan::months
