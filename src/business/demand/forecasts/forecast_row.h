#pragma once

#include <array>

#include "base/checked.h"
#include "business/company/channels/channel.h"
#include "business/company/products/product.h"
#include "business/company/regions/region.h"
#include "business/demand/forecasts/scenario.h"

namespace bihuan {

/// One figure of a forecast: base units of a product that a region's channel is expected to sell in
/// `target_month`, as seen at the close of `month`. Its layers add up to `quantity` exactly.
struct ForecastRow {
    Id<Scenario> scenario_id = kRealScenario;
    Month month;
    Month target_month;
    Id<Product> product_id;
    Id<Region> region_id;
    Id<Channel> channel_id;
    std::int64_t quantity = 0;
    std::int64_t level = 0;
    std::int64_t trend = 0;
    std::int64_t season = 0;  ///< Time of the year and working days.
    std::int64_t festival = 0;
    std::int64_t promotion = 0;
    std::int64_t price = 0;
    std::int64_t coherence = 0;  ///< What keeping all sums coherent gave or took.
    std::int64_t index_edit = 0;
    std::int64_t sales_override = 0;
    std::int64_t marketing_override = 0;
    std::int64_t low80 = 0;
    std::int64_t high80 = 0;
    std::int64_t low95 = 0;
    std::int64_t high95 = 0;

    std::int64_t statistical() const {
        return checked_sum(std::array{level, trend, season, festival, promotion, price, coherence},
                           "a forecast");
    }
    std::int64_t overridden() const {
        return checked_sum(std::array{index_edit, sales_override, marketing_override},
                           "the corrections of a forecast");
    }
};

template <>
inline constexpr auto kDescription<ForecastRow> =
    describe<ForecastRow>("forecasts",
                          field("scenario_id", &ForecastRow::scenario_id),
                          field("month", &ForecastRow::month),
                          field("target_month", &ForecastRow::target_month),
                          field("product_id", &ForecastRow::product_id),
                          field("region_id", &ForecastRow::region_id),
                          field("channel_id", &ForecastRow::channel_id),
                          field("quantity", &ForecastRow::quantity),
                          field("level", &ForecastRow::level),
                          field("trend", &ForecastRow::trend),
                          field("season", &ForecastRow::season),
                          field("festival", &ForecastRow::festival),
                          field("promotion", &ForecastRow::promotion),
                          field("price", &ForecastRow::price),
                          field("coherence", &ForecastRow::coherence),
                          field("index_edit", &ForecastRow::index_edit),
                          field("sales_override", &ForecastRow::sales_override),
                          field("marketing_override", &ForecastRow::marketing_override),
                          field("low80", &ForecastRow::low80),
                          field("high80", &ForecastRow::high80),
                          field("low95", &ForecastRow::low95),
                          field("high95", &ForecastRow::high95));

namespace forecasts {

/// What corrections move after a forecast was made; and a copy of it has another scenario.
inline constexpr std::array<std::string_view, 9> kUnsealed{"scenario_id",
                                                           "quantity",
                                                           "index_edit",
                                                           "sales_override",
                                                           "marketing_override",
                                                           "low80",
                                                           "high80",
                                                           "low95",
                                                           "high95"};

/// The layers of a forecast figure in the order in which the engine stacks them, so that a layer on
/// top of those before it gives the engine's own index.
struct LayerField {
    std::string_view code;
    std::int64_t ForecastRow::*member;
};

inline constexpr std::array<LayerField, 10> kLayerFields{{
    {"level", &ForecastRow::level},
    {"trend", &ForecastRow::trend},
    {"season", &ForecastRow::season},
    {"festival", &ForecastRow::festival},
    {"price", &ForecastRow::price},
    {"promotion", &ForecastRow::promotion},
    {"coherence", &ForecastRow::coherence},
    {"index_edit", &ForecastRow::index_edit},
    {"sales_override", &ForecastRow::sales_override},
    {"marketing_override", &ForecastRow::marketing_override},
}};

}  // namespace forecasts

/// Why a series is forecast as it is. `evidence` is JSON: the back-test against naive, the models
/// as [name, weight, error], the indices in use as [code, layer, effect, standard error, gain].
struct ForecastSeries {
    Id<Scenario> scenario_id = kRealScenario;
    Month month;
    Id<Product> product_id;
    Id<Region> region_id;
    Id<Channel> channel_id;
    std::string status;   ///< forecast::status_name
    std::string model;    ///< forecast::shown_model
    double error_sd = 0;  ///< Standard deviation of the error of the next month that may sell.
    std::string evidence;
};

template <>
inline constexpr auto kDescription<ForecastSeries> = describe<ForecastSeries>(
    "forecast_series",
    field("scenario_id", &ForecastSeries::scenario_id),
    field("month", &ForecastSeries::month),
    field("product_id", &ForecastSeries::product_id),
    field("region_id", &ForecastSeries::region_id),
    field("channel_id", &ForecastSeries::channel_id),
    field("status", &ForecastSeries::status, at_most(40)),
    field("model", &ForecastSeries::model, at_most(200)),
    field("error_sd", &ForecastSeries::error_sd),
    field("evidence", &ForecastSeries::evidence, at_most(kLongestDocument)));

}  // namespace bihuan
