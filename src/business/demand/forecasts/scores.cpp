#include "business/demand/forecasts/scores.h"

#include <cmath>
#include <set>

#include "base/content_hash.h"
#include "base/row_seal.h"
#include "forecasts/queries.h"

namespace bihuan::forecasts {

ForecastScore score_of(const Scored& scored, ForecastScore labels) {
    BIHUAN_CHECK(scored.actual.size() == scored.forecast.size());
    for (std::size_t i = 0; i < scored.actual.size(); ++i) {
        const double error = scored.forecast[i] - scored.actual[i];
        labels.absolute_error += std::abs(error);
        labels.signed_error += error;
        labels.actual += scored.actual[i];
    }
    labels.series = static_cast<std::int64_t>(scored.actual.size());
    return labels;
}

ScoreBasis read_score_basis(Session& session, std::shared_ptr<const ForecastBasis> nodes) {
    const Month month = nodes->month;
    ScoreBasis basis{.nodes = std::move(nodes)};
    if (count_outlet_series(session, month, kMostOutletSeries + 1) <= kMostOutletSeries) {
        auto& outlets = basis.outlets.emplace();
        outlets.month = month;
        outlets.history = load_history(session, month, Grain::Outlet);
        outlets.influences = basis.nodes->influences;
        outlets.plans = outlets.influences.plans_for(outlets.history, kHorizon);
    }
    for (int back = 0; back < kScoredMonths; ++back)
        for (const int lead : kLeads)
            session.query_each<ForecastRow>(
                forecasts_queries::kFrozenForecast,
                {{"month", month - back - lead}, {"target_month", month - back}},
                [&](const ForecastRow& row) { basis.frozen.push_back(row); });
    return basis;
}

std::string store_scores(Transaction& t,
                         Id<Scenario> scenario,
                         Month month,
                         std::vector<ForecastScore> scores) {
    t.execute(forecasts_queries::kClearForecastScores,
              {{"scenario_id", scenario}, {"month", month}});
    for (auto& score : scores) {
        score.scenario_id = scenario;
        score.month = month;
    }
    t.bulk_insert<ForecastScore>(scores);
    ContentHash hash;
    for (const auto& score : scores) {
        auto values = to_values(score);
        values[description_of<ForecastScore>().index_of("scenario_id")] = Value{};
        for (const auto& value : values) hash.add_value(value);
    }
    auto digest = hash.hex();
    t.record({.action = "forecast_scores.made",
              .subject_kind = "forecast_scores",
              .subject_id = scenario.value,
              .after = fmt::format(R"({{"month":"{}","hash":"{}","seals":{{"{}":"{}"}}}})",
                                   to_string(month),
                                   digest,
                                   "forecast_scores",
                                   seal_of<ForecastScore>(scores, kWithoutScenario))});
    return digest;
}

std::vector<ForecastScore> scores_of(Session& session, Id<Scenario> scenario, Month month) {
    return session.query<ForecastScore>(forecasts_queries::kScoresOfMonth,
                                        {{"scenario_id", scenario}, {"month", month}});
}

Accuracy accuracy_of(std::span<const ForecastScore> scores,
                     std::int64_t lead,
                     ScoreLevel level,
                     ScoreMethod method) {
    double absolute = 0;
    double difference = 0;
    double actual = 0;
    Accuracy accuracy;
    for (const auto& score : scores) {
        if (score.lead != lead || score.level != level || score.method != method) continue;
        absolute += score.absolute_error;
        difference += score.signed_error;
        actual += score.actual;
        accuracy.series = std::max(accuracy.series, score.series);
        ++accuracy.months;
    }
    if (actual <= 0) return accuracy;
    accuracy.wape = absolute / actual;
    accuracy.bias = difference / actual;
    return accuracy;
}

}  // namespace bihuan::forecasts
