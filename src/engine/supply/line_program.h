#pragma once

#include <vector>

#include "engine/supply/requirement.h"

// The mixed integer programme of one line (header of supply.h), with continuous quantities.
namespace bihuan::supply {

/// The products that share a line's hours; without a line, products that share nothing.
struct Group {
    const Line* line = nullptr;
    std::vector<std::size_t> products;        ///< Indices into Problem::products, ascending.
    std::vector<const Requirement*> members;  ///< Same order.
    std::vector<double> hours;                ///< Per bucket; infinite when unlimited.
    std::vector<double> overtime;             ///< Hours that can be added per bucket.
    double overtime_cost = 0;
    /// Per hour beyond overtime; dearer than any shortage, so only fixed quantities reach there.
    double overload_cost = 0;

    bool limited() const;
    std::size_t buckets() const { return hours.size(); }
};

/// Quantities per member and bucket, not yet in lots.
using Wishes = std::vector<std::vector<double>>;

struct Relaxed {
    std::vector<Wishes> wishes;  ///< One or more proposals.
    double bound = 0;            ///< No plan of the group costs less.
};

/// Proposes by branch and bound up to options.most_nodes where runs are few enough, and always by
/// diving through the relaxation with cuts.
Relaxed solve_relaxed(const Group& group, const Options& options);

/// What one more hour would save in each bucket, given which buckets have runs.
std::vector<double> hour_prices(const Group& group, const std::vector<Quantities>& plans);

}  // namespace bihuan::supply
