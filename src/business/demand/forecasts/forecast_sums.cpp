#include "business/demand/forecasts/forecast_sums.h"

#include "base/checked.h"
#include "forecasts/queries.h"

template <>
inline constexpr auto bihuan::kDescription<bihuan::forecasts::WrongForecastSum> =
    bihuan::describe<bihuan::forecasts::WrongForecastSum>(
        "",
        field("scenario_id", &bihuan::forecasts::WrongForecastSum::scenario_id),
        field("month", &bihuan::forecasts::WrongForecastSum::month),
        field("target_month", &bihuan::forecasts::WrongForecastSum::target_month),
        field("stored_quantity", &bihuan::forecasts::WrongForecastSum::stored_quantity),
        field("right_quantity", &bihuan::forecasts::WrongForecastSum::right_quantity));

namespace bihuan::forecasts {

void add_figures(const ForecastRow& row, ForecastSumRow& sums) {
    static constexpr std::string_view kSum = "a forecast of several products";
    const auto add_width =
        [](std::int64_t high, std::int64_t low, std::int64_t& widths, double& squares) {
            const auto width = checked_subtract(high, low, "the interval of a forecast");
            add_to(widths, width, kSum);
            squares += static_cast<double>(width) * static_cast<double>(width);
        };
    ++sums.series;
    add_to(sums.quantity, row.quantity, kSum);
    add_to(sums.level, row.level, kSum);
    add_to(sums.trend, row.trend, kSum);
    add_to(sums.season, row.season, kSum);
    add_to(sums.festival, row.festival, kSum);
    add_to(sums.promotion, row.promotion, kSum);
    add_to(sums.price, row.price, kSum);
    add_to(sums.coherence, row.coherence, kSum);
    add_to(sums.index_edit, row.index_edit, kSum);
    add_to(sums.sales_override, row.sales_override, kSum);
    add_to(sums.marketing_override, row.marketing_override, kSum);
    add_width(row.quantity, row.low80, sums.below80, sums.below_squares80);
    add_width(row.high80, row.quantity, sums.above80, sums.above_squares80);
    add_width(row.quantity, row.low95, sums.below95, sums.below_squares95);
    add_width(row.high95, row.quantity, sums.above95, sums.above_squares95);
}

void add_row(const ForecastRow& row, ForecastSums& sums) {
    auto& sum = sums[key_of(row)];
    sum.scenario_id = row.scenario_id;
    sum.month = row.month;
    sum.target_month = row.target_month;
    sum.region_id = row.region_id;
    sum.channel_id = row.channel_id;
    add_figures(row, sum);
}

std::vector<ForecastSumRow> sums_of(std::span<const ForecastRow> rows) {
    ForecastSums sums;
    for (const auto& row : rows) add_row(row, sums);
    std::vector<ForecastSumRow> result;
    result.reserve(sums.size());
    for (const auto& [key, sum] : sums) result.push_back(sum);
    return result;
}

void sum_forecasts(Transaction& t, Id<Scenario> scenario, Month month, Month target_month) {
    const Params key{{"scenario_id", scenario}, {"month", month}, {"target_month", target_month}};
    t.execute(forecasts_queries::kClearForecastSums, key);
    t.execute(forecasts_queries::kSumForecasts, key);
}

std::vector<WrongForecastSum> find_wrong_forecast_sums(Session& session) {
    return session.query<WrongForecastSum>(forecasts_queries::kWrongForecastSums, {});
}

}  // namespace bihuan::forecasts
