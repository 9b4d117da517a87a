#include "business/demand/forecasts/forecast_month.h"

#include <future>

#include "base/content_hash.h"
#include "business/demand/forecasts/coherence.h"
#include "business/demand/forecasts/forecast_rows.h"
#include "business/demand/forecasts/sales_collector.h"
#include "business/demand/forecasts/steadying.h"
#include "business/demand/forecasts/stock_outs.h"

namespace bihuan::forecasts {

namespace {

constexpr int kFewestMonthsToShare = 6;  ///< Between two sessions.
constexpr std::int64_t kChanged = -1;

/// What follows from what was read.
ForecastBasis complete(ForecastBasis basis) {
    auto plans = std::async(std::launch::async,
                            [&] { return basis.influences.plans_for(basis.history, kHorizon); });
    basis.content_hash = content_hash_of(basis.history, basis.influences);
    basis.plans = plans.get();
    return basis;
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
    if (!history.lost.empty()) hash.add_numbers(history.lost);
    for (const bool reported : history.reported) hash.add(static_cast<std::int64_t>(reported));
    return hash.add(influences.content_hash()).hex();
}

ForecastBasis read_basis(Session& session, Month month) {
    return complete({.month = month,
                     .history = load_history(session, month, Grain::Node),
                     .influences = load_influences(session)});
}

ForecastBasis read_basis(Database& database, const Viewer& viewer, Month month) {
    const auto first =
        database.read(viewer, [&](Session& session) { return first_month_of(session, month); });
    if (!first || month - *first < kFewestMonthsToShare)
        return database.read(viewer, [&](Session& session) { return read_basis(session, month); });
    const Month middle = *first + (month - *first) / 2;
    auto later = std::async(std::launch::async, [&] {
        return database.read(viewer, [&](Session& session) {
            return std::pair(newest_event(session), collect_nodes(session, middle + 1, month));
        });
    });
    ForecastBasis basis{.month = month};
    std::vector<SalesCollector> parts;
    std::vector<StockOut> stock_outs;
    const auto seen = database.read(viewer, [&](Session& session) {
        basis.influences = load_influences(session);
        basis.history.rhythm = find_rhythm(session, *first, month);
        parts.push_back(collect_nodes(session, *first, middle));
        stock_outs = load_stock_outs(session, *first, month);
        return first_month_of(session, month) == first ? newest_event(session) : kChanged;
    });
    auto [seen_later, rest] = later.get();
    if (seen != seen_later)
        return database.read(viewer, [&](Session& session) { return read_basis(session, month); });
    parts.push_back(std::move(rest));
    const auto rhythm = basis.history.rhythm;
    basis.history = SalesCollector::join(std::move(parts));
    basis.history.rhythm = rhythm;
    put_lost_sales(stock_outs, Grain::Node, basis.history);
    return complete(std::move(basis));
}

MonthForecast make_forecast(const ForecastBasis& basis, const ForecastOptions& options) {
    MonthForecast made{.month = basis.month};
    if (basis.history.size() == 0) return made;
    // Rehearsals and the sums are small runs, which would leave threads idle: they go beside the
    // large one.
    const ForecastOptions beside{.threads = 1, .stop = options.stop};
    auto of_nodes = rehearse_nodes(basis, beside);
    auto of_products = rehearse_products(basis, beside);
    auto small_runs = std::async(std::launch::async, [&] {
        auto sums = forecast_products(basis, kHorizon, beside, of_products);
        return std::pair(of_nodes.mixes_at(basis.month), std::move(sums));
    });
    auto run = run_engine(basis.history,
                          basis.plans,
                          basis.influences,
                          {.origin = basis.month,
                           .horizon = kHorizon,
                           .threads = options.threads,
                           .stop = options.stop,
                           .on_progress = options.on_progress});
    const auto [mixes, sums] = small_runs.get();
    if (options.on_spare_thread) options.on_spare_thread();
    steady(basis.history, mixes, run);
    stop_after_last_day(basis.history, basis.influences, run);
    made.rows = to_rows(basis.history, run, make_coherent(sums, run), options.threads);
    made.series = to_series_rows(basis.history, run, options.threads);
    return made;
}

}  // namespace bihuan::forecasts
