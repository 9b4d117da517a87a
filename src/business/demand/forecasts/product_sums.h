#pragma once

#include <vector>

#include "business/demand/forecasts/influences.h"
#include "business/demand/forecasts/sales_history.h"

namespace bihuan::forecasts {

/// The products' sums over all places as a history of their own, one series per product (region,
/// channel and outlet 0). Prices, coupons and features are means weighted by quantity.
struct ProductSums {
    SalesHistory history;
    Plans plans;
    std::vector<std::size_t> product_of;  ///< By series of the history that was summed.
};

ProductSums sum_products(const SalesHistory& history, const Plans& plans);

}  // namespace bihuan::forecasts
