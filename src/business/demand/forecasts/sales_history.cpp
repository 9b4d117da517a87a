#include "business/demand/forecasts/sales_history.h"

#include <algorithm>
#include <unordered_set>

#include "business/demand/forecasts/sales_collector.h"
#include "business/demand/forecasts/stock_outs.h"
#include "forecasts/queries.h"

namespace bihuan::forecasts {

/// What a node sold in a month.
struct NodeRow {
    std::int64_t product_id = 0;
    std::int64_t region_id = 0;
    std::int64_t channel_id = 0;
    std::int64_t quantity = 0;
    Money value;
    std::int64_t priced_quantity = 0;
    Money priced_value;
    std::int64_t fact_rows = 0;
    double coupon_rows = 0;
    double feature_rows = 0;
};

/// What an outlet sold.
struct OutletRow {
    Month month;
    std::int64_t product_id = 0;
    std::int64_t region_id = 0;
    std::int64_t channel_id = 0;
    std::int64_t outlet_id = 0;
    std::int64_t quantity = 0;
    Money value;
    std::int64_t priced_quantity = 0;
    Money priced_value;
    std::int64_t fact_rows = 0;
    double coupon_rows = 0;
    double feature_rows = 0;
};

struct WrittenText {
    std::string text;
};

struct Number {
    std::int64_t number = 0;
};

}  // namespace bihuan::forecasts

namespace bihuan {

template <>
inline constexpr auto kDescription<forecasts::NodeRow> =
    describe<forecasts::NodeRow>("",
                                 field("product_id", &forecasts::NodeRow::product_id),
                                 field("region_id", &forecasts::NodeRow::region_id),
                                 field("channel_id", &forecasts::NodeRow::channel_id),
                                 field("quantity", &forecasts::NodeRow::quantity),
                                 field("value", &forecasts::NodeRow::value),
                                 field("priced_quantity", &forecasts::NodeRow::priced_quantity),
                                 field("priced_value", &forecasts::NodeRow::priced_value),
                                 field("fact_rows", &forecasts::NodeRow::fact_rows),
                                 field("coupon_rows", &forecasts::NodeRow::coupon_rows),
                                 field("feature_rows", &forecasts::NodeRow::feature_rows));

template <>
inline constexpr auto kDescription<forecasts::OutletRow> =
    describe<forecasts::OutletRow>("",
                                   field("month", &forecasts::OutletRow::month),
                                   field("product_id", &forecasts::OutletRow::product_id),
                                   field("region_id", &forecasts::OutletRow::region_id),
                                   field("channel_id", &forecasts::OutletRow::channel_id),
                                   field("outlet_id", &forecasts::OutletRow::outlet_id),
                                   field("quantity", &forecasts::OutletRow::quantity),
                                   field("value", &forecasts::OutletRow::value),
                                   field("priced_quantity", &forecasts::OutletRow::priced_quantity),
                                   field("priced_value", &forecasts::OutletRow::priced_value),
                                   field("fact_rows", &forecasts::OutletRow::fact_rows),
                                   field("coupon_rows", &forecasts::OutletRow::coupon_rows),
                                   field("feature_rows", &forecasts::OutletRow::feature_rows));

template <>
inline constexpr auto kDescription<forecasts::WrittenText> =
    describe<forecasts::WrittenText>("", field("text", &forecasts::WrittenText::text));

template <>
inline constexpr auto kDescription<forecasts::Number> =
    describe<forecasts::Number>("", field("number", &forecasts::Number::number));

}  // namespace bihuan

namespace bihuan::forecasts {

namespace {

constexpr double kMeanWeeks = 365.25 / 12 / 7;

std::int64_t whole(const Value& value) {
    return std::get<std::int64_t>(value);
}

/// The columns that follow the key of either row.
SoldMonth sold_of(const SeriesKey& key, std::span<const Value> figures) {
    return {.key = key,
            .quantity = whole(figures[0]),
            .value = whole(figures[1]),
            .priced_quantity = whole(figures[2]),
            .priced_value = whole(figures[3]),
            .fact_rows = whole(figures[4]),
            .coupon_rows = std::get<double>(figures[5]),
            .feature_rows = std::get<double>(figures[6])};
}

std::unordered_set<std::int64_t> own_products(Session& session) {
    std::unordered_set<std::int64_t> own;
    session.query_each<Number>(
        forecasts_queries::kOwnProducts, {}, [&](const Number& row) { own.insert(row.number); });
    return own;
}

SeriesKey node_of(std::span<const Value> row) {
    return {whole(row[0]), whole(row[1]), whole(row[2])};
}

/// Rows come by product, so each is asked about once a month.
void collect_month(Session& session,
                   Month month,
                   const std::unordered_set<std::int64_t>& own,
                   SalesCollector& collector) {
    std::int64_t newest = 0;
    bool wanted = false;
    const auto add = [&](std::span<const Value> row) {
        const auto key = node_of(row);
        if (key.product_id != newest) wanted = own.contains(newest = key.product_id);
        if (wanted) collector.add(month, sold_of(key, row.subspan(3)));
    };
    session.query_values(
        forecasts_queries::kNodeSales, {{"month", month}}, description_of<NodeRow>(), add);
}

void collect_product(
    Session& session, Id<Product> product, Month first, Month last, SalesCollector& collector) {
    for (Month month = first; month <= last; month = month + 1)
        session.query_values(forecasts_queries::kNodeSalesOfProduct,
                             {{"month", month}, {"product_id", product}},
                             description_of<NodeRow>(),
                             [&](std::span<const Value> row) {
                                 collector.add(month, sold_of(node_of(row), row.subspan(3)));
                             });
}

SalesCollector collect_outlets(Session& session, Month first, Month last) {
    SalesCollector collector(first, last);
    const auto add = [&](std::span<const Value> row) {
        const SeriesKey key{whole(row[1]), whole(row[2]), whole(row[3]), whole(row[4])};
        collector.add(*Month::parse(std::get<std::string>(row[0])), sold_of(key, row.subspan(5)));
    };
    session.query_values(forecasts_queries::kOutletSales,
                         {{"first_day", first.first_day()}, {"end_day", last.end_day()}},
                         description_of<OutletRow>(),
                         add);
    return collector;
}

std::optional<Day> next_sales_day(Session& session, Day after, Day end) {
    const auto row = session.query_one<WrittenText>(forecasts_queries::kNextSalesDay,
                                                    {{"day", after}, {"end_day", end}});
    return Day::parse(row.text);
}

int reports_between(Day begin, Day end, unsigned weekday) {
    int reports = 0;
    for (Day day = begin; day < end; day = day + 1)
        if (day.weekday() == weekday) ++reports;
    return reports;
}

}  // namespace

Rhythm find_rhythm(Session& session, Month first, Month last) {
    Rhythm rhythm{std::nullopt, first.first_day()};
    auto day = next_sales_day(session, first.first_day() - 1, last.end_day());
    if (!day) return rhythm;
    rhythm.first_day = *day;
    const auto weekday = day->weekday();
    int days = 0;
    for (; day; day = next_sales_day(session, *day, last.end_day()), ++days)
        if (day->weekday() != weekday) return rhythm;
    if (days >= 8) rhythm.weekday = weekday;
    return rhythm;
}

double Rhythm::share_of(Month month) const {
    return weekday ? reports_between(month.first_day(), month.end_day(), *weekday) / kMeanWeeks : 1;
}

double Rhythm::reported_share_of(Month month) const {
    const Day begin = std::clamp(first_day, month.first_day(), month.end_day());
    if (!weekday) return static_cast<double>(month.end_day() - begin) / month.days();
    return static_cast<double>(reports_between(begin, month.end_day(), *weekday)) /
           reports_between(month.first_day(), month.end_day(), *weekday);
}

bool SalesHistory::states_promotions() const {
    const auto stated = [](double share) { return share > 0; };
    return std::ranges::any_of(coupons, stated) || std::ranges::any_of(features, stated);
}

std::optional<std::size_t> SalesHistory::column_of(Month month) const {
    if (month < first || month - first >= static_cast<int>(months)) return std::nullopt;
    return static_cast<std::size_t>(month - first);
}

SalesHistory known_until(const SalesHistory& history, Month last) {
    const auto column = history.column_of(last);
    BIHUAN_CHECK(column.has_value());
    SalesHistory result{.first = history.first,
                        .months = *column + 1,
                        .rhythm = history.rhythm,
                        .keys = history.keys};
    const auto cut = [&](const std::vector<double>& buffer) {
        std::vector<double> kept;
        kept.reserve(history.size() * result.months);
        for (std::size_t series = 0; series < history.size(); ++series) {
            const auto row = history.row(buffer, series).first(result.months);
            kept.insert(kept.end(), row.begin(), row.end());
        }
        return kept;
    };
    result.quantities = cut(history.quantities);
    result.prices = cut(history.prices);
    result.coupons = cut(history.coupons);
    result.features = cut(history.features);
    if (!history.lost.empty()) result.lost = cut(history.lost);
    result.reported.assign(history.reported.begin(),
                           history.reported.begin() + static_cast<std::ptrdiff_t>(result.months));
    return result;
}

SalesHistory pick_series(const SalesHistory& history, std::span<const std::size_t> series) {
    SalesHistory picked{.first = history.first,
                        .months = history.months,
                        .rhythm = history.rhythm,
                        .reported = history.reported};
    const auto pick = [&](const std::vector<double>& from, std::vector<double>& into) {
        into.reserve(series.size() * history.months);
        for (const auto at : series) {
            const auto row = history.row(from, at);
            into.insert(into.end(), row.begin(), row.end());
        }
    };
    for (const auto at : series) picked.keys.push_back(history.keys[at]);
    pick(history.quantities, picked.quantities);
    pick(history.prices, picked.prices);
    pick(history.coupons, picked.coupons);
    pick(history.features, picked.features);
    if (!history.lost.empty()) pick(history.lost, picked.lost);
    return picked;
}

SalesHistory load_history_of(Session& session, Month last, std::span<const Id<Product>> products) {
    const auto first = first_month_of(session, last);
    if (!first) return {.first = last, .months = 0};
    std::vector<SalesCollector> parts;
    parts.emplace_back(*first, last);
    for (const auto product : products)
        collect_product(session, product, *first, last, parts.back());
    auto history = SalesCollector::join(std::move(parts));
    for (std::size_t i = 0; i < history.months; ++i)
        history.reported[i] = session
                                  .query_one<Number>(forecasts_queries::kMonthIsReported,
                                                     {{"month", history.month_at(i)}})
                                  .number != 0;
    history.rhythm = find_rhythm(session, *first, last);
    for (const auto product : products)
        put_lost_sales(load_stock_outs(session, *first, last, product), Grain::Node, history);
    return history;
}

SalesHistory every_nth(const SalesHistory& history, std::size_t n) {
    if (n <= 1) return history;
    std::vector<std::size_t> taken;
    for (std::size_t series = 0; series < history.size(); series += n) taken.push_back(series);
    return pick_series(history, taken);
}

std::optional<Month> first_month_of(Session& session, Month last) {
    const auto oldest =
        session.query_one<WrittenText>(forecasts_queries::kFirstSalesMonth, {{"last_month", last}});
    const auto first = Month::parse(oldest.text);
    if (!first) return std::nullopt;
    return std::max(*first, last - (kMostMonths - 1));
}

SalesCollector collect_nodes(Session& session, Month first, Month last) {
    SalesCollector collector(first, last);
    const auto own = own_products(session);
    for (Month month = first; month <= last; month = month + 1)
        collect_month(session, month, own, collector);
    return collector;
}

SalesHistory load_history(Session& session, Month last, Grain grain) {
    const auto first = first_month_of(session, last);
    if (!first) return {.first = last, .months = 0};
    std::vector<SalesCollector> parts;
    parts.push_back(grain == Grain::Node ? collect_nodes(session, *first, last)
                                         : collect_outlets(session, *first, last));
    auto history = SalesCollector::join(std::move(parts));
    history.rhythm = find_rhythm(session, *first, last);
    put_lost_sales(load_stock_outs(session, *first, last), grain, history);
    return history;
}

std::int64_t newest_event(Session& session) {
    return session.query_one<Number>(forecasts_queries::kNewestEvent, {}).number;
}

std::int64_t count_outlet_series(Session& session, Month last, std::int64_t most) {
    const Month begin = last - (kMostMonths - 1);
    return session
        .query_one<Number>(
            forecasts_queries::kCountOutletSeries,
            {{"first_day", begin.first_day()}, {"end_day", last.end_day()}, {"most", most}})
        .number;
}

}  // namespace bihuan::forecasts
