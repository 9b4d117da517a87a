#include "business/demand/forecasts/product_sums.h"

#include <algorithm>

namespace bihuan::forecasts {

namespace {

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
    Summer(const SalesHistory& from, const Plans& plans) : from_(from), plans_(plans) {
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

    ProductSums run() {
        auto& sums = result_.history;
        const std::size_t size = sums.size() * sums.months;
        for (auto* buffer : {&sums.quantities, &sums.prices, &sums.coupons, &sums.features})
            buffer->resize(size);
        for (std::size_t node = 0; node < from_.size(); ++node)
            add_to(sums.quantities, from_.quantities, node);
        if (!from_.lost.empty()) {
            sums.lost.resize(size);
            for (std::size_t node = 0; node < from_.size(); ++node)
                add_to(sums.lost, from_.lost, node);
        }
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
        auto& sums = result_.plans;
        sums.columns = plans_.columns;
        const std::size_t size = result_.history.size() * plans_.columns;
        sums.promoted_days.resize(size);
        sums.promoted_depth.resize(size);
        if (!plans_.list_prices.empty()) sums.list_prices.resize(size);
        for (std::size_t node = 0; node < from_.size(); ++node) {
            const std::size_t product = result_.product_of[node];
            const double all = total_of(result_.history.row(result_.history.quantities, product));
            const double share = all > 0 ? total_of(from_.row(from_.quantities, node)) / all : 0;
            const auto add = [&](const std::vector<double>& rows, std::vector<double>& buffer) {
                add_weighted(plans_.row(rows, node),
                             std::span(&share, 1),
                             std::span(buffer).subspan(product * plans_.columns, plans_.columns));
            };
            add(plans_.promoted_days, sums.promoted_days);
            add(plans_.promoted_depth, sums.promoted_depth);
            if (!plans_.list_prices.empty()) add(plans_.list_prices, sums.list_prices);
        }
    }

    const SalesHistory& from_;
    const Plans& plans_;
    ProductSums result_;
};

}  // namespace

ProductSums sum_products(const SalesHistory& history, const Plans& plans) {
    return Summer(history, plans).run();
}

}  // namespace bihuan::forecasts
