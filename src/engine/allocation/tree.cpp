#include "engine/allocation/tree.h"

#include <algorithm>
#include <numeric>

#include "engine/allocation/shares.h"
#include "engine/numeric/apportion.h"

namespace bihuan::allocation {

namespace {

/// What a node's leaves add up to.
struct Gathered {
    Signals signals;
    double top_down = 0;  ///< Units, by the top-down shares alone.
    double proposed = 0;  ///< Units, with the top-down figure of leaves that proposed nothing.
    bool has_proposal = false;
    std::int64_t lowest = 0;
    std::int64_t highest = 0;
};

class Tree {
public:
    Tree(const Problem& problem, Outcome& outcome)
        : parts_(problem.parts()),
          leaves_(problem.leaves()),
          outcome_(outcome),
          nodes_(parts_.nodes.size()),
          children_(parts_.nodes.size()) {
        const auto& totals = parts_.product_totals;
        total_ = std::accumulate(totals.begin(), totals.end(), std::int64_t{0});
        for (std::size_t i = 1; i < nodes_.size(); ++i) {
            children_[*parts_.nodes[i].parent].push_back(i);
        }
    }

    void fill() {
        gather_signals();
        gather_top_down();
        gather_proposals();
        gather_bounds();
        outcome_.nodes.resize(nodes_.size());
        outcome_.nodes[0].total = total_;
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (!children_[i].empty()) {
                hand_down(i);
            }
            mark(i);
        }
        describe_root();
    }

private:
    void gather_signals() {
        for (std::size_t row = 0; row < leaves_.size(); ++row) {
            auto& signals = nodes_[leaves_[row]].signals;
            for (const auto& cell : parts_.cells[row]) {
                signals.history += cell.sold ? cell.history : 0;
                signals.distribution += cell.sold ? cell.distribution : 0;
                signals.potential += cell.sold ? cell.potential : 0;
            }
        }
        for (std::size_t i = nodes_.size(); i-- > 1;) {
            auto& parent = nodes_[*parts_.nodes[i].parent].signals;
            parent.history += nodes_[i].signals.history;
            parent.distribution += nodes_[i].signals.distribution;
            parent.potential += nodes_[i].signals.potential;
        }
    }

    std::vector<TopDown> shares_below(std::size_t node) const {
        std::vector<Signals> siblings;
        for (const auto child : children_[node]) {
            siblings.push_back(nodes_[child].signals);
        }
        return top_down_shares(siblings, parts_.weights);
    }

    void gather_top_down() {
        nodes_[0].top_down = static_cast<double>(total_);
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (children_[i].empty()) {
                continue;
            }
            const auto shares = shares_below(i);
            for (std::size_t k = 0; k < shares.size(); ++k) {
                nodes_[children_[i][k]].top_down = nodes_[i].top_down * shares[k].share();
            }
        }
    }

    void gather_proposals() {
        for (std::size_t row = 0; row < leaves_.size(); ++row) {
            auto& leaf = nodes_[leaves_[row]];
            double proposed = 0;
            for (const auto& cell : parts_.cells[row]) {
                leaf.has_proposal = leaf.has_proposal || cell.proposal.has_value();
                proposed += cell.proposal.value_or(cell.sold ? cell.history : 0);
            }
            leaf.proposed = leaf.has_proposal ? proposed : leaf.top_down;
        }
        for (std::size_t i = nodes_.size(); i-- > 1;) {
            auto& parent = nodes_[*parts_.nodes[i].parent];
            parent.proposed += nodes_[i].proposed;
            parent.has_proposal = parent.has_proposal || nodes_[i].has_proposal;
        }
    }

    /// A node can get no less than its children need, and no more than they may have.
    void gather_bounds() {
        std::vector<std::int64_t> low(nodes_.size(), 0);
        std::vector<std::int64_t> high(nodes_.size(), 0);
        for (std::size_t i = nodes_.size(); i-- > 0;) {
            const auto& node = parts_.nodes[i];
            const auto most = children_[i].empty() ? total_ : std::min(total_, high[i]);
            auto lowest = std::max(low[i], std::min(total_, node.lowest.value_or(0)));
            const auto highest = std::min(most, node.highest.value_or(total_));
            if (lowest > highest) {
                outcome_.relaxed_nodes.push_back(i);
                lowest = highest;
            }
            nodes_[i].lowest = lowest;
            nodes_[i].highest = highest;
            if (i > 0) {
                low[*node.parent] += lowest;
                high[*node.parent] += highest;
            }
        }
    }

    void hand_down(std::size_t parent) {
        const auto& children = children_[parent];
        const auto total = outcome_.nodes[parent].total;
        const auto units = static_cast<double>(total);
        const auto shares = shares_below(parent);
        const double weight = nodes_[parent].has_proposal && nodes_[parent].proposed > 0
                                  ? parts_.weights.proposal
                                  : 0;
        std::vector<double> wanted;
        for (std::size_t k = 0; k < children.size(); ++k) {
            auto& from = outcome_.nodes[children[k]].from;
            const double top_down = units * (1 - weight);
            from.history = top_down * shares[k].history;
            from.distribution = top_down * shares[k].distribution;
            from.potential = top_down * shares[k].potential;
            if (weight > 0) {
                from.proposal =
                    units * weight * nodes_[children[k]].proposed / nodes_[parent].proposed;
            }
            wanted.push_back(from.sum());
        }
        const auto split = keep_bounds(children, total, wanted);
        const auto rounded = numeric::round_to_total(split, total);
        for (std::size_t k = 0; k < children.size(); ++k) {
            auto& target = outcome_.nodes[children[k]];
            target.total = rounded[k];
            target.from.bounds = split[k] - wanted[k];
            target.from.rounding = static_cast<double>(rounded[k]) - split[k];
        }
    }

    std::vector<double> keep_bounds(const std::vector<std::size_t>& children,
                                    std::int64_t total,
                                    const std::vector<double>& wanted) {
        std::vector<numeric::Bounds> bounds;
        std::int64_t low = 0;
        std::int64_t high = 0;
        for (const auto child : children) {
            low += nodes_[child].lowest;
            high += nodes_[child].highest;
        }
        // When the bounds contradict the total, the side in the way gives.
        for (const auto child : children) {
            const auto& node = nodes_[child];
            bounds.push_back({.low = low > total ? 0 : static_cast<double>(node.lowest),
                              .high = high < total ? static_cast<double>(total)
                                                   : static_cast<double>(node.highest)});
        }
        return numeric::split_within(static_cast<double>(total), wanted, bounds);
    }

    void mark(std::size_t i) {
        const auto& node = parts_.nodes[i];
        auto& target = outcome_.nodes[i];
        if (nodes_[i].has_proposal) {
            target.proposed = nodes_[i].proposed;
        }
        target.at_lowest = node.lowest && target.total <= *node.lowest;
        target.at_highest = node.highest && target.total >= *node.highest;
        const bool broken = target.total < node.lowest.value_or(0) ||
                            target.total > node.highest.value_or(target.total);
        auto& relaxed = outcome_.relaxed_nodes;
        if (broken && std::find(relaxed.begin(), relaxed.end(), i) == relaxed.end()) {
            relaxed.push_back(i);
        }
    }

    /// The root's figure comes from where its children's figures come from.
    void describe_root() {
        auto& from = outcome_.nodes[0].from;
        if (children_[0].empty()) {
            from.history = static_cast<double>(total_);
        }
        for (const auto child : children_[0]) {
            const auto& part = outcome_.nodes[child].from;
            from.history += part.history;
            from.distribution += part.distribution;
            from.potential += part.potential;
            from.proposal += part.proposal;
            from.bounds += part.bounds;
            from.rounding += part.rounding;
        }
    }

    const Problem::Parts& parts_;
    const std::vector<std::size_t>& leaves_;
    Outcome& outcome_;
    std::vector<Gathered> nodes_;
    std::vector<std::vector<std::size_t>> children_;
    std::int64_t total_ = 0;
};

}  // namespace

void fill_totals(const Problem& problem, Outcome& outcome) {
    Tree(problem, outcome).fill();
    std::sort(outcome.relaxed_nodes.begin(), outcome.relaxed_nodes.end());
}

}  // namespace bihuan::allocation
