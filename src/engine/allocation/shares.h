#pragma once

#include <vector>

#include "engine/allocation/allocation.h"

namespace bihuan::allocation {

/// What is known of one of several siblings, summed over its cells.
struct Signals {
    double history = 0;
    double distribution = 0;
    double potential = 0;
};

/// A sibling's share of the total and where it comes from; the parts add up to share().
struct TopDown {
    double history = 0;
    double distribution = 0;
    double potential = 0;

    double share() const { return history + distribution + potential; }
};

/// The top-down shares of siblings (formula in allocation.h); they add up to 1. Without any signal
/// all siblings are alike, and the share counts as history.
std::vector<TopDown> top_down_shares(const std::vector<Signals>& siblings, const Weights& weights);

}  // namespace bihuan::allocation
