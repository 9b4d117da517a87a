#include "business/demand/forecasts/coherence.h"

#include <algorithm>
#include <cmath>

#include "business/demand/forecasts/product_sums.h"
#include "business/demand/forecasts/steadying.h"
#include "engine/forecast/reconcile.h"

namespace bihuan::forecasts {

namespace {

double variance_at(const Run& run, std::size_t series, std::size_t ahead) {
    constexpr double kSmallest = 1e-6;
    const double width = run.outcome.high80(series)[ahead] - run.outcome.low80(series)[ahead];
    return std::max(kSmallest, width * width);
}

}  // namespace

Rehearsals rehearse_nodes(const ForecastBasis& basis, const ForecastOptions& options) {
    return rehearsals_of(
        basis.history, basis.influences, {.threads = options.threads, .stop = options.stop});
}

Rehearsals rehearse_products(const ForecastBasis& basis, const ForecastOptions& options) {
    return rehearsals_of(sum_products(basis.history, basis.plans).history,
                         basis.influences,
                         {.threads = options.threads, .stop = options.stop});
}

std::optional<SumForecast> forecast_products(const ForecastBasis& basis,
                                             int horizon,
                                             const ForecastOptions& options,
                                             Rehearsals& of_products) {
    auto sums = sum_products(basis.history, basis.plans);
    if (sums.history.size() == basis.history.size()) return std::nullopt;
    auto run = run_steadied(sums.history,
                            sums.plans,
                            basis.influences,
                            {.origin = basis.month,
                             .horizon = horizon,
                             .threads = options.threads,
                             .detail = forecast::Detail::Forecast,
                             .stop = options.stop},
                            of_products);
    return SumForecast{std::move(sums.product_of), std::move(run)};
}

std::vector<double> make_coherent(const std::optional<SumForecast>& sums, const Run& run) {
    if (!sums) return {};
    return reconcile_nodes(sums->run, sums->product_of, run);
}

std::vector<double> reconcile_nodes(const Run& above,
                                    std::span<const std::size_t> product_of,
                                    const Run& nodes) {
    const std::size_t products = above.outcome.size();
    forecast::Tree tree;
    tree.parent.assign(products, -1);
    for (const std::size_t product : product_of)
        tree.parent.push_back(static_cast<std::int32_t>(product));
    const auto horizon = static_cast<std::size_t>(nodes.horizon);
    std::vector<double> forecasts;
    std::vector<double> variances;
    const auto add = [&](const Run& from, std::size_t series) {
        for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
            forecasts.push_back(from.mean(series, ahead));
            variances.push_back(variance_at(from, series, ahead));
        }
    };
    for (std::size_t product = 0; product < products; ++product) add(above, product);
    for (std::size_t node = 0; node < product_of.size(); ++node) add(nodes, node);
    const auto values = forecast::reconcile(tree, forecasts, variances, horizon);
    return {values.begin() + static_cast<std::ptrdiff_t>(products * horizon), values.end()};
}

}  // namespace bihuan::forecasts
