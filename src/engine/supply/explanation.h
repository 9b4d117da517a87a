#pragma once

#include "engine/supply/requirement.h"

// Why the plan is what it is: layers, changes, shortages, excess, limits, assumptions.
namespace bihuan::supply {

/// All that is known of one product once its group is solved.
struct Solved {
    const Requirement* requirement = nullptr;
    Quantities plan;
    std::vector<double> spare_hours;  ///< Regular hours of the line that nobody uses; may be empty.
    Quantities without_hours;  ///< The plan as it would be if the line had hours without limit.
};

/// The product's buckets with layers, stock, cover and change.
ProductPlan describe_product(const Problem::Parts& problem, const Solved& solved);

/// Adds the product's shortages, missing safety stock, excess, bindings and relaxations.
void add_findings(std::size_t product, const Solved& solved, Outcome& outcome);

/// Adds what nobody gave.
void add_assumptions(const Problem::Parts& problem, Outcome& outcome);

}  // namespace bihuan::supply
