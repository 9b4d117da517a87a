#include "engine/supply/requirement.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bihuan::supply {

namespace {

constexpr double kCoverDays = 28;

std::int64_t next_multiple(std::int64_t units, std::int64_t multiple) {
    return (units + multiple - 1) / multiple * multiple;
}

std::int64_t at(const Quantities& values, std::size_t bucket) {
    return values.empty() ? 0 : values[bucket];
}

/// Makes what is missing at each bucket's end to demand and safety stock, never less than nothing.
/// `batch(missing, bucket)` gives the quantity made for a missing amount, which may be negative.
template <class Batch>
Quantities cover(const Requirement& requirement, bool with_orders, Batch batch) {
    Quantities plan(requirement.size());
    std::int64_t stock = requirement.opening_stock;
    for (std::size_t bucket = 0; bucket < plan.size(); ++bucket) {
        stock += (with_orders ? requirement.arrivals[bucket] : 0);
        stock -= requirement.product->demand[bucket];
        plan[bucket] = batch(requirement.safety[bucket] - stock, bucket);
        stock += plan[bucket];
    }
    return plan;
}

std::int64_t legal_batch(const Requirement& requirement, std::int64_t missing) {
    return missing <= 0
               ? 0
               : std::max(requirement.smallest, next_multiple(missing, requirement.multiple));
}

void fix_buckets(const Problem::Parts& problem, Requirement& requirement) {
    const auto& product = *requirement.product;
    requirement.fixed.resize(requirement.size());
    requirement.fixed_quantity.resize(requirement.size());
    const Day first_possible = problem.plan_day + product.lead_time_days;
    const Day first_free = problem.plan_day + product.frozen_days;
    for (std::size_t bucket = 0; bucket < requirement.size(); ++bucket) {
        const Day first_day = problem.buckets[bucket].first_day;
        if (static_cast<int>(bucket) < problem.frozen_buckets || first_day < first_free) {
            requirement.fixed[bucket] = Cause::Frozen;
        } else if (first_day < first_possible) {
            requirement.fixed[bucket] = Cause::LeadTime;
        }
        if (requirement.fixed[bucket]) {
            requirement.fixed_quantity[bucket] = product.last_quantity(bucket).value_or(0);
        }
    }
}

void measure_line(const Problem::Parts& problem, Requirement& requirement) {
    const auto& product = *requirement.product;
    requirement.line_hours.assign(requirement.size(), std::numeric_limits<double>::infinity());
    requirement.holds_batch.assign(requirement.size(), true);
    if (!product.line || problem.lines[*product.line].hours.empty()) {
        return;
    }
    const auto& line = problem.lines[*product.line];
    const double needed =
        product.run_hours + product.hours_per_unit * static_cast<double>(requirement.batch());
    for (std::size_t bucket = 0; bucket < requirement.size(); ++bucket) {
        const double overtime = line.overtime_hours.empty() ? 0 : line.overtime_hours[bucket];
        requirement.line_hours[bucket] = line.hours[bucket] + overtime;
        requirement.overtime |= overtime > 0;
        requirement.holds_batch[bucket] = needed <= requirement.line_hours[bucket] * (1 + 1e-9);
        requirement.long_runs |= !requirement.holds_batch[bucket] && !requirement.closed(bucket) &&
                                 product.hours_per_unit > 0;
    }
}

/// A frozen quantity that is a part of a run: the rest of it follows, as fast as the line can.
void finish_begun_run(const Problem::Parts& problem, Requirement& requirement) {
    const auto free = std::find(requirement.fixed.begin(), requirement.fixed.end(), std::nullopt);
    auto bucket = static_cast<std::size_t>(free - requirement.fixed.begin());
    std::int64_t made = 0;
    for (auto before = bucket; before-- > 0;) {
        if (requirement.closed(before)) continue;
        if (requirement.fixed_quantity[before] <= 0 || requirement.holds_batch[before]) break;
        made += requirement.fixed_quantity[before];
    }
    if (!requirement.long_runs || made == 0) return;
    auto rest = std::max(requirement.smallest, next_multiple(made, requirement.multiple)) - made;
    for (; rest > 0 && bucket < requirement.size(); ++bucket) {
        const double hours = problem.lines[*requirement.product->line].hours[bucket];
        const auto most =
            static_cast<std::int64_t>(hours / requirement.product->hours_per_unit + 1e-6);
        requirement.fixed[bucket] = Cause::SmallestBatch;
        requirement.fixed_quantity[bucket] = std::min(rest, most);
        rest -= requirement.fixed_quantity[bucket];
    }
}

/// An uncounted stock is taken to be on target: it covers the buckets that can no longer be
/// changed.
std::int64_t assumed_stock(const Requirement& requirement) {
    std::int64_t needed = requirement.opening_safety;
    std::int64_t balance = 0;
    for (std::size_t bucket = 0; bucket < requirement.size(); ++bucket) {
        if (!requirement.fixed[bucket]) {
            break;
        }
        balance += requirement.product->demand[bucket] - requirement.arrivals[bucket] -
                   requirement.fixed_quantity[bucket];
        needed = std::max(needed, balance + requirement.safety[bucket]);
    }
    return needed;
}

void fill_stages(Requirement& requirement) {
    const auto lot_for_lot = [](std::int64_t missing, std::size_t) {
        return std::max<std::int64_t>(0, missing);
    };
    const auto batched = [&](std::int64_t missing, std::size_t) {
        return legal_batch(requirement, missing);
    };
    const auto frozen = [&](std::int64_t missing, std::size_t bucket) {
        return requirement.fixed[bucket] ? requirement.fixed_quantity[bucket]
                                         : legal_batch(requirement, missing);
    };
    requirement.with_stock = cover(requirement, /*with_orders=*/false, lot_for_lot);
    requirement.with_orders = cover(requirement, /*with_orders=*/true, lot_for_lot);
    requirement.with_batches = cover(requirement, /*with_orders=*/true, batched);
    requirement.with_frozen = cover(requirement, /*with_orders=*/true, frozen);
}

}  // namespace

std::int64_t Requirement::batch() const {
    return std::max(smallest, multiple);
}

bool Requirement::starts_run(const Quantities& plan, std::size_t bucket) const {
    if (plan[bucket] <= 0 || !long_runs) {
        return plan[bucket] > 0;
    }
    while (bucket-- > 0) {
        if (!closed(bucket)) {
            return plan[bucket] <= 0 || holds_batch[bucket];
        }
    }
    return true;
}

bool Requirement::wants_runs() const {
    return smallest > multiple || product->costs.run > 0 || product->run_hours > 0;
}

double weekly_demand_ahead(const Problem::Parts& problem,
                           const Product& product,
                           std::size_t bucket) {
    double days = kCoverDays;
    double demand = 0;
    for (std::size_t ahead = bucket + 1; days > 0; ++ahead) {
        const auto used = std::min(ahead, problem.buckets.size() - 1);
        const double length = problem.buckets[used].days;
        const double taken = ahead >= problem.buckets.size() ? days : std::min(days, length);
        demand += static_cast<double>(product.demand[used]) * taken / length;
        days -= taken;
    }
    return demand / (kCoverDays / 7);
}

Requirement make_requirement(const Problem::Parts& problem, const Product& product) {
    Requirement result{.product = &product};
    const auto safety = safety_stocks(problem, product);
    result.opening_safety = safety[0];
    result.safety.assign(safety.begin() + 1, safety.end());
    result.multiple = product.multiple;
    result.smallest = next_multiple(product.smallest_batch, product.multiple);
    for (std::size_t bucket = 0; bucket < problem.buckets.size(); ++bucket) {
        result.weeks.push_back(problem.buckets[bucket].weeks());
        result.arrivals.push_back(at(product.open_orders, bucket));
        const double rate = weekly_demand_ahead(problem, product, bucket);
        const double highest = product.highest_cover_weeks
                                   ? std::ceil(*product.highest_cover_weeks * rate)
                                   : std::numeric_limits<double>::infinity();
        result.highest.push_back(std::max(highest, static_cast<double>(result.safety[bucket])));
    }
    fix_buckets(problem, result);
    measure_line(problem, result);
    finish_begun_run(problem, result);
    result.opening_stock = product.opening_stock ? *product.opening_stock : assumed_stock(result);
    fill_stages(result);
    return result;
}

double stock_cost(const Requirement& requirement, std::size_t bucket, double stock) {
    const auto& costs = requirement.product->costs;
    const double held = std::max(stock, 0.0);
    const double missing = std::max(0.0, static_cast<double>(requirement.safety[bucket]) - held);
    const double above = std::max(0.0, held - requirement.highest[bucket]);
    return requirement.weeks[bucket] * (costs.holding * held + costs.shortage * (held - stock) +
                                        costs.safety_shortfall * missing + costs.excess * above);
}

double product_cost(const Requirement& requirement, const Quantities& plan) {
    const auto& product = *requirement.product;
    const auto& costs = product.costs;
    double cost = 0;
    std::int64_t stock = requirement.opening_stock;
    for (std::size_t bucket = 0; bucket < plan.size(); ++bucket) {
        stock += plan[bucket] + requirement.arrivals[bucket] - product.demand[bucket];
        cost += stock_cost(requirement, bucket, static_cast<double>(stock));
        cost += requirement.starts_run(plan, bucket) ? costs.run : 0;
        if (costs.change <= 0) continue;
        if (const auto last = product.last_quantity(bucket)) {
            cost += costs.change * static_cast<double>(std::abs(plan[bucket] - *last));
        }
    }
    return cost;
}

double hours_used(const Requirement& requirement, const Quantities& plan, std::size_t bucket) {
    const auto& product = *requirement.product;
    return product.hours_per_unit * static_cast<double>(plan[bucket]) +
           (requirement.starts_run(plan, bucket) ? product.run_hours : 0);
}

Quantities round_up(const Requirement& requirement, const std::vector<double>& wish) {
    Quantities plan(requirement.size());
    double wished = 0;
    double made = 0;
    for (std::size_t bucket = 0; bucket < plan.size(); ++bucket) {
        if (requirement.fixed[bucket]) {
            plan[bucket] = requirement.fixed_quantity[bucket];
            continue;
        }
        wished += wish[bucket];
        const double margin = 1e-6 * std::max(1.0, wished);
        const auto missing = static_cast<std::int64_t>(std::ceil(wished - made - margin));
        plan[bucket] = legal_batch(requirement, missing);
        made += static_cast<double>(plan[bucket]);
    }
    return plan;
}

Quantities projected_stock(const Requirement& requirement, const Quantities& plan) {
    Quantities result(plan.size());
    std::int64_t stock = requirement.opening_stock;
    for (std::size_t bucket = 0; bucket < plan.size(); ++bucket) {
        stock += plan[bucket] + requirement.arrivals[bucket] - requirement.product->demand[bucket];
        result[bucket] = stock;
    }
    return result;
}

}  // namespace bihuan::supply
