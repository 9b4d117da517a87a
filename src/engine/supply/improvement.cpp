#include "engine/supply/improvement.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace bihuan::supply {

namespace {

/// A saving below this share of the costs at hand is a rounding error.
constexpr double kWorthIt = 1e-9;
constexpr int kMostRounds = 60;
constexpr std::array<std::int64_t, 4> kLots{1, 4, 16, 64};
constexpr std::size_t kMostExchanges = 60'000;

std::int64_t more(const Requirement& requirement, std::int64_t quantity, std::int64_t step) {
    const auto lots = (quantity + step + requirement.multiple - 1) / requirement.multiple;
    return std::max(requirement.smallest, lots * requirement.multiple);
}

std::int64_t less(const Requirement& requirement, std::int64_t quantity, std::int64_t step) {
    const auto left = quantity - step;
    return left < std::max<std::int64_t>(requirement.smallest, 1) ? 0 : left;
}

/// Hours of a run of its own.
double run_hours(const Requirement& requirement, std::int64_t quantity) {
    const auto& product = *requirement.product;
    return product.hours_per_unit * static_cast<double>(quantity) +
           (quantity > 0 ? product.run_hours : 0);
}

}  // namespace

std::vector<LineTerms> remaining_terms(const Group& group, const std::vector<double>& others) {
    std::vector<LineTerms> terms(group.buckets());
    for (std::size_t bucket = 0; bucket < terms.size(); ++bucket) {
        const double left = group.hours[bucket] - others[bucket];
        terms[bucket].regular = std::max(0.0, left);
        terms[bucket].overtime =
            std::clamp(left + group.overtime[bucket], 0.0, group.overtime[bucket]);
        terms[bucket].overtime_cost = group.overtime_cost;
    }
    return terms;
}

Improvement::Improvement(const Group& group,
                         const std::vector<LotSizing>& sizings,
                         LotScratch& scratch)
    : group_(group), sizings_(sizings), scratch_(scratch), corridor_(group) {}

void Improvement::improve(std::vector<Quantities>& plans) {
    start(plans);
    relieve();
    settle();
}

void Improvement::exchange(std::vector<Quantities>& plans,
                           const std::vector<std::size_t>& members) {
    start(plans);
    for (int round = 0; round < kMostRounds && exchange_pairs(members); ++round) settle();
}

bool Improvement::exchange_pairs(const std::vector<std::size_t>& members) {
    bool saved = false;
    for (const auto step : kLots) {
        for (const auto first : members) {
            for (const auto second : members) {
                if (exchanges_ >= kMostExchanges) return saved;
                if (first < second) saved = exchange_pair(first, second, step) || saved;
            }
        }
    }
    return saved;
}

bool Improvement::exchange_pair(std::size_t first, std::size_t second, std::int64_t step) {
    if (group_.members[first]->long_runs || group_.members[second]->long_runs) return false;
    exchanges_ += group_.buckets();
    auto others = used_;
    for (const auto member : {first, second}) {
        const auto hours = hours_of(member, (*plans_)[member]);
        for (std::size_t i = 0; i < others.size(); ++i) others[i] -= hours[i];
    }
    auto plans = *plans_;
    if (!corridor_.improve({first, second}, step, others, plans)) return false;
    keep(first, std::move(plans[first]));
    keep(second, std::move(plans[second]));
    return true;
}

void Improvement::start(std::vector<Quantities>& plans) {
    plans_ = &plans;
    used_.assign(group_.buckets(), 0.0);
    costs_.clear();
    for (std::size_t member = 0; member < plans.size(); ++member) {
        costs_.push_back(product_cost(*group_.members[member], plans[member]));
        const auto hours = hours_of(member, plans[member]);
        for (std::size_t bucket = 0; bucket < used_.size(); ++bucket) {
            used_[bucket] += hours[bucket];
        }
    }
}

void Improvement::relieve() {
    const auto most = static_cast<int>(group_.members.size() * group_.buckets());
    only_overloaded_ = true;
    for (int round = 0; round < most; ++round) {
        std::optional<Move> best;
        for (std::size_t member = 0; member < plans_->size(); ++member) {
            const auto move = best_move(member);
            if (move && (!best || move->saving > best->saving)) best = move;
        }
        if (!best) break;
        auto plan = (*plans_)[best->member];
        plan[best->first] = best->first_quantity;
        plan[best->second] = best->second_quantity;
        keep(best->member, std::move(plan));
    }
    only_overloaded_ = false;
}

bool Improvement::overloaded(std::size_t bucket) const {
    return used_[bucket] > group_.hours[bucket] + group_.overtime[bucket] + 1e-9;
}

bool Improvement::settle() {
    bool saved = false;
    bool moved = true;
    for (int round = 0; round < kMostRounds && moved; ++round) {
        moved = false;
        for (std::size_t member = 0; member < plans_->size(); ++member) {
            moved = replan(member) || moved;
            if (!sizings_[member].exact()) moved = settle_lots(member) || moved;
        }
        saved = saved || moved;
    }
    return saved;
}

/// Single lots, where planning anew looks at some levels only.
bool Improvement::settle_lots(std::size_t member) {
    bool saved = false;
    for (int round = 0; round < kMostRounds; ++round) {
        const auto move = best_move(member);
        if (!move) break;
        auto plan = (*plans_)[member];
        plan[move->first] = move->first_quantity;
        plan[move->second] = move->second_quantity;
        keep(member, std::move(plan));
        saved = true;
    }
    return saved;
}

bool Improvement::replan(std::size_t member) {
    const auto own = hours_of(member, (*plans_)[member]);
    auto others = used_;
    for (std::size_t bucket = 0; bucket < others.size(); ++bucket) others[bucket] -= own[bucket];
    auto plan = best_plan(member, others);
    const double before = costs_[member] + line_cost(used_);
    const auto hours = hours_of(member, plan);
    for (std::size_t bucket = 0; bucket < others.size(); ++bucket) others[bucket] += hours[bucket];
    const double after = product_cost(*group_.members[member], plan) + line_cost(others);
    if (before - after <= kWorthIt * (1 + before)) return false;
    keep(member, std::move(plan));
    return true;
}

Quantities Improvement::best_plan(std::size_t member, const std::vector<double>& others) {
    const auto plan = sizings_[member].plan(remaining_terms(group_, others), scratch_);
    return plan.value_or((*plans_)[member]);
}

std::vector<double> Improvement::hours_of(std::size_t member, const Quantities& plan) const {
    std::vector<double> hours(plan.size());
    for (std::size_t bucket = 0; bucket < hours.size(); ++bucket) {
        hours[bucket] = hours_used(*group_.members[member], plan, bucket);
    }
    return hours;
}

double Improvement::line_cost(const std::vector<double>& used) const {
    double cost = 0;
    for (std::size_t bucket = 0; bucket < used.size(); ++bucket) {
        cost += hours_cost(group_, bucket, used[bucket]);
    }
    return cost;
}

void Improvement::keep(std::size_t member, Quantities plan) {
    const auto before = hours_of(member, (*plans_)[member]);
    const auto after = hours_of(member, plan);
    for (std::size_t bucket = 0; bucket < used_.size(); ++bucket) {
        used_[bucket] += after[bucket] - before[bucket];
    }
    costs_[member] = product_cost(*group_.members[member], plan);
    (*plans_)[member] = std::move(plan);
}

std::optional<Improvement::Move> Improvement::best_move(std::size_t member) {
    best_.reset();
    const auto& requirement = *group_.members[member];
    // A lot more or less would break a run that goes on over several buckets.
    if (requirement.long_runs) return best_;
    for (std::size_t bucket = 0; bucket < requirement.size(); ++bucket) {
        if (!requirement.fixed[bucket] && (!only_overloaded_ || overloaded(bucket))) {
            try_bucket(member, bucket);
        }
    }
    return best_;
}

void Improvement::try_bucket(std::size_t member, std::size_t bucket) {
    const auto& requirement = *group_.members[member];
    const auto quantity = (*plans_)[member][bucket];
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

void Improvement::try_less(std::size_t member, std::size_t bucket, std::int64_t left) {
    if ((*plans_)[member][bucket] > left) {
        consider({member, bucket, bucket, left, 0});
        try_shifts(member, bucket, left);
    }
}

/// Lowers the bucket to `left` and adds what it loses to each other bucket in turn.
void Improvement::try_shifts(std::size_t member, std::size_t bucket, std::int64_t left) {
    const auto& requirement = *group_.members[member];
    const auto& plan = (*plans_)[member];
    for (std::size_t other = 0; other < requirement.size(); ++other) {
        if (other != bucket && !requirement.fixed[other]) {
            const auto quantity = more(requirement, plan[other], plan[bucket] - left);
            consider({member, bucket, other, left, quantity});
        }
    }
}

void Improvement::consider(Move move) {
    const auto& plan = (*plans_)[move.member];
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

double Improvement::hours_saving(const Move& move, std::size_t bucket) const {
    return hours_cost(group_, bucket, used_[bucket]) -
           hours_cost(group_, bucket, used_[bucket] + added_hours(move, bucket));
}

double Improvement::added_hours(const Move& move, std::size_t bucket) const {
    const auto& requirement = *group_.members[move.member];
    const auto quantity = bucket == move.first ? move.first_quantity : move.second_quantity;
    return run_hours(requirement, quantity) -
           run_hours(requirement, (*plans_)[move.member][bucket]);
}

}  // namespace bihuan::supply
