#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/supply/lot_recursion.h"

// Runs over several buckets: the part of the recursion for smallest batches that a bucket's hours
// do not hold. Every way to divide one between its first and its last bucket takes time linear in
// the levels, by a sliding minimum.
namespace bihuan::supply {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

/// Lets runs end in the bucket that began in an earlier one too short for them.
void LotRecursion::go_on(std::size_t bucket) {
    if (requirement_.closed(bucket)) return;
    for (auto first = bucket; first-- > 0 && !requirement_.fixed[first];) {
        if (requirement_.closed(first)) continue;
        if (requirement_.holds_batch[first] || terms_[first].run == RunRule::Forbidden) return;
        if (std::isinf(terms_[first].regular)) return;
        const auto run = long_run(first, bucket);
        if (goes_through(run)) finish_run(run);
    }
}

/// A run that fixed quantities have begun may go on behind them, for its batch is made by then.
void LotRecursion::go_on_from_fixed(std::size_t bucket) {
    auto first = bucket;
    while (first > 0 && !requirement_.fixed[first - 1]) --first;
    auto before = first;
    while (before > 0 && requirement_.closed(before - 1)) --before;
    const bool open = before > 0 && requirement_.fixed_quantity[before - 1] > 0 &&
                      !requirement_.holds_batch[before - 1];
    if (!open || requirement_.closed(bucket) || std::isinf(terms_[bucket].regular)) return;
    double made = 0;
    double cost = costs(first)[0];
    for (auto part = first; part < bucket; ++part) {
        const double most = most_in(part);
        if (terms_[part].run == RunRule::Forbidden || std::isinf(terms_[part].regular)) return;
        if (most < 1 && !requirement_.closed(part)) return;
        made += most;
        cost += stock_cost(part, made) + change_cost(part, most);
    }
    const double most = most_in(bucket);
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        const double rest = levels_.low[level] - made;
        if (rest < 1 || rest > most) continue;
        const double total = cost + change_cost(bucket, rest);
        const auto at = bucket * levels_.size() + level;
        if (total >= costs(bucket + 1)[level]) continue;
        costs(bucket + 1)[level] = total;
        scratch_.from[at] = 0;
        scratch_.start[at] = static_cast<std::uint8_t>(first);
        scratch_.begun[at] = most_in(first);
    }
}

/// Units that a run makes in a bucket when it takes all regular hours.
double LotRecursion::most_in(std::size_t bucket, double set_up) const {
    const double hours = std::max(0.0, terms_[bucket].regular - set_up);
    return std::floor(hours / requirement_.product->hours_per_unit + 1e-6);
}

LotRecursion::LongRun LotRecursion::long_run(std::size_t first, std::size_t last) const {
    const auto& product = *requirement_.product;
    const double set_up = levels_.with_runs ? product.run_hours : 0;
    LongRun run{.first = first,
                .last = last,
                .most_first = most_in(first, set_up),
                .most_last = most_in(last)};
    if (levels_.with_runs) run.start = product.costs.run + terms_[first].hour_price * set_up;
    for (auto part = first + 1; part < last; ++part) {
        const double most = most_in(part);
        run.between += most;
        run.start += change_cost(part, most);
    }
    return run;
}

/// A run that makes nothing in a bucket has ended, unless the line is closed then.
bool LotRecursion::goes_through(const LongRun& run) const {
    if (run.most_first < 1 || run.most_last < 1) return false;
    for (auto part = run.first + 1; part < run.last; ++part)
        if (most_in(part) < 1 && !requirement_.closed(part)) return false;
    return true;
}

/// Cost of stock at the ends of the run's buckets but the last, when `made` is what has been made
/// by the end of its first.
double LotRecursion::cost_within(const LongRun& run, double made) const {
    double cost = 0;
    for (auto part = run.first; part < run.last; ++part) {
        if (part > run.first) made += most_in(part);
        cost += stock_cost(part, made);
    }
    return cost;
}

/// Where that is least. It is convex and piecewise linear: at a kink of one of the buckets, or as
/// little or much as there is.
double LotRecursion::best_begun(const LongRun& run) const {
    double best = 0;
    double least = cost_within(run, best);
    double made_since = 0;
    const auto look_at = [&](double made) {
        if (made < 0 || made > levels_.low.back()) return;
        const double cost = cost_within(run, made);
        if (cost >= least) return;
        least = cost;
        best = made;
    };
    look_at(levels_.low.back());
    for (auto part = run.first; part < run.last; ++part) {
        if (part > run.first) made_since += most_in(part);
        const auto safety = static_cast<double>(requirement_.safety[part]);
        for (const double kink : {0.0, safety, requirement_.highest[part]}) {
            if (std::isinf(kink)) continue;
            look_at(std::floor(kink - base_[part] - made_since));
            look_at(std::ceil(kink - base_[part] - made_since));
        }
    }
    return best;
}

/// The run makes as much or as little as it can in its first or its last bucket, or what is best
/// between. By convexity one of these is the best of all, unless the last plan is to be kept: then
/// the best may lie at a quantity of that plan, too.
void LotRecursion::finish_run(const LongRun& run) {
    begin_with(run, run.most_first);
    begin_with(run, 1);
    end_with(run, run.most_last);
    end_with(run, 1);
    divide_best(run);
    if (!levels_.with_changes || requirement_.product->costs.change <= 0) return;
    const auto planned = [&](std::size_t bucket, double most) {
        const auto last = requirement_.product->last_quantity(bucket);
        return std::clamp(static_cast<double>(last.value_or(0)), 1.0, most);
    };
    begin_with(run, planned(run.first, run.most_first));
    end_with(run, planned(run.last, run.most_last));
}

/// The first bucket makes so much, the last one the rest.
void LotRecursion::begin_with(const LongRun& run, double begun) {
    const double* before = costs(run.first);
    const double start = run.start + change_cost(run.first, begun);
    std::vector<double> from(levels_.size(), kInfinity);
    for (std::size_t level = 0; level < levels_.size(); ++level)
        if (before[level] < kInfinity)
            from[level] = before[level] + start + cost_within(run, levels_.low[level] + begun);
    divide(run,
           {.bucket = run.last,
            .others = begun + run.between,
            .most = run.most_last,
            .before = from,
            .behind = std::vector<double>(levels_.size())});
}

/// The last bucket makes so much, the first one the rest.
void LotRecursion::end_with(const LongRun& run, double rest) {
    const double* before = costs(run.first);
    const double start = run.start + change_cost(run.last, rest);
    std::vector<double> from(before, before + levels_.size());
    std::vector<double> to;
    for (const double end : levels_.low)
        to.push_back(start + cost_within(run, end - rest - run.between));
    divide(run,
           {.bucket = run.first,
            .others = rest + run.between,
            .most = run.most_first,
            .before = from,
            .behind = to});
}

/// By the end of the first bucket has been made what costs least until the last one.
void LotRecursion::divide_best(const LongRun& run) {
    const double* before = costs(run.first);
    const double best = best_begun(run);
    const double within = run.start + cost_within(run, best);
    std::vector<double> from(levels_.size(), kInfinity);
    std::vector<double> to(levels_.size(), kInfinity);
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        const double begun = best - levels_.low[level];
        if (begun >= 1 && begun <= run.most_first)
            from[level] = before[level] + within + change_cost(run.first, begun);
        const double rest = levels_.low[level] - best - run.between;
        if (rest >= 1 && rest <= run.most_last) to[level] = change_cost(run.last, rest);
    }
    slide(run,
          {.least = 0, .most = kInfinity},
          {.before = from, .behind = to},
          [best](double low, double /*high*/) { return best - low; });
}

/// Splits the change of the rest at the last plan's quantity.
void LotRecursion::divide(const LongRun& run, const Division& division) {
    const bool ends = division.bucket == run.last;
    const auto begun = [&](double low, double high) {
        const double rest = high - low - division.others;
        return ends ? division.others - run.between : rest;
    };
    const auto last = requirement_.product->last_quantity(division.bucket);
    const double change = requirement_.product->costs.change;
    const auto piece = [&](double least, double most, double slope, double base) {
        slide(run,
              {.least = division.others + least,
               .most = division.others + most,
               .base = base - slope * division.others,
               .slope = slope},
              division,
              begun);
    };
    if (!last || change <= 0 || !levels_.with_changes) return piece(1, division.most, 0, 0);
    const auto wanted = static_cast<double>(*last);
    piece(1, std::min(division.most, wanted), -change, change * wanted);
    piece(std::max(1.0, wanted), division.most, change, -change * wanted);
}

/// For each level behind the run the best level before it, by a window whose ends only move
/// upwards.
template <class Begun>
void LotRecursion::slide(const LongRun& run,
                         const Piece& piece,
                         const Division& division,
                         Begun begun) {
    const double least = std::max(piece.least, levels_.least);
    if (piece.most < least) return;
    const auto count = levels_.size();
    const double* low = levels_.low.data();
    double* shifted = scratch_.shifted.data();
    auto* window = scratch_.window.data();
    double* cost = costs(run.last + 1);
    std::size_t head = 0;
    std::size_t tail = 0;
    std::size_t next = 0;
    for (std::size_t level = 0; level < count; ++level) {
        for (; next < count && low[next] <= low[level] - least; ++next) {
            if (division.before[next] == kInfinity) continue;
            shifted[next] = division.before[next] - piece.slope * low[next];
            while (head < tail && shifted[window[tail - 1]] >= shifted[next]) --tail;
            window[tail++] = static_cast<std::uint32_t>(next);
        }
        while (head < tail && low[window[head]] < low[level] - piece.most) ++head;
        if (head == tail || division.behind[level] == kInfinity) continue;
        const double total =
            piece.base + piece.slope * low[level] + shifted[window[head]] + division.behind[level];
        if (total >= cost[level]) continue;
        const auto at = run.last * count + level;
        cost[level] = total;
        scratch_.from[at] = window[head];
        scratch_.start[at] = static_cast<std::uint8_t>(run.first);
        scratch_.begun[at] = begun(low[window[head]], low[level]);
    }
}

}  // namespace bihuan::supply
