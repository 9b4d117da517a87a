#include "engine/numeric/apportion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.h"

namespace bihuan::numeric {

namespace {

double sum_of(std::span<const double> values) {
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum;
}

/// Adds one to the `missing` entries with the largest remainders; ties go to the earlier entry.
void hand_out(std::vector<std::int64_t>& parts,
              const std::vector<double>& remainders,
              std::int64_t missing) {
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return remainders[a] > remainders[b];
    });
    for (std::size_t i = 0; missing > 0; --missing, i = (i + 1) % order.size()) {
        ++parts[order[i]];
    }
    // Too much comes from rounding errors only; it is taken where the remainder is smallest.
    for (std::size_t i = order.size(); missing<0; i = i> 0 ? i : order.size()) {
        --i;
        if (parts[order[i]] != 0) {
            --parts[order[i]];
            ++missing;
        }
    }
}

/// Sum of clamp(weight·scale); grows with the scale.
double clamped_sum(std::span<const double> weights, std::span<const Bounds> bounds, double scale) {
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += std::clamp(weights[i] * scale, bounds[i].low, bounds[i].high);
    }
    return sum;
}

/// The weights, or, where the weighted entries cannot take the total, weights that let the others
/// take the rest alike, after everything else.
std::vector<double> reaching_weights(double total,
                                     std::span<const double> weights,
                                     std::span<const Bounds> bounds) {
    std::vector<double> used(weights.begin(), weights.end());
    double reachable = 0;
    double highest = 0;
    for (std::size_t i = 0; i < used.size(); ++i) {
        reachable += used[i] > 0 ? bounds[i].high : bounds[i].low;
        highest = std::max(highest, used[i]);
    }
    if (reachable < total) {
        for (auto& weight : used) {
            weight += 1e-9 * (highest > 0 ? highest : 1);
        }
    }
    return used;
}

}  // namespace

std::vector<std::int64_t> apportion(std::int64_t total, std::span<const double> weights) {
    std::vector<double> values(weights.begin(), weights.end());
    if (values.empty()) {
        BIHUAN_CHECK(total == 0);
        return {};
    }
    double sum = sum_of(values);
    if (sum <= 0) {
        std::fill(values.begin(), values.end(), 1.0);
        sum = static_cast<double>(values.size());
    }
    for (auto& value : values) {
        BIHUAN_CHECK(value >= 0);
        value = static_cast<double>(std::abs(total)) * (value / sum);
    }
    auto parts = round_to_total(values, std::abs(total));
    if (total < 0) {
        for (auto& part : parts) {
            part = -part;
        }
    }
    return parts;
}

std::vector<std::int64_t> round_to_total(std::span<const double> values, std::int64_t total) {
    std::vector<std::int64_t> parts(values.size());
    std::vector<double> remainders(values.size());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        // 0.3 · 10 may come out as 2.9999999999999996 and means 3.
        const double floor = std::floor(values[i] + 1e-9);
        parts[i] = static_cast<std::int64_t>(floor);
        remainders[i] = std::max(0.0, values[i] - floor);
        sum += parts[i];
    }
    if (!parts.empty()) {
        hand_out(parts, remainders, total - sum);
    }
    return parts;
}

std::vector<double> split_within(double total,
                                 std::span<const double> weights,
                                 std::span<const Bounds> bounds) {
    BIHUAN_CHECK(weights.size() == bounds.size());
    const auto used = reaching_weights(total, weights, bounds);
    double low = 0;
    double high = 1;
    while (clamped_sum(used, bounds, high) < total && high < 1e300) {
        high *= 2;
    }
    for (int i = 0; i < 200; ++i) {
        const double middle = (low + high) / 2;
        (clamped_sum(used, bounds, middle) < total ? low : high) = middle;
    }
    std::vector<double> parts(used.size());
    for (std::size_t i = 0; i < used.size(); ++i) {
        parts[i] = std::clamp(used[i] * high, bounds[i].low, bounds[i].high);
    }
    return parts;
}

namespace {

/// Scales every row to its total and returns the sums of the columns after it.
std::vector<double> fit_rows(Table& table, std::span<const std::int64_t> totals) {
    std::vector<double> column_sums(table.columns);
    for (std::size_t row = 0; row < table.rows; ++row) {
        const auto line = std::span(table.values).subspan(row * table.columns, table.columns);
        const double sum = sum_of(line);
        const double scale = sum > 0 ? static_cast<double>(totals[row]) / sum : 0;
        for (std::size_t column = 0; column < table.columns; ++column) {
            line[column] *= scale;
            column_sums[column] += line[column];
        }
    }
    return column_sums;
}

void scale_columns(Table& table,
                   std::span<const std::int64_t> totals,
                   const std::vector<double>& sums) {
    for (std::size_t row = 0; row < table.rows; ++row) {
        for (std::size_t column = 0; column < table.columns; ++column) {
            const double sum = sums[column];
            table.at(row, column) *= sum > 0 ? static_cast<double>(totals[column]) / sum : 0;
        }
    }
}

double largest_miss(std::span<const std::int64_t> totals, const std::vector<double>& sums) {
    double miss = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const auto wanted = static_cast<double>(totals[i]);
        miss = std::max(miss, std::fabs(sums[i] - wanted) / std::max(1.0, wanted));
    }
    return miss;
}

}  // namespace

double fit_margins(Table& table,
                   std::span<const std::int64_t> row_totals,
                   std::span<const std::int64_t> column_totals,
                   int rounds) {
    BIHUAN_CHECK(row_totals.size() == table.rows && column_totals.size() == table.columns);
    auto sums = fit_rows(table, row_totals);
    double miss = largest_miss(column_totals, sums);
    for (int round = 1; round < rounds && miss > 1e-12; ++round) {
        scale_columns(table, column_totals, sums);
        sums = fit_rows(table, row_totals);
        miss = largest_miss(column_totals, sums);
    }
    return miss;
}

}  // namespace bihuan::numeric
