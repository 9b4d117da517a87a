#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/supply/supply.h"

// One product, ready to be planned: every default resolved, every fixed bucket known, and the plan
// that demand, stock, orders, batches and frozen buckets alone would ask for, stage by stage.
namespace bihuan::supply {

using Quantities = std::vector<std::int64_t>;  ///< Per bucket.

struct Requirement {
    const Product* product = nullptr;
    std::vector<double> weeks;  ///< Length of each bucket.
    std::int64_t opening_stock = 0;
    std::int64_t opening_safety = 0;
    Quantities safety;            ///< Wanted at the end of each bucket.
    Quantities arrivals;          ///< Open orders.
    std::vector<double> highest;  ///< Stock above it is excess; infinite when there is no limit.
    std::int64_t multiple = 1;
    std::int64_t smallest = 0;                ///< A multiple of `multiple`.
    std::vector<std::optional<Cause>> fixed;  ///< Why a bucket cannot be changed; the first ones.
    Quantities fixed_quantity;
    std::vector<double> line_hours;  ///< Overtime included; infinite without limit.
    /// The bucket's hours hold the smallest batch. Where they do not, a run goes on in the buckets
    /// that follow, and is one run: its parts together are a legal batch.
    std::vector<bool> holds_batch;
    bool long_runs = false;  ///< Some bucket with hours does not hold the smallest batch.
    bool overtime = false;   ///< Hours can be added in some bucket.

    // The stages of the explanation; each is a whole plan.
    Quantities with_stock;    ///< Demand and safety stock less opening stock; lot for lot.
    Quantities with_orders;   ///< … less open orders.
    Quantities with_batches;  ///< … rounded to batches.
    Quantities with_frozen;   ///< … fixed buckets kept: the start of the optimisation.

    std::size_t size() const { return weeks.size(); }
    std::int64_t batch() const;  ///< The least that a run makes.
    bool closed(std::size_t bucket) const { return line_hours[bucket] <= 0; }
    /// Whether the bucket's quantity is a run of its own and not the rest of one begun before.
    bool starts_run(const Quantities& plan, std::size_t bucket) const;
    bool wants_runs() const;  ///< Whether starting a run is a decision of its own.
};

Requirement make_requirement(const Problem::Parts& problem, const Product& product);

/// The product's part of the objective: stock, shortages, safety, excess, runs, changes.
double product_cost(const Requirement& requirement, const Quantities& plan);

/// Cost of so much in stock, or owed, at a bucket's end.
double stock_cost(const Requirement& requirement, std::size_t bucket, double stock);

/// Hours that the plan takes of the product's line in a bucket.
double hours_used(const Requirement& requirement, const Quantities& plan, std::size_t bucket);

/// Puts a wish into lots, cumulatively: each bucket is fixed, 0, or a legal batch, and by each
/// bucket's end the amount made is the wish's, rounded upwards to lots.
Quantities round_up(const Requirement& requirement, const std::vector<double>& wish);

/// Stock at the end of each bucket; negative is owed.
Quantities projected_stock(const Requirement& requirement, const Quantities& plan);

/// Mean weekly demand over the four weeks after a bucket's end; the last bucket's goes on.
double weekly_demand_ahead(const Problem::Parts& problem,
                           const Product& product,
                           std::size_t bucket);

}  // namespace bihuan::supply
