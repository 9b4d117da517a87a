#include "business/demand/forecasts/forecast_month.h"

#include "base/content_hash.h"
#include "business/demand/forecasts/coherence.h"
#include "business/demand/forecasts/forecast_rows.h"
#include "business/demand/forecasts/forecast_sums.h"
#include "business/demand/forecasts/steadying.h"
#include "forecasts/queries.h"

namespace bihuan::forecasts {

namespace {

std::string hash_of(const MonthForecast& forecast) {
    ContentHash hash;
    for (const auto& row : forecast.rows) {
        hash.add(row.product_id.value).add(row.region_id.value).add(row.channel_id.value);
        hash.add(row.target_month.number()).add(row.quantity);
        for (const auto& layer : kLayerFields) hash.add(row.*layer.member);
        hash.add(row.low80).add(row.high80).add(row.low95).add(row.high95);
    }
    for (const auto& series : forecast.series)
        hash.add(series.status).add(series.model).add(series.evidence);
    return hash.hex();
}

}  // namespace

std::string content_hash_of(const SalesHistory& history, const Influences& influences) {
    ContentHash hash;
    hash.add(to_string(history.first)).add(static_cast<std::int64_t>(history.months));
    hash.add(static_cast<std::int64_t>(history.rhythm.weekday.value_or(0)));
    hash.add(to_string(history.rhythm.first_day));
    for (const auto& key : history.keys)
        hash.add(key.product_id).add(key.region_id).add(key.channel_id).add(key.outlet_id);
    for (const auto* buffer :
         {&history.quantities, &history.prices, &history.coupons, &history.features})
        hash.add_numbers(*buffer);
    return hash.add(influences.content_hash()).hex();
}

ForecastBasis read_basis(Session& session, Month month) {
    ForecastBasis basis{.month = month,
                        .history = load_history(session, month, Grain::Node),
                        .influences = load_influences(session)};
    basis.plans = basis.influences.plans_for(basis.history, kHorizon);
    basis.content_hash = content_hash_of(basis.history, basis.influences);
    return basis;
}

MonthForecast make_forecast(const ForecastBasis& basis, const ForecastOptions& options) {
    MonthForecast made{.month = basis.month};
    if (basis.history.size() == 0) return made;
    auto of_nodes = rehearse_nodes(basis, options);
    auto of_products = rehearse_products(basis, options);
    const auto run = run_steadied(basis.history,
                                  basis.plans,
                                  basis.influences,
                                  {.origin = basis.month,
                                   .horizon = kHorizon,
                                   .threads = options.threads,
                                   .stop = options.stop,
                                   .on_progress = options.on_progress},
                                  of_nodes);
    made.rows = to_rows(basis.history, run, make_coherent(basis, run, options, of_products));
    made.series = to_series_rows(basis.history, run);
    return made;
}

std::string store_forecast(Transaction& t, Id<Scenario> scenario, MonthForecast& forecast) {
    const Params key{{"scenario_id", scenario}, {"month", forecast.month}};
    t.execute(forecasts_queries::kClearForecasts, key);
    t.execute(forecasts_queries::kClearForecastSeries, key);
    for (auto& row : forecast.rows) row.scenario_id = scenario;
    for (auto& row : forecast.series) row.scenario_id = scenario;
    t.bulk_insert<ForecastRow>(forecast.rows);
    t.bulk_insert<ForecastSeries>(forecast.series);
    for (int ahead = 1; ahead <= kHorizon; ++ahead)
        sum_forecasts(t, scenario, forecast.month, forecast.month + ahead);
    const auto hash = hash_of(forecast);
    t.record({.action = "forecasts.made",
              .subject_kind = "forecasts",
              .subject_id = scenario.value,
              .after = fmt::format(R"({{"month":"{}","series":{},"hash":"{}"}})",
                                   to_string(forecast.month),
                                   forecast.series.size(),
                                   hash)});
    return hash;
}

}  // namespace bihuan::forecasts
