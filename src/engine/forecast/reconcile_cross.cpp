#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "engine/forecast/reconcile.h"

namespace bihuan::forecast {

namespace {

constexpr int kMostIterations = 200;
constexpr int kMostFloors = 20;
constexpr double kSmallEnough = 1e-10;  ///< Of the first residual.
constexpr double kLargestVariance = 1e100;

/// Solves (I + S G' W G S) z = S⁻¹ f + S G' W F with x = S z, S = √variance: conjugate gradients.
class CrossSolver {
public:
    CrossSolver(std::span<const double> cells,
                std::span<const double> variances,
                std::span<const Grouping> groupings)
        : cells_(cells), groupings_(groupings), roots_(cells.size()), outcome_() {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            roots_[i] = std::sqrt(std::min(variances[i], kLargestVariance));
        }
        for (const Grouping& grouping : groupings) {
            BIHUAN_CHECK(grouping.group_of.size() == cells.size());
            BIHUAN_CHECK(grouping.forecasts.size() == grouping.variances.size());
        }
    }

    CrossOutcome solve(Floor floor) {
        outcome_.cells.assign(cells_.begin(), cells_.end());
        for (int round = 0; round < kMostFloors; ++round) {
            descend();
            if (floor == Floor::None || !hold_negatives()) return std::move(outcome_);
        }
        for (double& cell : outcome_.cells) cell = std::max(cell, 0.0);
        return std::move(outcome_);
    }

private:
    using Values = std::vector<double>;

    /// target − A·x in the scaled space, from the cells x.
    Values residual() const {
        Values result(cells_.size());
        for (std::size_t i = 0; i < result.size(); ++i) {
            if (roots_[i] > 0) result[i] = (cells_[i] - outcome_.cells[i]) / roots_[i];
        }
        for (const Grouping& grouping : groupings_) {
            Values gap = grouping.forecasts;
            for (std::size_t i = 0; i < result.size(); ++i) {
                gap[group(grouping, i)] -= outcome_.cells[i];
            }
            for (std::size_t g = 0; g < gap.size(); ++g) gap[g] /= grouping.variances[g];
            for (std::size_t i = 0; i < result.size(); ++i) {
                result[i] += roots_[i] * gap[group(grouping, i)];
            }
        }
        return result;
    }

    static std::size_t group(const Grouping& grouping, std::size_t i) {
        return static_cast<std::size_t>(grouping.group_of[i]);
    }

    Values apply(const Values& direction) const {
        Values result = direction;
        for (const Grouping& grouping : groupings_) {
            Values sums(grouping.forecasts.size());
            for (std::size_t i = 0; i < direction.size(); ++i) {
                sums[group(grouping, i)] += roots_[i] * direction[i];
            }
            for (std::size_t g = 0; g < sums.size(); ++g) sums[g] /= grouping.variances[g];
            for (std::size_t i = 0; i < direction.size(); ++i) {
                result[i] += roots_[i] * sums[group(grouping, i)];
            }
        }
        for (std::size_t i = 0; i < result.size(); ++i) {
            if (roots_[i] <= 0) result[i] = 0;
        }
        return result;
    }

    static double dot(const Values& a, const Values& b) {
        double sum = 0;
        for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
        return sum;
    }

    void descend() {
        Values rest = residual();
        Values direction = rest;
        double length = dot(rest, rest);
        const double enough = kSmallEnough * kSmallEnough * length;
        for (int k = 0; k < kMostIterations && length > enough; ++k) {
            const Values image = apply(direction);
            const double step = length / dot(direction, image);
            double change = 0;
            double size = 0;
            for (std::size_t i = 0; i < rest.size(); ++i) {
                const double move = step * direction[i] * roots_[i];
                outcome_.cells[i] += move;
                rest[i] -= step * image[i];
                change = std::max(change, std::abs(move));
                size += std::abs(outcome_.cells[i]);
            }
            const double next = dot(rest, rest);
            for (std::size_t i = 0; i < rest.size(); ++i) {
                direction[i] = rest[i] + next / length * direction[i];
            }
            length = next;
            ++outcome_.iterations;
            const double mean = size / static_cast<double>(rest.size());
            outcome_.largest_change = mean > 0 ? change / mean : 0;
        }
    }

    bool hold_negatives() {
        bool any = false;
        for (std::size_t i = 0; i < roots_.size(); ++i) {
            if (outcome_.cells[i] >= 0) continue;
            outcome_.cells[i] = 0;
            roots_[i] = 0;
            any = true;
        }
        return any;
    }

    std::span<const double> cells_;
    std::span<const Grouping> groupings_;
    Values roots_;
    CrossOutcome outcome_;
};

}  // namespace

CrossOutcome reconcile(std::span<const double> cells,
                       std::span<const double> variances,
                       std::span<const Grouping> groupings,
                       Floor floor) {
    BIHUAN_CHECK(cells.size() == variances.size());
    return CrossSolver(cells, variances, groupings).solve(floor);
}

}  // namespace bihuan::forecast
