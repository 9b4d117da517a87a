#include "business/demand/production/buckets.h"

#include <algorithm>
#include <cmath>

#include "engine/numeric/apportion.h"

namespace bihuan::production {

namespace {

constexpr int kShortestWeek = 4;

/// A row's bucket ends where the next one starts, a month with its month.
Day end_of(const std::vector<PlanRow>& rows, std::size_t i) {
    if (i + 1 < rows.size()) return rows[i + 1].first_day;
    return Month(rows[i].first_day).end_day();
}

int overlap(Day first, Day end, const supply::Bucket& bucket) {
    return std::max(0, std::min(end, bucket.end_day()) - std::max(first, bucket.first_day));
}

struct LayerPair {
    std::int64_t PlanRow::*row;
    std::int64_t supply::Layers::*layer;
};

constexpr std::array<LayerPair, 8> kLayerPairs{{
    {&PlanRow::demand, &supply::Layers::demand},
    {&PlanRow::safety_stock, &supply::Layers::safety_stock},
    {&PlanRow::opening_stock, &supply::Layers::opening_stock},
    {&PlanRow::open_orders, &supply::Layers::open_orders},
    {&PlanRow::batch_rounding, &supply::Layers::batch},
    {&PlanRow::capacity_shift, &supply::Layers::capacity},
    {&PlanRow::frozen_shift, &supply::Layers::frozen},
    {&PlanRow::smoothing, &supply::Layers::smoothing},
}};

}  // namespace

std::vector<supply::Bucket> weeks_of(Month month) {
    std::vector<supply::Bucket> weeks;
    Day first = month.first_day();
    while (first < month.end_day()) {
        const Day end = std::min(first.week() + 7, month.end_day());
        const bool after_stub = !weeks.empty() && weeks.back().days < kShortestWeek;
        if (after_stub || (!weeks.empty() && end - first < kShortestWeek)) {
            weeks.back().days += end - first;
        } else {
            weeks.push_back({first, end - first});
        }
        first = end;
    }
    return weeks;
}

std::vector<supply::Bucket> plan_buckets(Month closed) {
    auto buckets = weeks_of(closed + 1);
    for (int ahead = 2; ahead < 2 + kMonthsAfter; ++ahead) {
        const Month month = closed + ahead;
        buckets.push_back({month.first_day(), month.days()});
    }
    return buckets;
}

std::size_t week_count(Month closed) {
    return weeks_of(closed + 1).size();
}

namespace {

/// Days that lie in each bucket and, last, outside of them all.
std::vector<double> days_in(const std::vector<supply::Bucket>& buckets, Day first, Day end) {
    std::vector<double> days;
    double outside = end - first;
    for (const auto& bucket : buckets) {
        days.push_back(overlap(first, end, bucket));
        outside -= days.back();
    }
    days.push_back(outside);
    return days;
}

/// Splits a quantity over stretches of days, earlier rather than later, so that every part is a
/// lot.
std::vector<std::int64_t> split_in_lots(std::int64_t total,
                                        const std::vector<double>& days,
                                        const Lots& lots) {
    double all = 0;
    for (const double each : days) all += each;
    std::vector<std::int64_t> parts(days.size(), 0);
    double gone = 0;
    std::int64_t made = 0;
    for (std::size_t i = 0; i < days.size(); ++i) {
        gone += days[i];
        const double wished = static_cast<double>(total) * gone / all;
        const auto missing = static_cast<std::int64_t>(std::llround(wished)) - made;
        if (days[i] <= 0 || missing <= 0) continue;
        const auto rounded = (missing + lots.multiple - 1) / lots.multiple * lots.multiple;
        parts[i] = std::max(lots.smallest, rounded);
        // What would be left for later must be a lot too.
        if (total - made - parts[i] < lots.smallest) parts[i] = total - made;
        made += parts[i];
    }
    return parts;
}

/// Adds what one old bucket gives to each new one.
void add_parts(const PlanRow& row,
               const std::vector<double>& days,
               const Lots& lots,
               std::vector<supply::Layers>& layers) {
    const bool inside = days.back() <= 0;
    auto quantity =
        inside ? split_in_lots(row.quantity, days, lots) : numeric::apportion(row.quantity, days);
    for (const auto& pair : kLayerPairs) {
        const auto parts = numeric::apportion(row.*pair.row, days);
        for (std::size_t bucket = 0; bucket < layers.size(); ++bucket) {
            layers[bucket].*pair.layer += parts[bucket];
            quantity[bucket] -= parts[bucket];
        }
    }
    for (std::size_t bucket = 0; bucket < layers.size(); ++bucket)
        layers[bucket].batch += quantity[bucket];
}

}  // namespace

supply::LastPlan cut_to_buckets(const std::vector<PlanRow>& rows,
                                const std::vector<supply::Bucket>& buckets,
                                const Lots& lots) {
    std::vector<supply::Layers> layers(buckets.size());
    std::vector<double> covered(buckets.size(), 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto days = days_in(buckets, rows[i].first_day, end_of(rows, i));
        for (std::size_t bucket = 0; bucket < buckets.size(); ++bucket)
            covered[bucket] += days[bucket];
        add_parts(rows[i], days, lots, layers);
    }
    supply::LastPlan last;
    for (std::size_t bucket = 0; bucket < buckets.size(); ++bucket) {
        if (covered[bucket] < buckets[bucket].days) break;
        last.quantity.push_back(layers[bucket].sum());
        last.layers.push_back(layers[bucket]);
    }
    return last;
}

}  // namespace bihuan::production
