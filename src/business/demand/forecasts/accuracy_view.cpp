#include "business/demand/forecasts/accuracy_view.h"

#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include <nlohmann/json.hpp>

#include "business/company/people/people.h"
#include "business/demand/forecasts/overrides.h"
#include "business/demand/forecasts/places.h"
#include "business/demand/forecasts/view_rows.h"
#include "forecasts/queries.h"

namespace bihuan::forecasts {

namespace {

using nlohmann::json;

json ratio(double part, double whole) {
    return whole > 0 ? json(part / whole) : json();
}

/// Those who corrected a figure on one layer.
using Authors = std::set<Id<Person>>;

/// How far figures were off before and after a correction.
struct StepError {
    double before = 0;
    double after = 0;
    double actual = 0;

    void add(double before_step, double after_step, double sold) {
        before += before_step;
        after += after_step;
        actual += sold;
    }
};

/// One step from a figure to the next, over all figures that it changed.
struct Step {
    OverrideLayer layer;
    const char* department;
    std::int64_t OverriddenOutcome::*change;
    StepError all = {};
    std::map<Authors, StepError> by_authors = {};  ///< Of those whose authors are known.
};

std::string names_of(Session& session, const Authors& authors) {
    std::string names;
    for (const auto id : authors) {
        const auto name = people::name_of(session, id);
        names += (names.empty() ? "" : ", ") + name.value_or(std::to_string(id.value));
    }
    return names;
}

/// Scores what people did to forecasts made `lead` months ahead, step by step.
class Corrections {
public:
    Corrections(Session& session, const Places& places, int lead)
        : session_(session), places_(places), lead_(lead) {}

    void score(Month target_month) {
        const Month closed = target_month - lead_;
        std::multimap<Id<Product>, Override> overrides;
        for (auto& override : active_overrides(session_, kRealScenario, closed, {}))
            if (override.target_month == target_month)
                overrides.emplace(override.product_id, std::move(override));
        session_.query_each<OverriddenOutcome>(
            forecasts_queries::kOverriddenOutcomes,
            {{"month", closed}, {"target_month", target_month}},
            [&](const OverriddenOutcome& row) { score(row, overrides); });
    }

    void tell(json& added) const {
        for (const auto& step : steps_) {
            if (step.all.actual <= 0) continue;
            const bool one = step.by_authors.size() == 1 &&
                             step.by_authors.begin()->second.actual >= step.all.actual;
            if (!one) added.push_back(told(step, step.all, nullptr));
            for (const auto& [authors, error] : step.by_authors)
                added.push_back(told(step, error, names_of(session_, authors)));
        }
    }

private:
    using Overrides = std::multimap<Id<Product>, Override>;

    json told(const Step& step, const StepError& error, const json& person) const {
        return {{"figures", "corrected"},
                {"lead", lead_},
                {"level", choice_name(ScoreLevel::Node)},
                {"layer", choice_name(step.layer)},
                {"department", step.department},
                {"person", person},
                {"wape_before", ratio(error.before, error.actual)},
                {"wape_after", ratio(error.after, error.actual)},
                {"added", ratio(error.before - error.after, error.actual)}};
    }

    void score(const OverriddenOutcome& row, const Overrides& overrides) {
        std::int64_t figure =
            row.quantity - row.index_edit - row.sales_override - row.marketing_override;
        const auto actual = static_cast<double>(row.actual);
        for (auto& step : steps_) {
            const std::int64_t change = row.*step.change;
            const double before = std::abs(static_cast<double>(figure) - actual);
            figure += change;
            if (change == 0) continue;
            const double after = std::abs(static_cast<double>(figure) - actual);
            step.all.add(before, after, actual);
            const auto authors = authors_of(row, step.layer, overrides);
            if (!authors.empty()) step.by_authors[authors].add(before, after, actual);
        }
    }

    Authors authors_of(const OverriddenOutcome& row,
                       OverrideLayer layer,
                       const Overrides& overrides) const {
        Authors authors;
        const auto [begin, end] = overrides.equal_range(row.product_id);
        for (auto it = begin; it != end; ++it) {
            const auto& override = it->second;
            if (override.layer == layer &&
                places_.region_within(row.region_id, override.region_id.value) &&
                places_.channel_within(row.channel_id, override.channel_id.value))
                authors.insert(override.person_id);
        }
        return authors;
    }

    Session& session_;
    const Places& places_;
    int lead_;
    std::array<Step, 3> steps_{
        {{OverrideLayer::IndexEdit, "marketing", &OverriddenOutcome::index_edit},
         {OverrideLayer::SalesOverride, "sales", &OverriddenOutcome::sales_override},
         {OverrideLayer::MarketingOverride, "marketing", &OverriddenOutcome::marketing_override}}};
};

/// A lead and a level: errors of another one are no errors of this.
struct Kind {
    std::int64_t lead = 1;
    ScoreLevel level = ScoreLevel::Node;

    auto operator<=>(const Kind&) const = default;
};

/// Each lead, level and method over all scored months together: the months of large sales count for
/// more, as they do in each month's own figure.
json pooled_json(std::span<const ForecastScore> scores) {
    std::set<std::tuple<std::int64_t, ScoreLevel, ScoreMethod>> kinds;
    for (const auto& score : scores) kinds.emplace(score.lead, score.level, score.method);
    json pooled = json::array();
    for (const auto& [lead, level, method] : kinds) {
        const auto accuracy = accuracy_of(scores, lead, level, method);
        pooled.push_back({{"lead", lead},
                          {"level", choice_name(level)},
                          {"method", choice_name(method)},
                          {"wape", accuracy.wape ? json(*accuracy.wape) : json()},
                          {"bias", accuracy.bias ? json(*accuracy.bias) : json()},
                          {"months", accuracy.months}});
    }
    return pooled;
}

/// From one method to the next over every scored figure.
json whole_step_json(const Kind& kind, std::string_view layer, double before, double after) {
    return {{"figures", "all"},
            {"lead", kind.lead},
            {"level", choice_name(kind.level)},
            {"layer", layer},
            {"department", nullptr},
            {"person", nullptr},
            {"wape_before", before},
            {"wape_after", after},
            {"added", before - after}};
}

/// From last year's months to the engine's figures, and from these to what was published, of each
/// lead and level: the last step ends where the pooled error of the final forecast stands.
void tell_whole_steps(std::span<const ForecastScore> scores, json& added) {
    std::set<Kind> kinds;
    for (const auto& score : scores) kinds.insert({score.lead, score.level});
    for (const auto& kind : kinds) {
        const auto of = [&](ScoreMethod method) {
            return accuracy_of(scores, kind.lead, kind.level, method).wape;
        };
        const auto naive = of(ScoreMethod::SeasonalNaive);
        const auto statistical = of(ScoreMethod::Statistical);
        const auto final = of(ScoreMethod::Final);
        if (naive && statistical)
            added.push_back(whole_step_json(kind, "statistical", *naive, *statistical));
        if (statistical && final && *statistical != *final)
            added.push_back(whole_step_json(kind, "corrections", *statistical, *final));
    }
}

}  // namespace

json accuracy_json(Session& session, Id<Scenario> scenario, Month month) {
    // Scores are the whole company's; the field is told what corrections did in its own regions.
    const auto scores = session.viewer().whole_company ? scores_of(session, scenario, month)
                                                       : std::vector<ForecastScore>();
    json rows = json::array();
    for (const auto& score : scores)
        rows.push_back(
            {{"scored_month", to_string(score.scored_month)},
             {"lead", score.lead},
             {"level", choice_name(score.level)},
             {"method", choice_name(score.method)},
             {"wape", ratio(score.absolute_error, score.actual)},
             {"bias", score.actual > 0 ? json(score.signed_error / score.actual) : json()},
             {"series", score.series}});
    json added = json::array();
    tell_whole_steps(scores, added);
    const auto places = load_places(session);
    for (const int lead : kLeads) {
        Corrections corrections(session, places, lead);
        for (int back = 0; back < kScoredMonths; ++back) corrections.score(month - back);
        corrections.tell(added);
    }
    return {{"rows", std::move(rows)},
            {"pooled", pooled_json(scores)},
            {"value_added", std::move(added)}};
}

}  // namespace bihuan::forecasts
