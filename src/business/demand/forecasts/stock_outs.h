#pragma once

#include <span>
#include <vector>

#include "business/demand/forecasts/sales_history.h"

// Shelves that were empty, told by stock counts, and what was not sold because of it.
namespace bihuan::forecasts {

/// Days on which an outlet had nothing left of a product.
struct StockOut {
    SeriesKey key;     ///< With the outlet.
    Day from;          ///< The first day without; the count was at the end of the day before.
    Day until;         ///< The first day on which it was back.
    double a_day = 0;  ///< What the outlet had sold a day until then, in base units.
};

/// An outlet that has had nothing left for so long has given the product up.
inline constexpr int kLongestStockOut = 92;

/// A count of zero says that the outlet cannot sell from the next day until a later count above
/// zero, a delivery or a sale, at most kLongestStockOut days. Own products, counts of the months
/// from `first` to `last`, by outlet and product; of one product, or of all when the id is 0.
std::vector<StockOut> load_stock_outs(Session& session,
                                      Month first,
                                      Month last,
                                      Id<Product> product = {});

/// Puts what was not sold into `history.lost`; without any stock-out of its series that stays
/// empty.
void put_lost_sales(std::span<const StockOut> stock_outs, Grain grain, SalesHistory& history);

}  // namespace bihuan::forecasts
