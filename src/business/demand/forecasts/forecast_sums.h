#pragma once

#include <span>
#include <vector>

#include "business/demand/forecasts/forecast_row.h"
#include "platform/database/transaction.h"

namespace bihuan {

/// Figures of one target month over all own products in a region's channel. How far the intervals
/// reach below and above the figures is kept with its squares, which add up for the sum's own.
struct ForecastSum {
    Id<Scenario> scenario_id = kRealScenario;
    Month month;
    Month target_month;
    Id<Region> region_id;
    Id<Channel> channel_id;
    std::int64_t series = 0;
    std::int64_t quantity = 0;
    std::int64_t level = 0;
    std::int64_t trend = 0;
    std::int64_t season = 0;
    std::int64_t festival = 0;
    std::int64_t promotion = 0;
    std::int64_t price = 0;
    std::int64_t coherence = 0;
    std::int64_t index_edit = 0;
    std::int64_t sales_override = 0;
    std::int64_t marketing_override = 0;
    std::int64_t below80 = 0;
    std::int64_t above80 = 0;
    double below_squares80 = 0;
    double above_squares80 = 0;
    std::int64_t below95 = 0;
    std::int64_t above95 = 0;
    double below_squares95 = 0;
    double above_squares95 = 0;
};

template <>
inline constexpr auto kDescription<ForecastSum> =
    describe<ForecastSum>("forecast_sums",
                          field("scenario_id", &ForecastSum::scenario_id),
                          field("month", &ForecastSum::month),
                          field("target_month", &ForecastSum::target_month),
                          field("region_id", &ForecastSum::region_id),
                          field("channel_id", &ForecastSum::channel_id),
                          field("series", &ForecastSum::series),
                          field("quantity", &ForecastSum::quantity),
                          field("level", &ForecastSum::level),
                          field("trend", &ForecastSum::trend),
                          field("season", &ForecastSum::season),
                          field("festival", &ForecastSum::festival),
                          field("promotion", &ForecastSum::promotion),
                          field("price", &ForecastSum::price),
                          field("coherence", &ForecastSum::coherence),
                          field("index_edit", &ForecastSum::index_edit),
                          field("sales_override", &ForecastSum::sales_override),
                          field("marketing_override", &ForecastSum::marketing_override),
                          field("below80", &ForecastSum::below80),
                          field("above80", &ForecastSum::above80),
                          field("below_squares80", &ForecastSum::below_squares80),
                          field("above_squares80", &ForecastSum::above_squares80),
                          field("below95", &ForecastSum::below95),
                          field("above95", &ForecastSum::above95),
                          field("below_squares95", &ForecastSum::below_squares95),
                          field("above_squares95", &ForecastSum::above_squares95));

namespace forecasts {

/// The rows' sums, by target month, region and channel.
std::vector<ForecastSum> sums_of(std::span<const ForecastRow> rows);

/// Sums the figures of one target month anew from what is stored. Whoever changes stored figures
/// calls it in the same transaction.
void sum_forecasts(Transaction& t, Id<Scenario> scenario, Month month, Month target_month);

/// A stored sum that is not the sum of the stored figures.
struct WrongForecastSum {
    std::int64_t scenario_id = 0;
    Month month;
    Month target_month;
    std::int64_t stored_quantity = 0;
    std::int64_t right_quantity = 0;
};

/// Every stored sum made anew from the figures; empty when all are right.
std::vector<WrongForecastSum> find_wrong_forecast_sums(Session& session);

}  // namespace forecasts
}  // namespace bihuan
