#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "base/result.h"

// Targets: a plan's total is handed down a tree (company → region → dealer → representative) and
// across products, exact to the unit at every node.
//
//   top-down share of a child = history·h + distribution·d + potential·p
//     h, d  its share of the siblings' history and distribution
//     p     its history × index, normalised; index = potential share / history share, kept within
//           [lowest_index, highest_index]; without history its potential share itself
//   bottom-up share            = its leaves' proposals / the siblings' proposals; a leaf that
//   proposed
//                                nothing counts with its top-down figure, a product that a leaf
//                                left out of its proposal with its history
//   share                      = (1 − proposal)·top-down + proposal·bottom-up
//
// A signal that is 0 for all siblings leaves its weight to the others. The total × share is kept
// within each node's bounds (what a bound takes or gives is spread over the others by their shares)
// and rounded by the largest remainder. Per leaf and product, the leaf's figures for the product
// are fitted to both margins by iterative proportional fitting (Deming and Stephan, 1940) and
// rounded to neighbouring integers so that rows and columns stay exact (Cox, 1987).
namespace bihuan::allocation {

struct Node {
    std::optional<std::size_t> parent;   ///< An earlier node; none only for the first, the root.
    std::optional<std::int64_t> lowest;  ///< Of the node's total over all products.
    std::optional<std::int64_t> highest;
};

/// What is known of one leaf and one product; all numbers are >= 0.
struct Cell {
    double history = 0;       ///< Units in the base period, such as the same month last year.
    double distribution = 0;  ///< Such as weighted distribution or outlets handling.
    double potential = 0;     ///< Such as the market's units.
    std::optional<double> proposal;  ///< Units the representative proposed.
    bool sold = true;                ///< False: the leaf does not carry the product.
};

/// How much each signal counts; they need not add up to 1.
struct Weights {
    double history = 0.6;
    double distribution = 0.1;
    double potential = 0.3;
    double proposal = 0.3;  ///< Of bottom-up against top-down, 0…1.
    double lowest_index = 0.8;
    double highest_index = 1.25;
};

class Problem {
public:
    struct Parts {
        std::vector<Node> nodes;
        std::vector<std::int64_t> product_totals;  ///< One per product; they add up to the total.
        /// One row per node without children, in order of the nodes; one column per product.
        std::vector<std::vector<Cell>> cells;
        Weights weights;
    };

    /// All issues at once, each with its JSON Pointer.
    static Result<Problem> from(Parts parts);

    const Parts& parts() const { return parts_; }
    /// The nodes without children, ascending; row i of the cells belongs to leaves()[i].
    const std::vector<std::size_t>& leaves() const { return leaves_; }

private:
    explicit Problem(Parts parts);

    Parts parts_;
    std::vector<std::size_t> leaves_;
};

/// Where a node's target comes from, in units; it adds up to the target.
struct Composition {
    double history = 0;
    double distribution = 0;
    double potential = 0;
    double proposal = 0;
    double bounds = 0;    ///< What its own or its siblings' bounds gave or took.
    double rounding = 0;  ///< Less than one unit.
    double sum() const { return history + distribution + potential + proposal + bounds + rounding; }
};

struct NodeTarget {
    std::int64_t total = 0;
    std::vector<std::int64_t> products;  ///< Add up to total.
    Composition from;
    std::optional<double> proposed;  ///< Sum of the proposals below it; none when there are none.
    bool at_lowest = false;
    bool at_highest = false;
};

enum class Status : std::uint8_t {
    Exact,    ///< Every bound and every product's total is kept.
    Relaxed,  ///< Bounds or unsold products contradicted the totals; see relaxed_*.
};

struct Outcome {
    Status status = Status::Exact;
    std::vector<NodeTarget> nodes;  ///< As in Problem; children add up to their parent, always.
    std::vector<std::size_t> relaxed_nodes;  ///< Nodes whose bound could not be kept.
    /// Cells (leaf row, product) that got units although the leaf does not carry the product.
    std::vector<std::pair<std::size_t, std::size_t>> relaxed_cells;
};

Outcome allocate(const Problem& problem);

}  // namespace bihuan::allocation
