#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/day.h"
#include "business/company/products/product.h"
#include "platform/database/session.h"

// What was sold, month by month, of our own products: the past that forecasts are made from.
namespace bihuan::forecasts {

/// What one series is about. A node is product × leaf region × channel (outlet 0); an outlet's
/// series carries the node it belongs to.
struct SeriesKey {
    std::int64_t product_id = 0;
    std::int64_t region_id = 0;
    std::int64_t channel_id = 0;
    std::int64_t outlet_id = 0;

    friend auto operator<=>(const SeriesKey&, const SeriesKey&) = default;
};

/// When a company reports its sell-out once a week, always on the same weekday, a month holds four
/// or five reports; otherwise sales come by the day.
struct Rhythm {
    std::optional<unsigned> weekday;  ///< Monday 1 … Sunday 7.
    Day first_day;                    ///< Of the first fact.

    /// Reports in the month relative to the mean month; 1 for daily sales.
    double share_of(Month month) const;
    /// How much of the month's days or reports lie after the first fact; 1 for any later month.
    double reported_share_of(Month month) const;
};

/// Flat buffers, one row of `months` numbers per series.
struct SalesHistory {
    Month first;
    std::size_t months = 0;
    Rhythm rhythm;
    std::vector<SeriesKey> keys;     ///< Ascending.
    std::vector<double> quantities;  ///< Base units; 0 when nothing was sold.
    std::vector<double> prices;      ///< Mean price in minor units; NaN when nothing says it.
    std::vector<double> coupons;     ///< Share of the reports with a coupon, 0…1.
    std::vector<double> features;    ///< Share of the reports with a feature, 0…1.
    std::vector<bool> reported;      ///< Per month: whether the company has any fact of it.

    std::size_t size() const { return keys.size(); }
    /// Whether promotions came with the sales, which nobody had planned.
    bool states_promotions() const;
    Month month_at(std::size_t column) const { return first + static_cast<int>(column); }
    /// The column of a month; none outside of the history.
    std::optional<std::size_t> column_of(Month month) const;
    std::span<const double> row(const std::vector<double>& buffer, std::size_t series) const {
        return std::span(buffer).subspan(series * months, months);
    }
    double quantity(std::size_t series, std::size_t column) const {
        return quantities[series * months + column];
    }
};

/// The history as it was known at the close of an earlier month.
SalesHistory known_until(const SalesHistory& history, Month last);

/// Some series of a history, by their places in it, ascending.
SalesHistory pick_series(const SalesHistory& history, std::span<const std::size_t> series);
/// Every n-th series, the first included; the same choice every time.
SalesHistory every_nth(const SalesHistory& history, std::size_t n);

enum class Grain : std::uint8_t { Node, Outlet };

/// At most this many months before the last one are read.
inline constexpr int kMostMonths = 72;

/// Sales of own products up to and with `last`. Empty when there are none.
SalesHistory load_history(Session& session, Month last, Grain grain);

/// The nodes of some products only; its months, rhythm and reported months are the company's.
SalesHistory load_history_of(Session& session, Month last, std::span<const Id<Product>> products);

/// Whether sales come weekly, and since when, from the facts of these months.
Rhythm find_rhythm(Session& session, Month first, Month last);

/// The number of the newest event that the session sees. Every change of the business writes one,
/// so sessions with the same number see the same company.
std::int64_t newest_event(Session& session);

/// How many outlet × product pairs have sales up to `last`, counted no further than `most`.
std::int64_t count_outlet_series(Session& session, Month last, std::int64_t most);

}  // namespace bihuan::forecasts
