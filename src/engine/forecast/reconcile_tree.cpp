#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "engine/forecast/reconcile.h"

namespace bihuan::forecast {

namespace {

constexpr double kLargestVariance = 1e100;  ///< Stands for "no forecast of its own".
constexpr int kMostFloors = 30;

/// One column of the tree. Upward each node merges its own forecast with the sum of its children;
/// downward the difference is shared among the children by their variances.
class TreeSolver {
public:
    explicit TreeSolver(const Tree& tree)
        : tree_(tree),
          nodes_(tree.parent.size()),
          leaf_(nodes_, 1),
          fixed_(nodes_, 0),
          mean_(nodes_),
          variance_(nodes_),
          child_mean_(nodes_),
          child_variance_(nodes_),
          value_(nodes_) {
        for (std::size_t node = 0; node < nodes_; ++node) {
            const std::int32_t parent = tree.parent[node];
            BIHUAN_CHECK(parent < static_cast<std::int32_t>(node));
            if (parent >= 0) leaf_[static_cast<std::size_t>(parent)] = 0;
        }
    }

    struct Column {
        const double* forecasts;
        const double* variances;
        std::size_t stride;
    };

    const std::vector<double>& solve(const Column& column, Floor floor) {
        std::fill(fixed_.begin(), fixed_.end(), 0);
        for (int round = 0; round < kMostFloors; ++round) {
            sweep_up(column);
            sweep_down();
            if (floor == Floor::None || !hold_negatives()) return value_;
        }
        for (std::size_t node = 0; node < nodes_; ++node) {
            if (leaf_[node] != 0) value_[node] = std::max(value_[node], 0.0);
        }
        add_up();
        return value_;
    }

private:
    void sweep_up(const Column& column) {
        std::fill(child_mean_.begin(), child_mean_.end(), 0.0);
        std::fill(child_variance_.begin(), child_variance_.end(), 0.0);
        for (std::size_t node = nodes_; node-- > 0;) {
            const double own = column.forecasts[node * column.stride];
            const double doubt = std::min(column.variances[node * column.stride], kLargestVariance);
            if (leaf_[node] != 0) {
                mean_[node] = fixed_[node] != 0 ? 0 : own;
                variance_[node] = fixed_[node] != 0 ? 0 : doubt;
            } else {
                const double sum = child_variance_[node];
                const double trust = sum / (sum + doubt);  // in its own forecast
                mean_[node] = child_mean_[node] + trust * (own - child_mean_[node]);
                variance_[node] = trust * doubt;
            }
            const std::int32_t parent = tree_.parent[node];
            if (parent < 0) continue;
            child_mean_[static_cast<std::size_t>(parent)] += mean_[node];
            child_variance_[static_cast<std::size_t>(parent)] += variance_[node];
        }
    }

    void sweep_down() {
        for (std::size_t node = 0; node < nodes_; ++node) {
            value_[node] = mean_[node];
            if (tree_.parent[node] < 0) continue;
            const auto parent = static_cast<std::size_t>(tree_.parent[node]);
            const double sum = child_variance_[parent];
            if (sum <= 0) continue;
            value_[node] += variance_[node] / sum * (value_[parent] - child_mean_[parent]);
        }
        add_up();
    }

    /// Inner nodes as the very sums of their children, free of rounding.
    void add_up() {
        for (std::size_t node = 0; node < nodes_; ++node) {
            if (leaf_[node] == 0) value_[node] = 0;
        }
        for (std::size_t node = nodes_; node-- > 0;) {
            const std::int32_t parent = tree_.parent[node];
            if (parent >= 0) value_[static_cast<std::size_t>(parent)] += value_[node];
        }
    }

    bool hold_negatives() {
        bool any = false;
        for (std::size_t node = 0; node < nodes_; ++node) {
            if (leaf_[node] == 0 || value_[node] >= 0) continue;
            fixed_[node] = 1;
            any = true;
        }
        return any;
    }

    const Tree& tree_;
    std::size_t nodes_;
    std::vector<unsigned char> leaf_, fixed_;
    std::vector<double> mean_, variance_, child_mean_, child_variance_, value_;
};

}  // namespace

std::vector<double> reconcile(const Tree& tree,
                              std::span<const double> forecasts,
                              std::span<const double> variances,
                              std::size_t columns,
                              Floor floor) {
    const std::size_t nodes = tree.parent.size();
    BIHUAN_CHECK(forecasts.size() == nodes * columns && variances.size() == nodes * columns);
    std::vector<double> result(nodes * columns);
    TreeSolver solver(tree);
    for (std::size_t c = 0; c < columns; ++c) {
        const auto& values =
            solver.solve({forecasts.data() + c, variances.data() + c, columns}, floor);
        for (std::size_t node = 0; node < nodes; ++node) {
            result[node * columns + c] = values[node];
        }
    }
    return result;
}

}  // namespace bihuan::forecast
