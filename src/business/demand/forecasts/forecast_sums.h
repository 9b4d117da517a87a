#pragma once

#include <map>
#include <span>
#include <tuple>
#include <vector>

#include "business/demand/forecasts/forecast_row.h"
#include "platform/database/transaction.h"

namespace bihuan {

/// Figures of one target month over many products and places; stored over all own products in a
/// region's channel. An id of 0 is all regions, or channels. How far the intervals
/// reach below and above the figures is kept with its squares, which add up for the sum's own.
struct ForecastSumRow {
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
inline constexpr auto kDescription<ForecastSumRow> =
    describe<ForecastSumRow>("forecast_sums",
                             field("scenario_id", &ForecastSumRow::scenario_id),
                             field("month", &ForecastSumRow::month),
                             field("target_month", &ForecastSumRow::target_month),
                             field("region_id", &ForecastSumRow::region_id),
                             field("channel_id", &ForecastSumRow::channel_id),
                             field("series", &ForecastSumRow::series),
                             field("quantity", &ForecastSumRow::quantity),
                             field("level", &ForecastSumRow::level),
                             field("trend", &ForecastSumRow::trend),
                             field("season", &ForecastSumRow::season),
                             field("festival", &ForecastSumRow::festival),
                             field("promotion", &ForecastSumRow::promotion),
                             field("price", &ForecastSumRow::price),
                             field("coherence", &ForecastSumRow::coherence),
                             field("index_edit", &ForecastSumRow::index_edit),
                             field("sales_override", &ForecastSumRow::sales_override),
                             field("marketing_override", &ForecastSumRow::marketing_override),
                             field("below80", &ForecastSumRow::below80),
                             field("above80", &ForecastSumRow::above80),
                             field("below_squares80", &ForecastSumRow::below_squares80),
                             field("above_squares80", &ForecastSumRow::above_squares80),
                             field("below95", &ForecastSumRow::below95),
                             field("above95", &ForecastSumRow::above95),
                             field("below_squares95", &ForecastSumRow::below_squares95),
                             field("above_squares95", &ForecastSumRow::above_squares95));

namespace forecasts {

/// Adds the figure of a row, its layers, and how far its intervals reach with the squares of that.
void add_figures(const ForecastRow& row, ForecastSumRow& sums);

/// By target month, region and channel.
using ForecastSums = std::map<std::tuple<Month, Id<Region>, Id<Channel>>, ForecastSumRow>;

template <class Row>
ForecastSums::key_type key_of(const Row& row) {
    return {row.target_month, row.region_id, row.channel_id};
}

/// Adds a row to its sum.
void add_row(const ForecastRow& row, ForecastSums& sums);
/// The rows' sums.
std::vector<ForecastSumRow> sums_of(std::span<const ForecastRow> rows);

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
