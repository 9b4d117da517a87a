#include <future>

#include "base/content_hash.h"
#include "base/overwrite.h"
#include "base/row_seal.h"
#include "business/demand/forecasts/forecast_month.h"
#include "business/demand/forecasts/forecast_sums.h"
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

template <class Row>
void insert_many(Transaction& t, const std::vector<Row>& rows) {
    const Row* before = nullptr;
    std::size_t next = 0;
    t.bulk_values(
        description_of<Row>(),
        [&](Values& values) {
            if (next == rows.size()) return false;
            overwrite_values(before, rows[next], values);
            before = &rows[next++];
            return true;
        },
        Trace::Event);
}

}  // namespace

std::string store_forecast(Transaction& t, Id<Scenario> scenario, MonthForecast& forecast) {
    for (auto& row : forecast.rows) row.scenario_id = scenario;
    for (auto& row : forecast.series) row.scenario_id = scenario;
    auto hashed = std::async(std::launch::async, [&] { return hash_of(forecast); });
    const Params key{{"scenario_id", scenario}, {"month", forecast.month}};
    t.execute(forecasts_queries::kClearForecasts, key);
    t.execute(forecasts_queries::kClearForecastSeries, key);
    t.execute(forecasts_queries::kClearSumsOfMonth, key);
    insert_many(t, forecast.rows);
    insert_many(t, forecast.series);
    t.bulk_insert<ForecastSumRow>(sums_of(forecast.rows));
    auto hash = hashed.get();
    t.record({.action = "forecasts.made",
              .subject_kind = "forecasts",
              .subject_id = scenario.value,
              .after = fmt::format(
                  R"({{"month":"{}","series":{},"hash":"{}","seals":{{"forecasts":"{}",)"
                  R"("forecast_series":"{}"}}}})",
                  to_string(forecast.month),
                  forecast.series.size(),
                  hash,
                  seal_of<ForecastRow>(forecast.rows, kUnsealed),
                  seal_of<ForecastSeries>(forecast.series, kWithoutScenario))});
    return hash;
}

}  // namespace bihuan::forecasts
