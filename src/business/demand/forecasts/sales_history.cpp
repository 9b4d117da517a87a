#include "business/demand/forecasts/sales_history.h"

#include <algorithm>
#include <unordered_set>

#include "business/demand/forecasts/sales_collector.h"
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

constexpr double kMeanWeeks = 365.25 / 12 / 7;

/// Rows of SalesRow, without making one of each.
class RowReader {
public:
    RowReader(SalesCollector& collector, const std::unordered_set<std::int64_t>& own)
        : collector_(collector), own_(own) {}

    void read(std::span<const Value> row) {
        const std::int64_t product = whole(row[1]);
        if (product != product_) {
            product_ = product;
            wanted_ = own_.contains(product);
        }
        if (!wanted_) return;
        const auto& month = std::get<std::string>(row[0]);
        if (month != month_text_) {
            month_text_ = month;
            month_ = *Month::parse(month);
        }
        collector_.add(month_,
                       {.key = {product, whole(row[2]), whole(row[3]), whole(row[4])},
                        .quantity = whole(row[5]),
                        .value = whole(row[6]),
                        .priced_quantity = whole(row[7]),
                        .priced_value = whole(row[8]),
                        .fact_rows = whole(row[9]),
                        .coupon_rows = std::get<double>(row[10]),
                        .feature_rows = std::get<double>(row[11])});
    }

private:
    static std::int64_t whole(const Value& value) { return std::get<std::int64_t>(value); }

    SalesCollector& collector_;
    const std::unordered_set<std::int64_t>& own_;
    std::int64_t product_ = 0;
    bool wanted_ = false;
    std::string month_text_;
    Month month_;
};

std::unordered_set<std::int64_t> own_products(Session& session) {
    std::unordered_set<std::int64_t> own;
    session.query_each<Number>(
        forecasts_queries::kOwnProducts, {}, [&](const Number& row) { own.insert(row.number); });
    return own;
}

void read_rows(Session& session, const Query& query, const Params& params, SalesCollector& into) {
    const auto own = own_products(session);
    RowReader reader(into, own);
    session.query_values(
        query, params, description_of<SalesRow>(), [&](std::span<const Value> row) {
            reader.read(row);
        });
}

std::optional<Day> next_sales_day(Session& session, Day after, Day end) {
    const auto row = session.query_one<WrittenText>(forecasts_queries::kNextSalesDay,
                                                    {{"day", after}, {"end_day", end}});
    return Day::parse(row.text);
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

namespace {

int reports_between(Day begin, Day end, unsigned weekday) {
    int reports = 0;
    for (Day day = begin; day < end; day = day + 1)
        if (day.weekday() == weekday) ++reports;
    return reports;
}

}  // namespace

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

std::optional<Month> first_month_of(Session& session, Month last) {
    const auto oldest =
        session.query_one<WrittenText>(forecasts_queries::kFirstSalesMonth, {{"last_month", last}});
    const auto first = Month::parse(oldest.text);
    if (!first) return std::nullopt;
    return std::max(*first, last - (kMostMonths - 1));
}

SalesCollector collect_nodes(Session& session, Month first, Month last) {
    SalesCollector collector(first, last);
    read_rows(session,
              forecasts_queries::kNodeSales,
              {{"first_month", first}, {"last_month", last}},
              collector);
    return collector;
}

SalesHistory load_history(Session& session, Month last, Grain grain) {
    const auto first = first_month_of(session, last);
    if (!first) return {.first = last, .months = 0};
    SalesCollector collector(*first, last);
    if (grain == Grain::Node)
        collector = collect_nodes(session, *first, last);
    else
        read_rows(session,
                  forecasts_queries::kOutletSales,
                  {{"first_day", first->first_day()}, {"end_day", last.end_day()}},
                  collector);
    auto history = SalesCollector::join(std::span(&collector, 1));
    history.rhythm = find_rhythm(session, *first, last);
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
