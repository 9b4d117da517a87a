#pragma once

#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "business/demand/forecasts/forecast_row.h"
#include "business/demand/forecasts/view_rows.h"
#include "business/marketing/promotions/promotion.h"
#include "platform/database/session.h"

// A stored forecast as people look at it: summed over any region and channel, with its past.
namespace bihuan::forecasts {

/// Which figures are meant; an id of 0 is all of them.
struct Scope {
    Id<Scenario> scenario = kRealScenario;
    Month month;  ///< Of the close.
    Id<Product> product;
    Id<Region> region;
    Id<Channel> channel;
};

/// The forecast of one month ahead, summed over a scope.
struct ForecastSum {
    Month target_month;
    std::int64_t series = 0;
    ForecastRow row;  ///< Figure, layers and interval; its places are 0.
};

/// Nodes' errors are taken to be correlated by this much when their intervals are summed: between
/// independent (0) and all alike (1). What moves a product moves it everywhere; different products
/// have less in common. Over the last twelve months of the small demo company intervals of 80 %
/// summed so held 80 % of its products' months one month ahead (74 % three ahead) and 81 % of its
/// regions'.
inline constexpr double kPlaceErrorCorrelation = 0.9;
inline constexpr double kProductErrorCorrelation = 0.3;

/// By target month; empty when the month has no forecast.
std::vector<ForecastSum> sum_forecast(Session& session, const Scope& scope);

/// The same sums of rows at hand, by target month.
std::vector<ForecastSum> sum_rows(std::span<const ForecastRow> rows);

/// Sell-out of the scope by month, up to its month.
std::vector<MonthSale> history_of(Session& session, const Scope& scope);

/// {history, forecast, festivals, promotions, indices, models, status, series, unit, units_per_box}
nlohmann::json forecast_json(Session& session, const Scope& scope);

/// {"items": [{product_id, product_code, product_name, quantity, units_per_box, last_month,
/// last_year}]} for one target month, greatest first.
nlohmann::json forecast_table_json(Session& session, const Scope& scope, Month target_month);

/// Layer codes with their quantities.
nlohmann::json layers_json(const ForecastRow& row);

/// What a series' evidence says, of the most uncertain series of the scope's product.
std::vector<ForecastSeries> evidence_of(Session& session, const Scope& scope);

/// Promotions that touch the scope's product in a stretch of days, by first day.
std::vector<Promotion> promotions_in(Session& session, const Scope& scope, Day first, Day end);

}  // namespace bihuan::forecasts
