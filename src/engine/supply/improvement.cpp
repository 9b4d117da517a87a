#include "engine/supply/improvement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace bihuan::supply {

namespace {

/// A saving below this share of the costs at hand is a rounding error.
constexpr double kWorthIt = 1e-9;
constexpr int kMostRounds = 60;
constexpr std::array<std::int64_t, 4> kLots{1, 4, 16, 64};

/// New quantities of one product in one or two buckets.
struct Move {
    std::size_t member = 0;
    std::size_t first = 0;
    std::size_t second = 0;  ///< Equal to first when only one bucket changes.
    std::int64_t first_quantity = 0;
    std::int64_t second_quantity = 0;
    double saving = 0;
};

class Improvement {
public:
    Improvement(const Group& group, std::vector<Quantities>& plans)
        : group_(group), plans_(plans), used_(group.buckets(), 0.0) {
        for (std::size_t member = 0; member < plans.size(); ++member) {
            costs_.push_back(product_cost(*group.members[member], plans[member]));
            for (std::size_t bucket = 0; bucket < used_.size(); ++bucket) {
                used_[bucket] += line_hours(*group.members[member], plans[member][bucket]);
            }
        }
    }

    void relieve() {
        const auto most = static_cast<int>(group_.members.size() * group_.buckets());
        for (int round = 0; round < most && overloaded(); ++round) {
            std::optional<Move> best;
            for (std::size_t member = 0; member < plans_.size(); ++member) {
                const auto move = best_move(member);
                if (move && (!best || move->saving > best->saving)) best = move;
            }
            if (!best) {
                return;
            }
            apply(*best);
        }
    }

    void settle() {
        bool moved = true;
        for (int round = 0; round < kMostRounds && moved; ++round) {
            moved = false;
            for (std::size_t member = 0; member < plans_.size(); ++member) {
                moved = settle_member(member) || moved;
            }
        }
    }

private:
    bool settle_member(std::size_t member) {
        bool moved = false;
        for (int round = 0; round < kMostRounds; ++round) {
            const auto move = best_move(member);
            if (!move) {
                break;
            }
            apply(*move);
            moved = true;
        }
        return moved;
    }

    bool overloaded() const {
        for (std::size_t bucket = 0; bucket < used_.size(); ++bucket) {
            if (used_[bucket] > group_.hours[bucket] + group_.overtime[bucket] + 1e-9) {
                return true;
            }
        }
        return false;
    }

    std::optional<Move> best_move(std::size_t member) {
        best_.reset();
        const auto& requirement = *group_.members[member];
        for (std::size_t bucket = 0; bucket < requirement.size(); ++bucket) {
            if (!requirement.fixed[bucket]) {
                try_bucket(member, bucket);
            }
        }
        return best_;
    }

    void try_bucket(std::size_t member, std::size_t bucket) {
        const auto& requirement = *group_.members[member];
        const auto quantity = plans_[member][bucket];
        for (const auto lots : kLots) {
            const auto step = lots * requirement.multiple;
            consider({member, bucket, bucket, more(requirement, quantity, step), 0});
            try_less(member, bucket, less(requirement, quantity, step));
        }
        try_less(member, bucket, 0);
        // Parts of a run that can stand alone: all but the smallest, half, only the smallest.
        const auto smallest = requirement.smallest;
        if (smallest > 0 && quantity >= 2 * smallest) {
            const auto half = quantity / 2 / requirement.multiple * requirement.multiple;
            try_less(member, bucket, quantity - smallest);
            try_less(member, bucket, half);
            try_less(member, bucket, smallest);
        }
    }

    void try_less(std::size_t member, std::size_t bucket, std::int64_t left) {
        if (plans_[member][bucket] > left) {
            consider({member, bucket, bucket, left, 0});
            try_shifts(member, bucket, left);
        }
    }

    /// Lowers the bucket to `left` and adds what it loses to each other bucket in turn.
    void try_shifts(std::size_t member, std::size_t bucket, std::int64_t left) {
        const auto& requirement = *group_.members[member];
        const auto& plan = plans_[member];
        for (std::size_t other = 0; other < requirement.size(); ++other) {
            if (other != bucket && !requirement.fixed[other]) {
                const auto quantity = more(requirement, plan[other], plan[bucket] - left);
                consider({member, bucket, other, left, quantity});
            }
        }
    }

    static std::int64_t more(const Requirement& requirement,
                             std::int64_t quantity,
                             std::int64_t step) {
        const auto lots = (quantity + step + requirement.multiple - 1) / requirement.multiple;
        return std::max(requirement.smallest, lots * requirement.multiple);
    }

    static std::int64_t less(const Requirement& requirement,
                             std::int64_t quantity,
                             std::int64_t step) {
        const auto left = quantity - step;
        return left < std::max<std::int64_t>(requirement.smallest, 1) ? 0 : left;
    }

    void consider(Move move) {
        const auto& plan = plans_[move.member];
        if (move.first == move.second) {
            move.second_quantity = move.first_quantity;
        }
        trial_ = plan;
        trial_[move.first] = move.first_quantity;
        trial_[move.second] = move.second_quantity;
        const double before = costs_[move.member];
        move.saving = before - product_cost(*group_.members[move.member], trial_) +
                      hours_saving(move, move.first);
        if (move.first != move.second) {
            move.saving += hours_saving(move, move.second);
        }
        if (move.saving > kWorthIt * (1 + before) && (!best_ || move.saving > best_->saving)) {
            best_ = move;
        }
    }

    double hours_saving(const Move& move, std::size_t bucket) const {
        return hours_cost(group_, bucket, used_[bucket]) -
               hours_cost(group_, bucket, used_[bucket] + added_hours(move, bucket));
    }

    double added_hours(const Move& move, std::size_t bucket) const {
        const auto& requirement = *group_.members[move.member];
        const auto quantity = bucket == move.first ? move.first_quantity : move.second_quantity;
        return line_hours(requirement, quantity) -
               line_hours(requirement, plans_[move.member][bucket]);
    }

    void apply(const Move& move) {
        used_[move.first] += added_hours(move, move.first);
        if (move.second != move.first) {
            used_[move.second] += added_hours(move, move.second);
        }
        auto& plan = plans_[move.member];
        plan[move.first] = move.first_quantity;
        plan[move.second] = move.second_quantity;
        costs_[move.member] = product_cost(*group_.members[move.member], plan);
    }

    const Group& group_;
    std::vector<Quantities>& plans_;
    std::vector<double> used_;
    std::vector<double> costs_;
    Quantities trial_;
    std::optional<Move> best_;
};

}  // namespace

double product_cost(const Requirement& requirement, const Quantities& plan) {
    const auto& product = *requirement.product;
    const auto& costs = product.costs;
    double cost = 0;
    std::int64_t stock = requirement.opening_stock;
    for (std::size_t bucket = 0; bucket < plan.size(); ++bucket) {
        stock += plan[bucket] + requirement.arrivals[bucket] - product.demand[bucket];
        const double held = static_cast<double>(std::max<std::int64_t>(stock, 0));
        const double owed = static_cast<double>(std::max<std::int64_t>(-stock, 0));
        const double missing =
            std::max(0.0, static_cast<double>(requirement.safety[bucket]) - held);
        const double above = std::max(0.0, held - requirement.highest[bucket]);
        cost +=
            requirement.weeks[bucket] * (costs.holding * held + costs.shortage * owed +
                                         costs.safety_shortfall * missing + costs.excess * above);
        cost += plan[bucket] > 0 ? costs.run : 0;
        if (const auto last = product.last_quantity(bucket); last && costs.change > 0) {
            cost += costs.change * static_cast<double>(std::abs(plan[bucket] - *last));
        }
    }
    return cost;
}

double line_hours(const Requirement& requirement, std::int64_t quantity) {
    const auto& product = *requirement.product;
    return product.hours_per_unit * static_cast<double>(quantity) +
           (quantity > 0 ? product.run_hours : 0);
}

double hours_cost(const Group& group, std::size_t bucket, double used) {
    const double beyond = std::max(0.0, used - group.hours[bucket]);
    const double overtime = std::min(beyond, group.overtime[bucket]);
    return group.overtime_cost * overtime + group.overload_cost * (beyond - overtime);
}

double group_cost(const Group& group, const std::vector<Quantities>& plans) {
    double cost = 0;
    std::vector<double> used(group.buckets(), 0.0);
    for (std::size_t member = 0; member < plans.size(); ++member) {
        cost += product_cost(*group.members[member], plans[member]);
        for (std::size_t bucket = 0; bucket < used.size(); ++bucket) {
            used[bucket] += line_hours(*group.members[member], plans[member][bucket]);
        }
    }
    for (std::size_t bucket = 0; bucket < used.size(); ++bucket) {
        cost += hours_cost(group, bucket, used[bucket]);
    }
    return cost;
}

void improve(const Group& group, std::vector<Quantities>& plans) {
    Improvement improvement(group, plans);
    improvement.relieve();
    improvement.settle();
}

}  // namespace bihuan::supply
