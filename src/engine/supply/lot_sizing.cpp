#include "engine/supply/lot_sizing.h"

#include <algorithm>
#include <cmath>

#include "engine/supply/lot_recursion.h"

namespace bihuan::supply {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Amounts made at which the cost of some bucket's end has a kink.
std::vector<double> kinks(const Requirement& requirement, double most) {
    std::vector<double> result{0, most};
    const auto stocks = projected_stock(requirement, requirement.fixed_quantity);
    for (std::size_t bucket = 0; bucket < stocks.size(); ++bucket) {
        const auto base = static_cast<double>(stocks[bucket]);
        const auto safety = static_cast<double>(requirement.safety[bucket]);
        for (const double stock : {0.0, safety, requirement.highest[bucket]}) {
            if (stock > base && stock - base < most) result.push_back(stock - base);
        }
    }
    return result;
}

void sort_once(std::vector<double>& levels) {
    std::sort(levels.begin(), levels.end());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
}

/// Kinks, rounded both ways to multiples of `lot`, and about `count` more, evenly.
std::vector<double> some_levels(const Requirement& requirement,
                                double most,
                                double lot,
                                std::size_t count) {
    std::vector<double> result;
    for (const double kink : kinks(requirement, most)) {
        result.push_back(std::floor(kink / lot) * lot);
        result.push_back(std::min(std::ceil(kink / lot) * lot, most));
    }
    const double step = std::max(lot, std::ceil(most / lot / static_cast<double>(count)) * lot);
    for (double level = 0; level <= most; level += step) {
        result.push_back(level);
    }
    sort_once(result);
    return result;
}

/// No plan that makes more is the best: with enough in stock for every bucket's demand and safety,
/// a further run only adds cost, unless the last plan asks for it.
std::int64_t most_worth_making(const Requirement& requirement) {
    const auto stocks = projected_stock(requirement, requirement.fixed_quantity);
    std::int64_t most = 0;
    std::int64_t planned = 0;
    for (std::size_t bucket = 0; bucket < stocks.size(); ++bucket) {
        most = std::max(most, requirement.safety[bucket] - stocks[bucket]);
        if (!requirement.fixed[bucket] && requirement.product->costs.change > 0) {
            planned += requirement.product->last_quantity(bucket).value_or(0);
        }
    }
    const auto lots = (most + requirement.multiple - 1) / requirement.multiple +
                      (planned + requirement.multiple - 1) / requirement.multiple;
    return most + planned == 0 ? 0 : lots * requirement.multiple + requirement.batch();
}

/// Whether buckets one after the other hold a smallest batch. Where none do, that rule alone
/// decides, and no plan is called the best.
bool holds_a_batch(const Requirement& requirement) {
    const auto& product = *requirement.product;
    const double needed =
        product.run_hours + product.hours_per_unit * static_cast<double>(requirement.batch());
    double hours = 0;
    for (std::size_t bucket = 0; bucket < requirement.size(); ++bucket) {
        if (requirement.closed(bucket)) continue;
        const bool goes_on =
            !requirement.fixed[bucket] && requirement.line_hours[bucket] >= product.hours_per_unit;
        hours = goes_on ? hours + requirement.line_hours[bucket] : 0;
        if (hours >= needed) return true;
    }
    return false;
}

/// Whether the recursion finds the best plan with long runs: nothing is said of how they were
/// divided in the last plan, and two runs after one another, which are set up once, cost no more
/// than one.
bool are_long_runs_exact(const Requirement& requirement) {
    const auto& product = *requirement.product;
    return product.costs.change <= 0 && product.costs.run <= 0 && product.run_hours <= 0;
}

}  // namespace

LotSizing::LotSizing(const Requirement& requirement, std::size_t most_levels, LineUse use)
    : requirement_(requirement) {
    const auto most = most_worth_making(requirement);
    const bool all = most / requirement.multiple < static_cast<std::int64_t>(most_levels);
    // Overtime between a long run's ends is not tried, and may make more of it.
    const bool bounds_runs =
        all && use == LineUse::Alone && !requirement.overtime && holds_a_batch(requirement);
    exact_ = all && (!requirement.long_runs || (bounds_runs && are_long_runs_exact(requirement)));
    if (all) {
        take_all(most);
    } else {
        take_some(most, most_levels);
    }
    const auto stocks = projected_stock(requirement, requirement.fixed_quantity);
    for (std::size_t bucket = 0; bucket < stocks.size(); ++bucket) {
        for (const double made : lots_.low) {
            const double stock = static_cast<double>(stocks[bucket]) + made;
            lots_.cost.push_back(stock_cost(requirement, bucket, stock));
        }
    }
    if (!exact_) relax(most, most_levels);
    if (exact_ || !requirement.long_runs || !bounds_runs) return;
    runs_ = lots_;
    runs_->with_runs = false;
    runs_->with_changes = false;
}

void LotSizing::take_all(std::int64_t most) {
    for (std::int64_t made = 0; made <= most; made += requirement_.multiple) {
        lots_.low.push_back(static_cast<double>(made));
    }
    lots_.high = lots_.low;
    lots_.least = static_cast<double>(requirement_.batch());
}

void LotSizing::take_some(std::int64_t most, std::size_t count) {
    const auto lot = static_cast<double>(requirement_.multiple);
    lots_.low = some_levels(requirement_, static_cast<double>(most), lot, count);
    lots_.high = lots_.low;
    lots_.least = static_cast<double>(requirement_.batch());
}

void LotSizing::relax(std::int64_t most, std::size_t count) {
    // A long run's parts in a bucket are no batches, and only its first counts as a run.
    const bool long_runs = requirement_.long_runs;
    const double lot = long_runs ? 1 : static_cast<double>(requirement_.multiple);
    cells_.low = some_levels(requirement_, static_cast<double>(most), lot, count);
    for (std::size_t level = 1; level < cells_.low.size(); ++level) {
        cells_.high.push_back(cells_.low[level] - lot);
    }
    cells_.high.push_back(cells_.low.back());
    cells_.least = long_runs ? 0 : lots_.least;
    cells_.with_runs = !long_runs;
    cells_.whole_lots = false;
    corners_ = {.low = kinks(requirement_, static_cast<double>(most)),
                .least = 0,
                .with_runs = !long_runs,
                .with_changes = false,
                .whole_lots = false};
    sort_once(corners_.low);
    corners_.high = corners_.low;
}

std::size_t LotSizing::work() const {
    const auto once = lots_.size() * requirement_.size();
    return requirement_.long_runs ? once * requirement_.size() : once;
}

std::optional<Quantities> LotSizing::plan(const std::vector<LineTerms>& terms,
                                          LotScratch& scratch) const {
    LotRecursion recursion(requirement_, lots_, terms, scratch);
    if (recursion.solve() == kInfinity) return std::nullopt;
    return recursion.plan();
}

double LotSizing::bound(const std::vector<LineTerms>& terms, LotScratch& scratch) const {
    if (exact_) return LotRecursion(requirement_, lots_, terms, scratch).solve();
    auto endless = terms;
    for (auto& bucket : endless) bucket.regular = kInfinity;
    const double least = std::max(LotRecursion(requirement_, cells_, terms, scratch).solve(),
                                  LotRecursion(requirement_, corners_, endless, scratch).solve());
    if (!runs_) return least;
    return std::max(least, LotRecursion(requirement_, *runs_, terms, scratch).solve());
}

}  // namespace bihuan::supply
