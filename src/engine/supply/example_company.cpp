#include "engine/supply/example_company.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/random.h"

namespace bihuan::supply {

namespace {

constexpr Day kStart{2026, 11, 2};

std::vector<Bucket> example_buckets(const ExampleSize& size) {
    std::vector<Bucket> buckets;
    Day day = kStart;
    for (int i = 0; i < size.weeks; ++i) {
        buckets.push_back({day, 7});
        day = day + 7;
    }
    for (int i = 0; i < size.months; ++i) {
        const int days = 28 + 7 * (i % 2);
        buckets.push_back({day, days});
        day = day + days;
    }
    return buckets;
}

Product example_product(const std::vector<Bucket>& buckets, int lines, int index, Random& random) {
    // Few products sell most: a power law over the rank, in cases a week.
    const double weekly = 4000 / std::pow(1 + index % 100, 0.7);
    Product product{.code = fmt::format("P{:03}", index),
                    .line = static_cast<std::size_t>(index % lines),
                    .hours_per_unit = random.uniform(0.001, 0.004),
                    .run_hours = random.chance(0.5) ? random.uniform(0.5, 3) : 0};
    product.multiple = 10 * (1 + random.below(6));
    product.smallest_batch = product.multiple * random.below(20);
    product.lead_time_days = random.chance(0.2) ? 7 : 0;
    const bool has_last = random.chance(0.8);
    product.opening_stock = static_cast<std::int64_t>(weekly * random.uniform(0, 3));
    if (has_last) {
        product.last_plan = LastPlan{};
    }
    for (const auto& bucket : buckets) {
        const double mean = weekly * bucket.weeks() * random.uniform(0.6, 1.5);
        product.demand.push_back(static_cast<std::int64_t>(mean));
        product.demand_deviation.push_back(0.3 * weekly * std::sqrt(bucket.weeks()));
        product.open_orders.push_back(0);
        if (has_last) {
            const auto lots = static_cast<std::int64_t>(mean * random.uniform(0.7, 1.3) /
                                                        static_cast<double>(product.multiple));
            product.last_plan->quantity.push_back(
                std::max(lots * product.multiple, product.smallest_batch));
        }
    }
    product.open_orders[0] = random.chance(0.3) ? static_cast<std::int64_t>(weekly) : 0;
    product.highest_cover_weeks = 12;
    product.costs = {.holding = random.uniform(0.1, 0.5),
                     .shortage = random.uniform(10, 30),
                     .safety_shortfall = random.uniform(2, 6),
                     .excess = 0.5,
                     .run = random.uniform(50, 400),
                     .change = has_last ? random.uniform(0, 0.2) : 0};
    return product;
}

/// Mean hours a week that the line's products need.
double weekly_hours(const Problem::Parts& parts, std::size_t line) {
    double hours = 0;
    double weeks = 0;
    for (const auto& bucket : parts.buckets) {
        weeks += bucket.weeks();
    }
    for (const auto& product : parts.products) {
        const double share = product.line == line ? product.hours_per_unit : 0;
        for (const auto demand : product.demand) {
            hours += share * static_cast<double>(demand);
        }
    }
    return hours / weeks;
}

}  // namespace

Problem::Parts example_company(const ExampleSize& size, std::uint64_t seed) {
    Problem::Parts parts{.plan_day = kStart, .buckets = example_buckets(size)};
    for (int i = 0; i < size.products; ++i) {
        Random random(seed, static_cast<std::uint64_t>(i));
        parts.products.push_back(example_product(parts.buckets, size.lines, i, random));
    }
    for (int i = 0; i < size.lines; ++i) {
        const double hours = weekly_hours(parts, static_cast<std::size_t>(i)) / size.load;
        Line line{.code = fmt::format("L{}", i), .overtime_cost = 200};
        for (const auto& bucket : parts.buckets) {
            line.hours.push_back(hours * bucket.weeks());
            line.overtime_hours.push_back(0.2 * line.hours.back());
        }
        parts.lines.push_back(std::move(line));
    }
    return parts;
}

}  // namespace bihuan::supply
