#pragma once

#include "engine/allocation/allocation.h"

namespace bihuan::allocation {

/// Hands the total down the tree: fills total, from, proposed and the bound marks of every node,
/// and the relaxed nodes. Products are left to fill_products().
void fill_totals(const Problem& problem, Outcome& outcome);

/// Spreads the leaves' totals over the products and sums them up to the root.
void fill_products(const Problem& problem, Outcome& outcome);

}  // namespace bihuan::allocation
