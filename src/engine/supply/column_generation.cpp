#include "engine/supply/column_generation.h"

#include <algorithm>
#include <cmath>

namespace bihuan::supply {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// Prices between the master's and the best so far swing less (Wentges, 1997).
constexpr double kSteady = 0.6;
/// The mix and the bound are one below this share.
constexpr double kSame = 1e-5;

}  // namespace

ColumnGeneration::ColumnGeneration(const Group& group,
                                   const std::vector<LotSizing>& sizings,
                                   LotScratch& scratch)
    : group_(group), sizings_(sizings), scratch_(scratch), master_(group) {
    for (std::size_t member = 0; member < group.members.size(); ++member) {
        master_.add(column(member, group.members[member]->fixed_quantity));
    }
}

ColumnGeneration::Answer ColumnGeneration::solve(const RunRules& rules,
                                                 std::vector<double> prices,
                                                 int most_rounds) {
    Answer answer{.bound = -kInfinity, .prices = prices};
    Round round{.prices = std::move(prices)};
    bool steady = false;
    for (int i = 0; i < most_rounds; ++i) {
        if (!offer_plans(rules, round)) return {.bound = kInfinity};
        if (round.value > answer.bound) {
            answer.bound = round.value;
            answer.prices = round.prices;
            answer.plans = round.plans;
        }
        if (i > 0 && !round.found && !steady) break;
        steady = i > 0 && round.found;
        master_.allow(rules);
        if (!master_.solve()) break;
        if (master_.cost() - answer.bound <= kSame * std::abs(master_.cost())) break;
        round.mix_prices = master_.hour_prices();
        const double share = steady ? kSteady : 0;
        for (std::size_t bucket = 0; bucket < round.prices.size(); ++bucket) {
            round.prices[bucket] =
                share * answer.prices[bucket] + (1 - share) * round.mix_prices[bucket];
        }
    }
    answer.bound = bound_at(rules, answer.prices);
    read_mix(answer);
    return answer;
}

std::vector<LineTerms> ColumnGeneration::terms(const std::vector<RunRule>& rules,
                                               const std::vector<double>& prices) const {
    std::vector<LineTerms> terms(group_.buckets());
    for (std::size_t bucket = 0; bucket < terms.size(); ++bucket) {
        terms[bucket].regular = group_.hours[bucket] + group_.overtime[bucket];
        terms[bucket].hour_price = prices[bucket];
        terms[bucket].run = rules[bucket];
    }
    return terms;
}

/// What the line's hours fetch at these prices; overtime is sold where it is worth its cost.
double ColumnGeneration::worth_of_hours(const std::vector<double>& prices) const {
    double worth = 0;
    for (std::size_t bucket = 0; bucket < prices.size(); ++bucket) {
        worth += prices[bucket] * group_.hours[bucket] +
                 std::max(0.0, prices[bucket] - group_.overtime_cost) * group_.overtime[bucket];
    }
    return worth;
}

/// Each member's best plan at the round's prices; those that make the mix cheaper join it. False
/// when a member has no plan under the rules.
bool ColumnGeneration::offer_plans(const RunRules& rules, Round& round) {
    round.value = -worth_of_hours(round.prices);
    round.found = false;
    round.plans.clear();
    for (std::size_t member = 0; member < group_.members.size(); ++member) {
        auto plan = sizings_[member].plan(terms(rules[member], round.prices), scratch_);
        if (!plan) return false;
        auto offered = column(member, *plan);
        double at_mix_prices = offered.cost;
        round.value += offered.cost;
        for (std::size_t bucket = 0; bucket < offered.hours.size(); ++bucket) {
            round.value += round.prices[bucket] * offered.hours[bucket];
            if (!round.mix_prices.empty())
                at_mix_prices += round.mix_prices[bucket] * offered.hours[bucket];
        }
        const double margin = 1e-7 * (1 + std::abs(at_mix_prices));
        if (round.mix_prices.empty() || at_mix_prices < master_.member_price(member) - margin) {
            master_.add(std::move(offered));
            round.found = true;
        }
        round.plans.push_back(*std::move(plan));
    }
    return true;
}

double ColumnGeneration::bound_at(const RunRules& rules, const std::vector<double>& prices) {
    double bound = -worth_of_hours(prices);
    for (std::size_t member = 0; member < group_.members.size(); ++member) {
        bound += sizings_[member].bound(terms(rules[member], prices), scratch_);
    }
    return bound;
}

void ColumnGeneration::read_mix(Answer& answer) const {
    const std::vector<double> nothing(group_.buckets(), 0.0);
    answer.runs.assign(group_.members.size(), nothing);
    answer.quantities = answer.runs;
    answer.main_plans.resize(group_.members.size());
    std::vector<double> largest(group_.members.size(), 0.0);
    for (std::size_t i = 0; i < master_.columns().size(); ++i) {
        const double weight = master_.weight(i);
        if (weight <= 0) continue;
        const auto& each = master_.columns()[i];
        if (weight > largest[each.member]) {
            largest[each.member] = weight;
            answer.main_plans[each.member] = each.plan;
        }
        for (std::size_t bucket = 0; bucket < each.plan.size(); ++bucket) {
            if (each.plan[bucket] > 0) answer.runs[each.member][bucket] += weight;
            answer.quantities[each.member][bucket] +=
                weight * static_cast<double>(each.plan[bucket]);
        }
    }
}

Column ColumnGeneration::column(std::size_t member, const Quantities& plan) const {
    const auto& requirement = *group_.members[member];
    Column result{.member = member, .plan = plan, .cost = product_cost(requirement, plan)};
    for (std::size_t bucket = 0; bucket < plan.size(); ++bucket) {
        result.hours.push_back(hours_used(requirement, plan, bucket));
    }
    return result;
}

}  // namespace bihuan::supply
