#include "business/demand/forecasts/sales_history.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "forecasts/queries.h"

namespace bihuan::forecasts {

struct SalesRow {
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
inline constexpr auto kDescription<forecasts::SalesRow> =
    describe<forecasts::SalesRow>("",
                                  field("month", &forecasts::SalesRow::month),
                                  field("product_id", &forecasts::SalesRow::product_id),
                                  field("region_id", &forecasts::SalesRow::region_id),
                                  field("channel_id", &forecasts::SalesRow::channel_id),
                                  field("outlet_id", &forecasts::SalesRow::outlet_id),
                                  field("quantity", &forecasts::SalesRow::quantity),
                                  field("value", &forecasts::SalesRow::value),
                                  field("priced_quantity", &forecasts::SalesRow::priced_quantity),
                                  field("priced_value", &forecasts::SalesRow::priced_value),
                                  field("fact_rows", &forecasts::SalesRow::fact_rows),
                                  field("coupon_rows", &forecasts::SalesRow::coupon_rows),
                                  field("feature_rows", &forecasts::SalesRow::feature_rows));

template <>
inline constexpr auto kDescription<forecasts::WrittenText> =
    describe<forecasts::WrittenText>("", field("text", &forecasts::WrittenText::text));

template <>
inline constexpr auto kDescription<forecasts::Number> =
    describe<forecasts::Number>("", field("number", &forecasts::Number::number));

}  // namespace bihuan

namespace bihuan::forecasts {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kMeanWeeks = 365.25 / 12 / 7;

struct KeyHash {
    std::size_t operator()(const SeriesKey& key) const {
        std::size_t hash = 0;
        for (const auto part : {key.product_id, key.region_id, key.channel_id, key.outlet_id})
            hash = (hash ^ static_cast<std::size_t>(part)) * 0x9E3779B97F4A7C15ULL;
        return hash ^ (hash >> 29U);
    }
};

/// Where a series' figures stand while rows still arrive in the order of their months.
class Collector {
public:
    Collector(Month first, Month last) {
        history_.first = first;
        history_.months = static_cast<std::size_t>(last - first + 1);
        history_.reported.resize(history_.months);
    }

    void add(std::span<const Value> row) {
        const SeriesKey key{whole(row[1]), whole(row[2]), whole(row[3]), whole(row[4])};
        const auto column = column_of(std::get<std::string>(row[0]));
        const auto at = series_of(key) * history_.months + column;
        const double quantity = static_cast<double>(whole(row[5]));
        const auto rows = static_cast<double>(whole(row[9]));
        history_.quantities[at] = quantity;
        history_.reported[column] = true;
        if (whole(row[7]) > 0 && whole(row[8]) > 0)
            history_.prices[at] =
                static_cast<double>(whole(row[8])) / static_cast<double>(whole(row[7]));
        else if (quantity > 0 && whole(row[6]) > 0)
            history_.prices[at] = static_cast<double>(whole(row[6])) / quantity;
        if (rows <= 0) return;
        history_.coupons[at] = std::clamp(std::get<double>(row[10]) / rows, 0.0, 1.0);
        history_.features[at] = std::clamp(std::get<double>(row[11]) / rows, 0.0, 1.0);
    }

    SalesHistory finish() {
        std::vector<std::size_t> order(history_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, {}, [&](std::size_t series) -> const SeriesKey& {
            return history_.keys[series];
        });
        auto sorted = [&](const std::vector<double>& buffer) {
            std::vector<double> result;
            result.reserve(buffer.size());
            for (const auto series : order) {
                const auto row = history_.row(buffer, series);
                result.insert(result.end(), row.begin(), row.end());
            }
            return result;
        };
        history_.quantities = sorted(history_.quantities);
        history_.prices = sorted(history_.prices);
        history_.coupons = sorted(history_.coupons);
        history_.features = sorted(history_.features);
        std::ranges::sort(history_.keys);
        return std::move(history_);
    }

private:
    static std::int64_t whole(const Value& value) { return std::get<std::int64_t>(value); }

    std::size_t column_of(const std::string& month) {
        if (month != month_text_) {
            month_text_ = month;
            column_ = static_cast<std::size_t>(*Month::parse(month) - history_.first);
        }
        return column_;
    }

    std::size_t series_of(const SeriesKey& key) {
        const auto [found, fresh] = places_.try_emplace(key, history_.keys.size());
        if (fresh) {
            history_.keys.push_back(key);
            const auto size = history_.keys.size() * history_.months;
            history_.quantities.resize(size);
            history_.prices.resize(size, kMissing);
            history_.coupons.resize(size);
            history_.features.resize(size);
        }
        return found->second;
    }

    SalesHistory history_;
    std::unordered_map<SeriesKey, std::size_t, KeyHash> places_;
    std::string month_text_;
    std::size_t column_ = 0;
};

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
    return picked;
}

SalesHistory load_history_of(Session& session, Month last, std::span<const Id<Product>> products) {
    const auto oldest =
        session.query_one<WrittenText>(forecasts_queries::kFirstSalesMonth, {{"last_month", last}});
    const auto first = Month::parse(oldest.text);
    if (!first) return {.first = last, .months = 0};
    const Month begin = std::max(*first, last - (kMostMonths - 1));
    Collector collector(begin, last);
    for (const auto product : products)
        session.query_values(
            forecasts_queries::kNodeSalesOfProduct,
            {{"product_id", product}, {"first_month", begin}, {"last_month", last}},
            description_of<SalesRow>(),
            [&](std::span<const Value> row) { collector.add(row); });
    auto history = collector.finish();
    for (std::size_t i = 0; i < history.months; ++i)
        history.reported[i] = session
                                  .query_one<Number>(forecasts_queries::kMonthIsReported,
                                                     {{"month", history.month_at(i)}})
                                  .number != 0;
    history.rhythm = find_rhythm(session, begin, last);
    return history;
}

SalesHistory every_nth(const SalesHistory& history, std::size_t n) {
    if (n <= 1) return history;
    std::vector<std::size_t> taken;
    for (std::size_t series = 0; series < history.size(); series += n) taken.push_back(series);
    return pick_series(history, taken);
}

SalesHistory load_history(Session& session, Month last, Grain grain) {
    const auto oldest =
        session.query_one<WrittenText>(forecasts_queries::kFirstSalesMonth, {{"last_month", last}});
    const auto first = Month::parse(oldest.text);
    if (!first) return {.first = last, .months = 0};
    Collector collector(std::max(*first, last - (kMostMonths - 1)), last);
    const Month begin = std::max(*first, last - (kMostMonths - 1));
    const Params params =
        grain == Grain::Node
            ? Params{{"first_month", begin}, {"last_month", last}}
            : Params{{"first_day", begin.first_day()}, {"end_day", last.end_day()}};
    session.query_values(
        grain == Grain::Node ? forecasts_queries::kNodeSales : forecasts_queries::kOutletSales,
        params,
        description_of<SalesRow>(),
        [&](std::span<const Value> row) { collector.add(row); });
    auto history = collector.finish();
    history.rhythm = find_rhythm(session, begin, last);
    return history;
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
