#include "engine/supply/lot_recursion.h"

#include <algorithm>
#include <cmath>

namespace bihuan::supply {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

LotRecursion::LotRecursion(const Requirement& requirement,
                           const LotLevels& levels,
                           const std::vector<LineTerms>& terms,
                           LotScratch& scratch)
    : requirement_(requirement), levels_(levels), terms_(terms), scratch_(scratch) {
    const auto stocks = projected_stock(requirement, requirement.fixed_quantity);
    base_.assign(stocks.begin(), stocks.end());
    const auto count = requirement.size() * levels.size();
    scratch_.cost.resize(count + levels.size());
    scratch_.from.resize(count);
    scratch_.start.resize(count);
    if (requirement.long_runs) scratch_.begun.resize(count);
    scratch_.shifted.resize(levels.size());
    scratch_.window.resize(levels.size());
}

double LotRecursion::solve() {
    std::fill_n(costs(0), levels_.size(), kInfinity);
    costs(0)[0] = 0;
    for (std::size_t bucket = 0; bucket < requirement_.size(); ++bucket) {
        plan_bucket(bucket);
    }
    const double* last = costs(requirement_.size());
    best_ = static_cast<std::size_t>(std::min_element(last, last + levels_.size()) - last);
    return last[best_] + fixed_cost();
}

Quantities LotRecursion::plan() const {
    auto plan = requirement_.fixed_quantity;
    auto level = best_;
    for (auto bucket = requirement_.size(); bucket-- > 0;) {
        const auto at = bucket * levels_.size() + level;
        const std::size_t from = scratch_.from[at];
        const std::size_t first = scratch_.start[at];
        auto rest = levels_.low[level] - levels_.low[from];
        for (auto part = first; part < bucket; ++part) {
            const double made = part == first ? scratch_.begun[at] : most_in(part);
            plan[part] = static_cast<std::int64_t>(made);
            rest -= made;
        }
        plan[bucket] += static_cast<std::int64_t>(rest);
        level = from;
        bucket = first;
    }
    return plan;
}

double LotRecursion::unit_price(std::size_t bucket) const {
    return bucket < terms_.size() ? terms_[bucket].hour_price * requirement_.product->hours_per_unit
                                  : 0;
}

/// Cost of a bucket's end when so much has been made. The price of each unit's hours is counted by
/// level: Σ price_t·(X_t − X_{t−1}) = Σ (price_t − price_{t+1})·X_t.
double LotRecursion::stock_cost(std::size_t bucket, double made) const {
    return supply::stock_cost(requirement_, bucket, base_[bucket] + made) +
           (unit_price(bucket) - unit_price(bucket + 1)) * made;
}

/// The least within the level's cell: convex and piecewise linear, so at an end or at a kink.
double LotRecursion::level_cost(std::size_t bucket, std::size_t level) const {
    const double low = levels_.low[level];
    const double high = levels_.high[level];
    double least = stock_cost(bucket, low);
    if (low == high) return least;
    least = std::min(least, stock_cost(bucket, high));
    const auto safety = static_cast<double>(requirement_.safety[bucket]);
    for (const double kink : {0.0, safety, requirement_.highest[bucket]}) {
        least = std::min(least, stock_cost(bucket, std::clamp(kink - base_[bucket], low, high)));
    }
    return least;
}

double LotRecursion::change_cost(std::size_t bucket, double quantity) const {
    const auto last = requirement_.product->last_quantity(bucket);
    if (!last || !levels_.with_changes) return 0;
    return requirement_.product->costs.change * std::abs(quantity - static_cast<double>(*last));
}

/// What the fixed quantities cost themselves, whatever else is made.
double LotRecursion::fixed_cost() const {
    const auto& fixed = requirement_.fixed_quantity;
    double cost = 0;
    for (std::size_t bucket = 0; bucket < fixed.size(); ++bucket) {
        if (!requirement_.fixed[bucket]) continue;
        cost += change_cost(bucket, static_cast<double>(fixed[bucket])) +
                unit_price(bucket) * static_cast<double>(fixed[bucket]);
        if (levels_.with_runs && requirement_.starts_run(fixed, bucket)) {
            cost += requirement_.product->costs.run +
                    terms_[bucket].hour_price * requirement_.product->run_hours;
        }
    }
    return cost;
}

void LotRecursion::plan_bucket(std::size_t bucket) {
    stay(bucket);
    if (!requirement_.fixed[bucket] && terms_[bucket].run != RunRule::Forbidden) {
        begin_runs(bucket);
        if (requirement_.long_runs && levels_.whole_lots) {
            go_on(bucket);
            go_on_from_fixed(bucket);
        }
    }
    double* cost = costs(bucket + 1);
    if (levels_.cost.empty()) {
        for (std::size_t level = 0; level < levels_.size(); ++level) {
            cost[level] += level_cost(bucket, level);
        }
        return;
    }
    const double drift = unit_price(bucket) - unit_price(bucket + 1);
    const double* stock = &levels_.cost[bucket * levels_.size()];
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        cost[level] += stock[level] + drift * levels_.low[level];
    }
}

void LotRecursion::stay(std::size_t bucket) {
    const auto count = levels_.size();
    const double* before = costs(bucket);
    double* cost = costs(bucket + 1);
    const bool fixed = requirement_.fixed[bucket].has_value();
    const bool required = !fixed && terms_[bucket].run == RunRule::Required;
    const double nothing = required ? kInfinity : fixed ? 0 : change_cost(bucket, 0);
    for (std::size_t level = 0; level < count; ++level) {
        cost[level] = before[level] + nothing;
        scratch_.from[bucket * count + level] = static_cast<std::uint32_t>(level);
        scratch_.start[bucket * count + level] = static_cast<std::uint8_t>(bucket);
    }
}

/// The pieces between which the line's terms change: regular hours, then overtime.
void LotRecursion::begin_runs(std::size_t bucket) {
    const auto& terms = terms_[bucket];
    const auto& product = *requirement_.product;
    const double run_hours = levels_.with_runs ? product.run_hours : 0;
    const double start =
        levels_.with_runs ? product.costs.run + terms.hour_price * product.run_hours : 0;
    const double regular = terms.regular - run_hours;
    const double all = regular + terms.overtime;
    // Of the first overtime hour when no unit is made; falls short of 0 by the regular hours.
    const double over = std::isfinite(regular) ? -terms.overtime_cost * regular : 0;
    if (all < 0) return;
    if (product.hours_per_unit <= 0) {
        add_pieces(bucket, {levels_.least, kInfinity, start + std::max(0.0, over), 0});
        return;
    }
    const auto units = [&](double hours) {
        const double most = hours / product.hours_per_unit;
        return most + 1e-9 * std::max(1.0, most);
    };
    if (regular >= 0) {
        add_pieces(bucket, {levels_.least, units(regular), start, 0});
    }
    if (terms.overtime > 0) {
        const double least = std::max(levels_.least, regular / product.hours_per_unit);
        const double slope = terms.overtime_cost * product.hours_per_unit;
        add_pieces(bucket, {least, units(all), start + over, slope});
    }
}

/// Splits a piece at the last plan's quantity.
void LotRecursion::add_pieces(std::size_t bucket, Piece piece) {
    const auto last = requirement_.product->last_quantity(bucket);
    const double change = requirement_.product->costs.change;
    if (!last || change <= 0 || !levels_.with_changes) {
        join(bucket, piece);
        return;
    }
    const auto wanted = static_cast<double>(*last);
    join(bucket,
         {piece.least,
          std::min(piece.most, wanted),
          piece.base + change * wanted,
          piece.slope - change});
    join(bucket,
         {std::max(piece.least, wanted),
          piece.most,
          piece.base - change * wanted,
          piece.slope + change});
}

/// Lets runs of the piece end in the bucket: for each level the best level before, by a window
/// whose ends only move upwards.
void LotRecursion::join(std::size_t bucket, const Piece& piece) {
    if (piece.most < piece.least) return;
    if (piece.most >= levels_.high.back()) {
        join_unbounded(bucket, piece);
        return;
    }
    const auto count = levels_.size();
    const double* before = costs(bucket);
    double* cost = costs(bucket + 1);
    const double* low = levels_.low.data();
    const double* high = levels_.high.data();
    double* shifted = scratch_.shifted.data();
    auto* window = scratch_.window.data();
    std::size_t head = 0;
    std::size_t tail = 0;
    std::size_t next = 0;
    for (std::size_t level = 0; level < count; ++level) {
        for (; next < count && low[next] <= high[level] - piece.least; ++next) {
            if (before[next] == kInfinity) continue;
            const double shift = piece.slope * (piece.slope >= 0 ? high[next] : low[next]);
            shifted[next] = before[next] - shift;
            while (head < tail && shifted[window[tail - 1]] >= shifted[next]) --tail;
            window[tail++] = static_cast<std::uint32_t>(next);
        }
        while (head < tail && high[window[head]] < low[level] - piece.most) ++head;
        if (head == tail) continue;
        const double made = piece.slope >= 0 ? low[level] : high[level];
        const double through = piece.base + piece.slope * made + shifted[window[head]];
        if (through >= cost[level]) continue;
        cost[level] = through;
        scratch_.from[bucket * count + level] = window[head];
    }
}

void LotRecursion::join_unbounded(std::size_t bucket, const Piece& piece) {
    const auto count = levels_.size();
    const double* before = costs(bucket);
    double* cost = costs(bucket + 1);
    const double* low = levels_.low.data();
    const double* high = levels_.high.data();
    std::size_t next = 0;
    std::size_t best = 0;
    double least = kInfinity;
    for (std::size_t level = 0; level < count; ++level) {
        for (; next < count && low[next] <= high[level] - piece.least; ++next) {
            const double shift = piece.slope * (piece.slope >= 0 ? high[next] : low[next]);
            if (before[next] - shift <= least) {
                least = before[next] - shift;
                best = next;
            }
        }
        const double made = piece.slope >= 0 ? low[level] : high[level];
        const double through = piece.base + piece.slope * made + least;
        if (through >= cost[level]) continue;
        cost[level] = through;
        scratch_.from[bucket * count + level] = static_cast<std::uint32_t>(best);
    }
}

}  // namespace bihuan::supply
