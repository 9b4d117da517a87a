#include "engine/supply/explanation.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace bihuan::supply {

namespace {

Layers make_layers(const Solved& solved, std::size_t bucket) {
    const auto& requirement = *solved.requirement;
    const auto before = bucket == 0 ? requirement.opening_safety : requirement.safety[bucket - 1];
    Layers layers;
    layers.demand = requirement.product->demand[bucket];
    layers.safety_stock = requirement.safety[bucket] - before;
    layers.opening_stock = requirement.with_stock[bucket] - layers.demand - layers.safety_stock;
    layers.open_orders = requirement.with_orders[bucket] - requirement.with_stock[bucket];
    layers.batch = requirement.with_batches[bucket] - requirement.with_orders[bucket];
    layers.frozen = requirement.with_frozen[bucket] - requirement.with_batches[bucket];
    layers.smoothing = solved.without_hours[bucket] - requirement.with_frozen[bucket];
    layers.capacity = solved.plan[bucket] - solved.without_hours[bucket];
    BIHUAN_CHECK(layers.sum() == solved.plan[bucket]);
    return layers;
}

void add_change(const LastPlan& last, std::size_t bucket, BucketPlan& plan) {
    plan.last_quantity = last.quantity[bucket];
    const auto before =
        last.layers.empty() ? Layers{.unexplained = last.quantity[bucket]} : last.layers[bucket];
    plan.change = plan.layers - before;
}

bool has_batches(const Requirement& requirement) {
    return requirement.wants_runs() || requirement.multiple > 1;
}

/// Whether the line's hours that nobody uses by the bucket's end would make so many units.
bool hours_suffice(const Solved& solved, std::size_t bucket, std::int64_t units) {
    const auto& requirement = *solved.requirement;
    double spare = 0;
    for (std::size_t i = 0; i <= bucket && i < solved.spare_hours.size(); ++i) {
        spare += requirement.fixed[i] ? 0 : solved.spare_hours[i];
    }
    return spare >= requirement.product->hours_per_unit * static_cast<double>(units);
}

/// Why a product has too little at a bucket's end, when `wanted` in stock would have been enough.
Cause cause_of_lack(const Solved& solved, std::size_t bucket, std::int64_t wanted) {
    const auto& requirement = *solved.requirement;
    const auto& fixed = requirement.fixed;
    const auto end = fixed.begin() + static_cast<std::ptrdiff_t>(bucket) + 1;
    if (std::all_of(fixed.begin(), end, [](const auto& cause) { return cause.has_value(); })) {
        return *fixed[bucket];
    }
    const bool batched = has_batches(requirement);
    if (projected_stock(requirement, solved.without_hours)[bucket] >= wanted) {
        const auto lack = wanted - projected_stock(requirement, solved.plan)[bucket];
        // Hours are left, but a whole run does not fit into them.
        return batched && hours_suffice(solved, bucket, lack) ? Cause::SmallestBatch
                                                              : Cause::Capacity;
    }
    const auto last = requirement.product->last_quantity(bucket);
    if (requirement.product->costs.change > 0 && last == solved.plan[bucket]) {
        return Cause::LastPlan;
    }
    return batched ? Cause::SmallestBatch : Cause::SafetyStock;
}

Cause cause_of_excess(const Solved& solved, std::size_t bucket) {
    const auto& requirement = *solved.requirement;
    const double limit = requirement.highest[bucket];
    const auto above = [&](const Quantities& plan) {
        return static_cast<double>(projected_stock(requirement, plan)[bucket]) > limit;
    };
    const Quantities nothing(requirement.size(), 0);
    if (above(nothing)) {
        std::int64_t arrived = 0;
        for (std::size_t i = 0; i <= bucket; ++i) {
            arrived += requirement.arrivals[i];
        }
        const auto stock = projected_stock(requirement, nothing)[bucket] - arrived;
        return static_cast<double>(stock) > limit ? Cause::OpeningStock : Cause::OpenOrders;
    }
    Quantities only_fixed(requirement.size(), 0);
    for (std::size_t i = 0; i < only_fixed.size(); ++i) {
        only_fixed[i] = requirement.fixed[i] ? requirement.fixed_quantity[i] : 0;
    }
    if (above(only_fixed)) {
        return Cause::Frozen;
    }
    return above(requirement.with_frozen) ? Cause::SmallestBatch : Cause::Prebuilt;
}

void add_stock_findings(std::size_t product, const Solved& solved, Outcome& outcome) {
    const auto& requirement = *solved.requirement;
    const auto stocks = projected_stock(requirement, solved.plan);
    for (std::size_t bucket = 0; bucket < stocks.size(); ++bucket) {
        const auto stock = stocks[bucket];
        const auto held = std::max<std::int64_t>(stock, 0);
        if (stock < 0) {
            outcome.shortages.push_back(
                {product, bucket, -stock, cause_of_lack(solved, bucket, 0)});
        }
        if (held < requirement.safety[bucket]) {
            const auto wanted = requirement.safety[bucket];
            outcome.below_safety.push_back(
                {product, bucket, wanted - held, cause_of_lack(solved, bucket, wanted)});
        }
        if (static_cast<double>(held) > requirement.highest[bucket]) {
            const auto limit = static_cast<std::int64_t>(requirement.highest[bucket]);
            outcome.excess.push_back(
                {product, bucket, held - limit, cause_of_excess(solved, bucket)});
        }
    }
}

/// What one unit less in a bucket would save, if a rule did not forbid it; 0 when nothing.
double unit_saving(const Requirement& requirement, const Quantities& plan, std::size_t bucket) {
    auto less = plan;
    --less[bucket];
    const auto stock = projected_stock(requirement, plan);
    const auto& costs = requirement.product->costs;
    double saved = 0;
    for (std::size_t i = bucket; i < stock.size(); ++i) {
        const double weeks = requirement.weeks[i];
        saved += stock[i] > 0 ? weeks * costs.holding : -weeks * costs.shortage;
        saved -= stock[i] <= requirement.safety[i] ? weeks * costs.safety_shortfall : 0;
        saved += static_cast<double>(stock[i]) > requirement.highest[i] ? weeks * costs.excess : 0;
    }
    return std::max(0.0, saved);
}

/// A fixed bucket: whether it differs from what would be made, and which rules it breaks.
void add_fixed_findings(std::size_t product,
                        const Solved& solved,
                        std::size_t bucket,
                        Outcome& outcome) {
    const auto& requirement = *solved.requirement;
    const auto quantity = solved.plan[bucket];
    if (quantity != requirement.with_batches[bucket]) {
        outcome.bindings.push_back({.cause = *requirement.fixed[bucket],
                                    .product = product,
                                    .bucket = bucket,
                                    .limit = static_cast<double>(quantity)});
    }
    if (!requirement.holds_batch[bucket]) return;
    if (quantity > 0 && quantity < requirement.smallest) {
        const auto lacking = static_cast<double>(requirement.smallest - quantity);
        outcome.relaxations.push_back({Rule::SmallestBatch, product, bucket, lacking});
    }
    if (quantity % requirement.multiple != 0) {
        const auto odd = static_cast<double>(quantity % requirement.multiple);
        outcome.relaxations.push_back({Rule::Multiple, product, bucket, odd});
    }
}

/// A smallest batch that the line's hours do not hold in the first bucket that could make it.
void add_long_batch(std::size_t product, const Solved& solved, Outcome& outcome) {
    const auto& requirement = *solved.requirement;
    for (std::size_t bucket = 0; bucket < requirement.size(); ++bucket) {
        if (requirement.holds_batch[bucket] || requirement.closed(bucket) ||
            requirement.fixed[bucket]) {
            continue;
        }
        outcome.bindings.push_back({.cause = Cause::SmallestBatch,
                                    .line = requirement.product->line,
                                    .product = product,
                                    .bucket = bucket,
                                    .limit = static_cast<double>(requirement.batch())});
        return;
    }
}

void add_rule_findings(std::size_t product, const Solved& solved, Outcome& outcome) {
    const auto& requirement = *solved.requirement;
    add_long_batch(product, solved, outcome);
    for (std::size_t bucket = 0; bucket < solved.plan.size(); ++bucket) {
        const auto quantity = solved.plan[bucket];
        if (requirement.fixed[bucket]) {
            add_fixed_findings(product, solved, bucket, outcome);
            continue;
        }
        const double price = unit_saving(requirement, solved.plan, bucket);
        if (quantity > 0 && quantity == requirement.smallest && price > 0) {
            outcome.bindings.push_back({.cause = Cause::SmallestBatch,
                                        .product = product,
                                        .bucket = bucket,
                                        .limit = static_cast<double>(quantity),
                                        .price = price});
        }
    }
}

}  // namespace

ProductPlan describe_product(const Problem::Parts& problem, const Solved& solved) {
    const auto& requirement = *solved.requirement;
    const auto& product = *requirement.product;
    const auto stocks = projected_stock(requirement, solved.plan);
    ProductPlan result{.opening_stock = requirement.opening_stock,
                       .opening_safety_stock = requirement.opening_safety};
    for (std::size_t bucket = 0; bucket < stocks.size(); ++bucket) {
        BucketPlan plan{.quantity = solved.plan[bucket],
                        .layers = make_layers(solved, bucket),
                        .stock = stocks[bucket],
                        .safety_stock = requirement.safety[bucket],
                        .demand = product.demand[bucket],
                        .open_orders = requirement.arrivals[bucket],
                        .fixed = requirement.fixed[bucket].has_value()};
        const double rate = weekly_demand_ahead(problem, product, bucket);
        if (rate > 0) {
            plan.cover_weeks = static_cast<double>(plan.stock) / rate;
        }
        if (product.last_quantity(bucket)) {
            add_change(*product.last_plan, bucket, plan);
        }
        result.buckets.push_back(plan);
    }
    return result;
}

void add_findings(std::size_t product, const Solved& solved, Outcome& outcome) {
    add_stock_findings(product, solved, outcome);
    add_rule_findings(product, solved, outcome);
}

void add_assumptions(const Problem::Parts& problem, Outcome& outcome) {
    for (std::size_t i = 0; i < problem.lines.size(); ++i) {
        if (problem.lines[i].hours.empty()) {
            outcome.assumptions.push_back({Unknown::LineHours, i, 0});
        }
    }
    for (std::size_t i = 0; i < problem.products.size(); ++i) {
        const auto& product = problem.products[i];
        if (!product.opening_stock) {
            const auto taken = outcome.products[i].opening_stock;
            outcome.assumptions.push_back({Unknown::OpeningStock, i, static_cast<double>(taken)});
        }
        if (!product.safety_stock && product.demand_deviation.empty()) {
            outcome.assumptions.push_back({Unknown::DemandDeviation, i, 0});
        }
    }
}

}  // namespace bihuan::supply
