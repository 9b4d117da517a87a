#pragma once

#include <optional>
#include <vector>

#include "business/demand/forecasts/forecast_month.h"
#include "business/demand/forecasts/rehearsals.h"

namespace bihuan::forecasts {

/// What the products' own sums are forecast to sell.
struct SumForecast {
    std::vector<std::size_t> product_of;  ///< By node of the basis.
    Run run;                              ///< By product.
};

/// The products' sums forecast as nodes are, steadied like them; none when no product has more than
/// one node.
std::optional<SumForecast> forecast_products(const ForecastBasis& basis,
                                             int horizon,
                                             const ForecastOptions& options,
                                             Rehearsals& of_products);

/// Node forecasts reconciled with forecasts of the products' own sums: series × months ahead, in
/// calendar months. The weighted least squares
/// solution (engine/forecast/reconcile.h) moves each node by what its variance allows. Empty when
/// there are no sums.
std::vector<double> make_coherent(const std::optional<SumForecast>& sums, const Run& run);

/// How forecasts of the basis' series, and of the products' sums, did before.
Rehearsals rehearse_nodes(const ForecastBasis& basis, const ForecastOptions& options);
Rehearsals rehearse_products(const ForecastBasis& basis, const ForecastOptions& options);

/// The nodes' forecasts reconciled with `above`, which forecasts the products' sums; `product_of`
/// names the sum of each node of `nodes`.
std::vector<double> reconcile_nodes(const Run& above,
                                    std::span<const std::size_t> product_of,
                                    const Run& nodes);

}  // namespace bihuan::forecasts
