#include "business/demand/forecasts/coherence.h"

#include <algorithm>
#include <cmath>

#include "engine/forecast/reconcile.h"

namespace bihuan::forecasts {

namespace {

/// The products' sums as a history of their own, one series per product.
struct Sums {
    SalesHistory history;
    Plans plans;
    std::vector<std::size_t> product_of;  ///< By node.
};

/// Adds a node's row to its product's, weighted by what the node sold in each month.
void add_weighted(std::span<const double> from,
                  std::span<const double> weights,
                  std::span<double> into) {
    for (std::size_t i = 0; i < from.size(); ++i)
        if (from[i] == from[i]) into[i] += from[i] * weights[std::min(i, weights.size() - 1)];
}

void divide(std::span<double> row, std::span<const double> by) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        const double weight = by[std::min(i, by.size() - 1)];
        row[i] = weight > 0 ? row[i] / weight : 0;
    }
}

double total_of(std::span<const double> row) {
    double sum = 0;
    for (const double number : row) sum += number;
    return sum;
}

class Summer {
public:
    explicit Summer(const ForecastBasis& basis) : basis_(basis), from_(basis.history) {
        auto& sums = result_.history;
        sums.first = from_.first;
        sums.months = from_.months;
        sums.rhythm = from_.rhythm;
        sums.reported = from_.reported;
        for (const auto& key : from_.keys) {
            if (sums.keys.empty() || sums.keys.back().product_id != key.product_id)
                sums.keys.push_back({.product_id = key.product_id});
            result_.product_of.push_back(sums.keys.size() - 1);
        }
    }

    Sums run() {
        auto& sums = result_.history;
        const std::size_t size = sums.size() * sums.months;
        for (auto* buffer : {&sums.quantities, &sums.prices, &sums.coupons, &sums.features})
            buffer->resize(size);
        for (std::size_t node = 0; node < from_.size(); ++node)
            add_to(sums.quantities, from_.quantities, node);
        for (std::size_t node = 0; node < from_.size(); ++node) add_rates(node);
        for (auto* buffer : {&sums.prices, &sums.coupons, &sums.features})
            for (std::size_t product = 0; product < sums.size(); ++product)
                divide(into(*buffer, product), sums.row(sums.quantities, product));
        sum_plans();
        return std::move(result_);
    }

private:
    std::span<double> into(std::vector<double>& buffer, std::size_t product) const {
        return std::span(buffer).subspan(product * from_.months, from_.months);
    }

    void add_to(std::vector<double>& buffer, const std::vector<double>& from, std::size_t node) {
        const auto row = from_.row(from, node);
        const auto sum = into(buffer, result_.product_of[node]);
        for (std::size_t i = 0; i < row.size(); ++i) sum[i] += row[i];
    }

    void add_rates(std::size_t node) {
        const auto weights = from_.row(from_.quantities, node);
        const std::size_t product = result_.product_of[node];
        add_weighted(from_.row(from_.prices, node), weights, into(result_.history.prices, product));
        add_weighted(
            from_.row(from_.coupons, node), weights, into(result_.history.coupons, product));
        add_weighted(
            from_.row(from_.features, node), weights, into(result_.history.features, product));
    }

    /// A sum is promoted as far as the nodes that usually sell it are.
    void sum_plans() {
        const auto& plans = basis_.plans;
        auto& sums = result_.plans;
        sums.columns = plans.columns;
        const std::size_t size = result_.history.size() * plans.columns;
        sums.promoted_days.resize(size);
        sums.promoted_depth.resize(size);
        if (!plans.list_prices.empty()) sums.list_prices.resize(size);
        for (std::size_t node = 0; node < from_.size(); ++node) {
            const std::size_t product = result_.product_of[node];
            const double all = total_of(result_.history.row(result_.history.quantities, product));
            const double share = all > 0 ? total_of(from_.row(from_.quantities, node)) / all : 0;
            const auto add = [&](const std::vector<double>& rows, std::vector<double>& buffer) {
                add_weighted(plans.row(rows, node),
                             std::span(&share, 1),
                             std::span(buffer).subspan(product * plans.columns, plans.columns));
            };
            add(plans.promoted_days, sums.promoted_days);
            add(plans.promoted_depth, sums.promoted_depth);
            if (!plans.list_prices.empty()) add(plans.list_prices, sums.list_prices);
        }
    }

    const ForecastBasis& basis_;
    const SalesHistory& from_;
    Sums result_;
};

double variance_at(const Run& run, std::size_t series, std::size_t ahead) {
    constexpr double kSmallest = 1e-6;
    const double width = run.outcome.high80(series)[ahead] - run.outcome.low80(series)[ahead];
    return std::max(kSmallest, width * width);
}

}  // namespace

std::vector<double> make_coherent(const ForecastBasis& basis,
                                  const Run& run,
                                  const ForecastOptions& options) {
    auto sums = Summer(basis).run();
    const std::size_t products = sums.history.size();
    const std::size_t nodes = basis.history.size();
    if (products == nodes) return {};
    const auto above = run_engine(sums.history,
                                  sums.plans,
                                  basis.influences,
                                  {.origin = run.origin,
                                   .horizon = run.horizon,
                                   .threads = options.threads,
                                   .detail = forecast::Detail::Forecast,
                                   .stop = options.stop});
    forecast::Tree tree;
    tree.parent.assign(products, -1);
    for (const std::size_t product : sums.product_of)
        tree.parent.push_back(static_cast<std::int32_t>(product));
    const auto horizon = static_cast<std::size_t>(run.horizon);
    std::vector<double> forecasts;
    std::vector<double> variances;
    const auto add = [&](const Run& from, std::size_t series) {
        for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
            forecasts.push_back(from.mean(series, ahead));
            variances.push_back(variance_at(from, series, ahead));
        }
    };
    for (std::size_t product = 0; product < products; ++product) add(above, product);
    for (std::size_t node = 0; node < nodes; ++node) add(run, node);
    const auto values = forecast::reconcile(tree, forecasts, variances, horizon);
    return {values.begin() + static_cast<std::ptrdiff_t>(products * horizon), values.end()};
}

}  // namespace bihuan::forecasts
