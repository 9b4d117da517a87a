#include "business/demand/forecasts/stock_outs.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "forecasts/queries.h"

namespace bihuan::forecasts {

/// A count of nothing left, and what came after.
struct EmptyCount {
    std::int64_t outlet_id = 0;
    std::int64_t product_id = 0;
    std::int64_t region_id = 0;
    std::int64_t channel_id = 0;
    Day day;
    std::optional<Day> counted;
    std::optional<Day> delivered;
    std::optional<Day> sold;
    std::optional<Day> sold_since;
    std::int64_t quantity = 0;
};

}  // namespace bihuan::forecasts

namespace bihuan {

template <>
inline constexpr auto kDescription<forecasts::EmptyCount> =
    describe<forecasts::EmptyCount>("",
                                    field("outlet_id", &forecasts::EmptyCount::outlet_id),
                                    field("product_id", &forecasts::EmptyCount::product_id),
                                    field("region_id", &forecasts::EmptyCount::region_id),
                                    field("channel_id", &forecasts::EmptyCount::channel_id),
                                    field("day", &forecasts::EmptyCount::day),
                                    field("counted", &forecasts::EmptyCount::counted),
                                    field("delivered", &forecasts::EmptyCount::delivered),
                                    field("sold", &forecasts::EmptyCount::sold),
                                    field("sold_since", &forecasts::EmptyCount::sold_since),
                                    field("quantity", &forecasts::EmptyCount::quantity));

}  // namespace bihuan

namespace bihuan::forecasts {

namespace {

SeriesKey key_of(const EmptyCount& count) {
    return {count.product_id, count.region_id, count.channel_id, count.outlet_id};
}

/// The day on which the outlet had the product again.
std::optional<Day> back_on(const EmptyCount& count) {
    std::optional<Day> first;
    for (const auto& day : {count.counted, count.delivered, count.sold})
        if (day && (!first || *day < *first)) first = day;
    return first;
}

}  // namespace

std::vector<StockOut> load_stock_outs(Session& session,
                                      Month first,
                                      Month last,
                                      Id<Product> product) {
    std::vector<StockOut> stock_outs;
    SeriesKey newest;
    std::optional<Day> back;
    const auto add = [&](const EmptyCount& count) {
        // Counted empty again before it was back: the same stock-out.
        if (key_of(count) == newest && (!back || count.day < *back)) return;
        newest = key_of(count);
        back = back_on(count);
        if (!count.sold_since) return;
        const int days = count.day - *count.sold_since + 1;
        const Day from = count.day + 1;
        const Day latest = from + kLongestStockOut;
        stock_outs.push_back({newest,
                              from,
                              back ? std::min(*back, latest) : latest,
                              static_cast<double>(count.quantity) / days});
    };
    const auto last_product = product ? product.value : std::numeric_limits<std::int64_t>::max();
    session.query_each<EmptyCount>(forecasts_queries::kStockOuts,
                                   {{"first_day", first.first_day()},
                                    {"end_day", last.end_day()},
                                    {"first_product", product.value},
                                    {"last_product", last_product}},
                                   add);
    return stock_outs;
}

void put_lost_sales(std::span<const StockOut> stock_outs, Grain grain, SalesHistory& history) {
    for (const auto& stock_out : stock_outs) {
        auto key = stock_out.key;
        if (grain == Grain::Node) key.outlet_id = 0;
        const auto at = std::ranges::lower_bound(history.keys, key);
        if (at == history.keys.end() || *at != key || stock_out.a_day <= 0) continue;
        const auto series = static_cast<std::size_t>(at - history.keys.begin());
        for (std::size_t i = 0; i < history.months; ++i) {
            const Month month = history.month_at(i);
            const Day from = std::max(stock_out.from, month.first_day());
            const Day until = std::min(stock_out.until, month.end_day());
            if (until <= from) continue;
            history.lost.resize(history.size() * history.months);
            history.lost[series * history.months + i] += stock_out.a_day * (until - from);
        }
    }
}

}  // namespace bihuan::forecasts
