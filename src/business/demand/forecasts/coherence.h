#pragma once

#include <vector>

#include "business/demand/forecasts/forecast_month.h"
#include "business/demand/forecasts/rehearsals.h"

namespace bihuan::forecasts {

/// Node forecasts reconciled with forecasts of the products' own sums: series × months ahead, in
/// calendar months. The sums are forecast too, steadied like nodes; the weighted least squares
/// solution (engine/forecast/reconcile.h) moves each node by what its variance allows. Empty when
/// no product has more than one node.
std::vector<double> make_coherent(const ForecastBasis& basis,
                                  const Run& run,
                                  const ForecastOptions& options,
                                  Rehearsals& of_products);

/// How forecasts of the basis' series, and of the products' sums, did before.
Rehearsals rehearse_nodes(const ForecastBasis& basis, const ForecastOptions& options);
Rehearsals rehearse_products(const ForecastBasis& basis, const ForecastOptions& options);

/// The nodes' forecasts reconciled with `above`, which forecasts the products' sums; `product_of`
/// names the sum of each node of `nodes`.
std::vector<double> reconcile_nodes(const Run& above,
                                    std::span<const std::size_t> product_of,
                                    const Run& nodes);

}  // namespace bihuan::forecasts
