#pragma once

#include <vector>

#include "engine/supply/line_program.h"

// Plans in whole lots at their exact cost, and the moves that make them cheaper.
namespace bihuan::supply {

/// The product's part of the objective: stock, shortages, safety, excess, runs, changes.
double product_cost(const Requirement& requirement, const Quantities& plan);

/// Hours the product takes of its line in a bucket.
double line_hours(const Requirement& requirement, std::int64_t quantity);

/// Cost of overtime and of hours beyond it, for a bucket with so many hours of work.
double hours_cost(const Group& group, std::size_t bucket, double used);

/// Cost of the whole group.
double group_cost(const Group& group, const std::vector<Quantities>& plans);

/// Moves single lots, groups of lots and whole runs between the free buckets of a product until no
/// move saves anything. First relieves buckets with too many hours, each time by the move that
/// saves most among all products.
void improve(const Group& group, std::vector<Quantities>& plans);

}  // namespace bihuan::supply
