#include "business/loop/months/what_if.h"

#include <array>

#include <nlohmann/json.hpp>

#include "business/demand/forecasts/overrides.h"
#include "business/loop/months/output_seals.h"
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
        override.id = {};
        override.scenario_id = scenario.id;
    }
    for (auto& override : overrides) t.insert(override, "copied");
}

/// What a copy starts with is what its month had; who sees a part of it cannot seal it.
std::string copied_state(Session& session, const Scenario& scenario) {
    if (!session.viewer().whole_company) return {};
    nlohmann::json seals;
    for (const auto& [table, seal] : seals_of(session, scenario.id, *scenario.month))
        seals[std::string(table)] = seal;
    return nlohmann::json{{"month", to_string(*scenario.month)}, {"seals", seals}}.dump();
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
              .reason = name,
              .after = copied_state(t, scenario)});
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
