#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// Forecasts that add up. Each node's own forecast is an unbiased guess with a variance; the
// coherent forecast is the weighted least squares solution (Wickramasuriya, Athanasopoulos, Hyndman
// 2019, with a diagonal covariance): minimise Σ (x − forecast)² / variance subject to all sums.
namespace bihuan::forecast {

/// A nested tree: every inner node is the sum of its children.
struct Tree {
    /// The parent of each node, −1 for a root; a parent stands before its children.
    std::vector<std::int32_t> parent;
};

/// Coherent values of a tree. `forecasts` and `variances` hold `columns` numbers per node
/// (node-major); variances > 0, infinity = this node has no forecast of its own. Exact, in two
/// sweeps. With floor_at_zero no value becomes negative (a node that would is held at 0 and the
/// rest is solved again); otherwise values are unbounded.
enum class Floor : bool { None, Zero };
std::vector<double> reconcile(const Tree& tree,
                              std::span<const double> forecasts,
                              std::span<const double> variances,
                              std::size_t columns,
                              Floor floor = Floor::Zero);

/// A cross product (product × region × channel; month × quarter): every bottom cell belongs to one
/// group of each grouping, and every group has a forecast of its own.
struct Grouping {
    std::vector<std::int32_t> group_of;  ///< One per bottom cell.
    std::vector<double> forecasts;       ///< One per group.
    std::vector<double> variances;       ///< One per group.
};

struct CrossOutcome {
    std::vector<double> cells;  ///< The coherent bottom; any sum of it is coherent.
    int iterations = 0;
    double largest_change = 0;  ///< Of the last iteration, relative to the mean cell.
};

/// Coherent bottom cells by conjugate gradients on the normal equations.
CrossOutcome reconcile(std::span<const double> cells,
                       std::span<const double> variances,
                       std::span<const Grouping> groupings,
                       Floor floor = Floor::Zero);

}  // namespace bihuan::forecast
