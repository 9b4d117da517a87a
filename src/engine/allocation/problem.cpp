#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/allocation/allocation.h"

namespace bihuan::allocation {

namespace {

constexpr std::int64_t kMostUnits = 1'000'000'000'000;

bool is_amount(double amount) {
    return std::isfinite(amount) && amount >= 0 && amount <= 1e15;
}

std::vector<std::size_t> find_leaves(const std::vector<Node>& nodes) {
    std::vector<bool> has_children(nodes.size(), false);
    for (const auto& node : nodes) {
        if (node.parent && *node.parent < nodes.size()) {
            has_children[*node.parent] = true;
        }
    }
    std::vector<std::size_t> leaves;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!has_children[i]) {
            leaves.push_back(i);
        }
    }
    return leaves;
}

class Checker {
public:
    Checker(const Problem::Parts& parts, std::size_t leaves) : parts_(parts), leaves_(leaves) {}

    Issues check() {
        check_nodes();
        require(!parts_.product_totals.empty(),
                "required",
                "/product_totals",
                "Needs at least one product.");
        for (std::size_t i = 0; i < parts_.product_totals.size(); ++i) {
            const auto total = parts_.product_totals[i];
            require(total >= 0 && total <= kMostUnits,
                    "out_of_range",
                    fmt::format("/product_totals/{}", i),
                    "Must be a whole number between 0 and 1e12.");
        }
        check_cells();
        check_weights();
        return std::move(issues_);
    }

private:
    void require(bool holds, const char* code, std::string field, const char* message) {
        if (!holds) {
            issues_.push_back({code, std::move(field), message, ""});
        }
    }

    void check_nodes() {
        require(!parts_.nodes.empty(), "required", "/nodes", "Needs at least the root.");
        for (std::size_t i = 0; i < parts_.nodes.size(); ++i) {
            const auto& node = parts_.nodes[i];
            const bool placed = i == 0 ? !node.parent : node.parent && *node.parent < i;
            require(placed,
                    "wrong_parent",
                    fmt::format("/nodes/{}/parent", i),
                    "The first node is the root, every other names an earlier one.");
            const auto lowest = node.lowest.value_or(0);
            const auto highest = node.highest.value_or(kMostUnits);
            require(lowest >= 0 && highest >= lowest,
                    "out_of_range",
                    fmt::format("/nodes/{}/lowest", i),
                    "The lowest must be 0 or more and not above the highest.");
        }
    }

    void check_cells() {
        require(parts_.cells.size() == leaves_,
                "wrong_count",
                "/cells",
                "Needs one row per node without children.");
        for (std::size_t row = 0; row < parts_.cells.size(); ++row) {
            const auto& cells = parts_.cells[row];
            require(cells.size() == parts_.product_totals.size(),
                    "wrong_count",
                    fmt::format("/cells/{}", row),
                    "Needs one cell per product.");
            for (std::size_t column = 0; column < cells.size(); ++column) {
                const auto& cell = cells[column];
                require(is_amount(cell.history) && is_amount(cell.distribution) &&
                            is_amount(cell.potential) && is_amount(cell.proposal.value_or(0)),
                        "out_of_range",
                        fmt::format("/cells/{}/{}", row, column),
                        "All figures must be numbers between 0 and 1e15.");
            }
        }
    }

    void check_weights() {
        const auto& weights = parts_.weights;
        require(is_amount(weights.history) && is_amount(weights.distribution) &&
                    is_amount(weights.potential),
                "out_of_range",
                "/weights",
                "Weights must be 0 or more.");
        require(weights.proposal >= 0 && weights.proposal <= 1,
                "out_of_range",
                "/weights/proposal",
                "Must be between 0 and 1.");
        require(weights.lowest_index > 0 && weights.lowest_index <= 1 &&
                    weights.highest_index >= 1 && weights.highest_index <= 1000,
                "out_of_range",
                "/weights/lowest_index",
                "The index limits must lie on both sides of 1.");
    }

    const Problem::Parts& parts_;
    std::size_t leaves_;
    Issues issues_;
};

}  // namespace

Result<Problem> Problem::from(Parts parts) {
    auto leaves = find_leaves(parts.nodes);
    if (auto issues = Checker(parts, leaves.size()).check(); !issues.empty()) {
        return tl::unexpected(std::move(issues));
    }
    Problem problem(std::move(parts));
    problem.leaves_ = std::move(leaves);
    return problem;
}

Problem::Problem(Parts parts) : parts_(std::move(parts)) {}

}  // namespace bihuan::allocation
