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
    constexpr std::size_t kStates = kWidth * kWidth;
    constexpr std::size_t kMiddle = kSide * kWidth + kSide;
    for (const std::size_t side : {0U, 1U})
        find_passages(members[side], step, plans[members[side]], passages_[side]);
    const auto buckets = group_.buckets();
    cost_.assign((buckets + 1) * kStates, kInfinity);
    origin_.assign(buckets * kStates, 0);
    cost_[kMiddle] = 0;
    double before = 0;
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        pass(bucket, others);
        double hours = others[bucket];
        for (const auto member : members)
            hours += hours_used(*group_.members[member], plans[member], bucket);
        before += hours_cost(group_, bucket, hours);
    }
    for (const auto member : members)
        before += product_cost(*group_.members[member], plans[member]);
    const auto last = cost_.end() - kStates;
    const auto least = std::min_element(last, cost_.end());
    if (before - *least <= kWorthIt * (1 + before)) return false;
    auto state = static_cast<std::size_t>(least - last);
    for (auto bucket = buckets; bucket-- > 0;) {
        const std::size_t from = origin_[bucket * kStates + state];
        const auto move = [&](std::size_t side, std::size_t to, std::size_t of) {
            const auto lots =
                (static_cast<std::int64_t>(to) - static_cast<std::int64_t>(of)) * step;
            plans[members[side]][bucket] += lots * group_.members[members[side]]->multiple;
        };
        move(0, state / kWidth, from / kWidth);
        move(1, state % kWidth, from % kWidth);
        state = from;
    }
    return true;
}

void Corridor::find_passages(std::size_t member,
                             std::int64_t step,
                             const Quantities& plan,
                             Passages& into) {
    const auto& requirement = *group_.members[member];
    const auto& product = *requirement.product;
    const auto stocks = projected_stock(requirement, plan);
    into.resize(plan.size());
    for (std::size_t bucket = 0; bucket < plan.size(); ++bucket) {
        const auto last = product.last_quantity(bucket);
        for (std::size_t to = 0; to < kWidth; ++to) {
            auto& ways = into[bucket][to];
            ways.clear();
            const auto unit = step * requirement.multiple;
            const auto shift = (static_cast<std::int64_t>(to) - std::int64_t{kSide}) * unit;
            const double level =
                stock_cost(requirement, bucket, static_cast<double>(stocks[bucket] + shift));
            for (std::size_t from = 0; from < kWidth; ++from) {
                const auto quantity =
                    plan[bucket] +
                    (static_cast<std::int64_t>(to) - static_cast<std::int64_t>(from)) * unit;
                const bool same = quantity == plan[bucket];
                if (!same && (requirement.fixed[bucket] || quantity < 0)) continue;
                if (!same && quantity > 0 && quantity < requirement.batch()) continue;
                Passage way{.from = from, .cost = level};
                way.hours = product.hours_per_unit * static_cast<double>(quantity);
                if (quantity > 0) {
                    way.hours += product.run_hours;
                    way.cost += product.costs.run;
                }
                if (last)
                    way.cost +=
                        product.costs.change * static_cast<double>(std::abs(quantity - *last));
                ways.push_back(way);
            }
        }
    }
}

void Corridor::pass(std::size_t bucket, const std::vector<double>& others) {
    constexpr std::size_t kStates = kWidth * kWidth;
    const double* before = &cost_[bucket * kStates];
    for (std::size_t state = 0; state < kStates; ++state) {
        double least = kInfinity;
        std::size_t origin = 0;
        for (const auto& first : passages_[0][bucket][state / kWidth]) {
            for (const auto& second : passages_[1][bucket][state % kWidth]) {
                const auto from = first.from * kWidth + second.from;
                double cost = before[from] + first.cost + second.cost;
                if (cost >= least) continue;
                cost += hours_cost(group_, bucket, others[bucket] + first.hours + second.hours);
                if (cost >= least) continue;
                least = cost;
                origin = from;
            }
        }
        cost_[(bucket + 1) * kStates + state] = least;
        origin_[bucket * kStates + state] = static_cast<std::uint8_t>(origin);
    }
}

}  // namespace bihuan::supply
