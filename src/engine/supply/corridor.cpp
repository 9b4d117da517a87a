#include "engine/supply/corridor.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bihuan::supply {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kWorthIt = 1e-9;

}  // namespace

bool Corridor::improve(std::array<std::size_t, 2> members,
                       std::int64_t step,
                       const std::vector<double>& others,
                       std::vector<Quantities>& plans) {
    constexpr std::size_t kMiddle = kSide * kWidth + kSide;
    for (const std::size_t side : {0U, 1U}) {
        const auto& requirement = *group_.members[members.at(side)];
        find_passages({requirement, plans[members.at(side)], step * requirement.multiple},
                      passages_.at(side));
    }
    const auto buckets = group_.buckets();
    cost_.assign((buckets + 1) * kStates, kInfinity);
    origin_.assign(buckets * kStates, 0);
    cost_[kMiddle] = 0;
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) pass(bucket, others);
    const double before = cost_of(members, others, plans);
    const auto last = cost_.end() - kStates;
    const auto least = std::min_element(last, cost_.end());
    if (before - *least <= kWorthIt * (1 + before)) return false;
    move_along(static_cast<std::size_t>(least - last), members, step, plans);
    return true;
}

double Corridor::cost_of(std::array<std::size_t, 2> members,
                         const std::vector<double>& others,
                         const std::vector<Quantities>& plans) const {
    double cost = 0;
    for (std::size_t bucket = 0; bucket < group_.buckets(); ++bucket) {
        double hours = others[bucket];
        for (const auto member : members)
            hours += hours_used(*group_.members[member], plans[member], bucket);
        cost += hours_cost(group_, bucket, hours);
    }
    for (const auto member : members) cost += product_cost(*group_.members[member], plans[member]);
    return cost;
}

/// Back from the last bucket's state.
void Corridor::move_along(std::size_t state,
                          std::array<std::size_t, 2> members,
                          std::int64_t step,
                          std::vector<Quantities>& plans) const {
    for (auto bucket = group_.buckets(); bucket-- > 0;) {
        const std::size_t from = origin_[bucket * kStates + state];
        const auto move = [&](std::size_t member, std::size_t to, std::size_t of) {
            const auto lots =
                (static_cast<std::int64_t>(to) - static_cast<std::int64_t>(of)) * step;
            plans[member][bucket] += lots * group_.members[member]->multiple;
        };
        move(members[0], state / kWidth, from / kWidth);
        move(members[1], state % kWidth, from % kWidth);
        state = from;
    }
}

void Corridor::find_passages(const Around& around, Passages& into) {
    const auto stocks = projected_stock(around.requirement, around.plan);
    into.resize(around.plan.size());
    for (std::size_t place = 0; place < around.plan.size() * kWidth; ++place) {
        const std::size_t bucket = place / kWidth;
        const auto to = static_cast<std::int64_t>(place % kWidth);
        auto& ways = into[bucket].at(place % kWidth);
        ways.clear();
        const auto shift = (to - std::int64_t{kSide}) * around.unit;
        const double level =
            stock_cost(around.requirement, bucket, static_cast<double>(stocks[bucket] + shift));
        for (std::size_t from = 0; from < kWidth; ++from) {
            const auto steps = to - static_cast<std::int64_t>(from);
            const auto way = passage(around, bucket, steps, {.from = from, .cost = level});
            if (way) ways.push_back(*way);
        }
    }
}

/// `way` with what making so many steps more than the plan in a bucket takes; none where that may
/// not be.
std::optional<Corridor::Passage> Corridor::passage(const Around& around,
                                                   std::size_t bucket,
                                                   std::int64_t steps,
                                                   Passage way) {
    const auto& requirement = around.requirement;
    const auto& product = *requirement.product;
    const auto quantity = around.plan[bucket] + steps * around.unit;
    const bool same = quantity == around.plan[bucket];
    if (!same && (requirement.fixed[bucket] || quantity < 0)) return std::nullopt;
    if (!same && quantity > 0 && quantity < requirement.batch()) return std::nullopt;
    way.hours = product.hours_per_unit * static_cast<double>(quantity);
    if (quantity > 0) {
        way.hours += product.run_hours;
        way.cost += product.costs.run;
    }
    if (const auto last = product.last_quantity(bucket))
        way.cost += product.costs.change * static_cast<double>(std::abs(quantity - *last));
    return way;
}

void Corridor::pass(std::size_t bucket, const std::vector<double>& others) {
    for (std::size_t state = 0; state < kStates; ++state) pass_to(bucket, state, others[bucket]);
}

void Corridor::pass_to(std::size_t bucket, std::size_t state, double others) {
    const double* before = &cost_[bucket * kStates];
    double least = kInfinity;
    std::size_t origin = 0;
    for (const auto& first : passages_[0][bucket].at(state / kWidth)) {
        for (const auto& second : passages_[1][bucket].at(state % kWidth)) {
            const auto from = first.from * kWidth + second.from;
            double cost = before[from] + first.cost + second.cost;
            if (cost >= least) continue;
            cost += hours_cost(group_, bucket, others + first.hours + second.hours);
            if (cost >= least) continue;
            least = cost;
            origin = from;
        }
    }
    cost_[(bucket + 1) * kStates + state] = least;
    origin_[bucket * kStates + state] = static_cast<std::uint8_t>(origin);
}

}  // namespace bihuan::supply
