#pragma once

#include <unordered_map>

#include "business/demand/forecasts/sales_history.h"

// Rows of sales on their way into a history. Private to the room.
namespace bihuan::forecasts {

/// What one series sold in one month.
struct SoldMonth {
    SeriesKey key;
    std::int64_t quantity = 0;
    std::int64_t value = 0;
    std::int64_t priced_quantity = 0;
    std::int64_t priced_value = 0;
    std::int64_t fact_rows = 0;
    double coupon_rows = 0;
    double feature_rows = 0;
};

/// The sales of some consecutive months, series in the order in which they came.
class SalesCollector {
public:
    /// No months when `last` lies before `first`.
    SalesCollector(Month first, Month last);

    /// Rows of a month come together; quickest in the same order in every month.
    void add(Month month, const SoldMonth& sold);

    /// The months of the parts, which follow one another, as one history; its rhythm is left open.
    static SalesHistory join(std::vector<SalesCollector> parts);

private:
    std::size_t series_of(const SeriesKey& key);

    struct KeyHash {
        std::size_t operator()(const SeriesKey& key) const;
    };

    SalesHistory history_;  ///< Keys not sorted.
    std::unordered_map<SeriesKey, std::size_t, KeyHash> places_;
    std::vector<std::size_t> next_;  ///< Which series came after each one the last time.
    std::size_t newest_ = 0;         ///< The series of the last row.
};

/// The first month that a history up to `last` begins with; none without sales.
std::optional<Month> first_month_of(Session& session, Month last);

/// Sales of the nodes from `first` to `last`.
SalesCollector collect_nodes(Session& session, Month first, Month last);

}  // namespace bihuan::forecasts
