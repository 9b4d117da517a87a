#include "business/demand/forecasts/accuracy_view.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "business/demand/forecasts/view_rows.h"
#include "forecasts/queries.h"

namespace bihuan::forecasts {

namespace {

using nlohmann::json;

json ratio(double part, double whole) {
    return whole > 0 ? json(part / whole) : json();
}

/// One step from a figure to the next, over all figures that it changed.
struct StepError {
    const char* layer;
    const char* department;
    std::int64_t OverriddenOutcome::*change;
    double before = 0;
    double after = 0;
    double actual = 0;

    json to_json() const {
        return {{"layer", layer},
                {"department", department},
                {"person", nullptr},
                {"wape_before", ratio(before, actual)},
                {"wape_after", ratio(after, actual)},
                {"added", ratio(before - after, actual)}};
    }
};

json statistics_json(std::span<const ForecastScore> scores) {
    const auto of = [&](ScoreMethod method) {
        return accuracy_of(scores, 1, ScoreLevel::Node, method).wape;
    };
    const auto naive = of(ScoreMethod::SeasonalNaive);
    const auto statistical = of(ScoreMethod::Statistical);
    if (!naive || !statistical) return nullptr;
    return {{"layer", "statistical"},
            {"department", nullptr},
            {"person", nullptr},
            {"wape_before", *naive},
            {"wape_after", *statistical},
            {"added", *naive - *statistical}};
}

}  // namespace

json accuracy_json(Session& session, Id<Scenario> scenario, Month month) {
    const auto scores = scores_of(session, scenario, month);
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
    std::array<StepError, 3> steps{
        {{"index_edit", "marketing", &OverriddenOutcome::index_edit},
         {"sales_override", "sales", &OverriddenOutcome::sales_override},
         {"marketing_override", "marketing", &OverriddenOutcome::marketing_override}}};
    for (int back = 0; back < kScoredMonths; ++back)
        session.query_each<OverriddenOutcome>(
            forecasts_queries::kOverriddenOutcomes,
            {{"month", month - back - 1}, {"target_month", month - back}},
            [&](const OverriddenOutcome& row) {
                std::int64_t figure =
                    row.quantity - row.index_edit - row.sales_override - row.marketing_override;
                for (auto& step : steps) {
                    const std::int64_t change = row.*step.change;
                    const auto before = std::abs(static_cast<double>(figure - row.actual));
                    figure += change;
                    if (change == 0) continue;
                    step.before += before;
                    step.after += std::abs(static_cast<double>(figure - row.actual));
                    step.actual += static_cast<double>(row.actual);
                }
            });
    json added = json::array();
    if (auto first = statistics_json(scores); !first.is_null()) added.push_back(std::move(first));
    for (const auto& step : steps)
        if (step.actual > 0) added.push_back(step.to_json());
    return {{"rows", std::move(rows)}, {"value_added", std::move(added)}};
}

}  // namespace bihuan::forecasts
