#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/forecast/error_growth.h"
#include "engine/forecast/forecast_run.h"
#include "engine/forecast/intervals.h"
#include "engine/forecast/parallel.h"

// The last steps of a run, which look at many series at once.
namespace bihuan::forecast {

void ForecastRun::spread_intervals() {
    std::vector<std::vector<std::size_t>> groups;
    std::vector<unsigned char> intermittent;
    for (const bool kind : {false, true}) {
        bool open = false;
        for (std::size_t k = 0; k < order_.size(); ++k) {
            const std::size_t i = order_[k];
            const bool next =
                k > 0 && problem_.series[i].category != problem_.series[order_[k - 1]].category;
            if (next) open = false;
            if ((shapes_[i].status == Status::Intermittent) != kind) continue;
            if (!open) {
                groups.emplace_back();
                intermittent.push_back(kind ? 1 : 0);
            }
            open = true;
            groups.back().push_back(i);
        }
    }
    parallel_for(groups.size(), options_.threads, [&](std::size_t g) {
        spread_group(groups[g], intermittent[g] != 0);
    });
}

void ForecastRun::spread_group(std::span<const std::size_t> group, bool intermittent) {
    const std::size_t row = origins_ * horizon_;
    std::vector<double> errors;
    errors.reserve(group.size() * row);
    for (const std::size_t i : group) {
        const auto from = residuals_.begin() + static_cast<std::ptrdiff_t>(i * row);
        errors.insert(errors.end(), from, from + static_cast<std::ptrdiff_t>(row));
    }
    const auto quantiles =
        error_quantiles(errors, horizon_, intermittent, widening(problem_.frequency));
    for (const std::size_t i : group) widen(i, quantiles);
}

void ForecastRun::widen(std::size_t series, std::span<const std::array<double, 4>> quantiles) {
    const Shape& shape = shapes_[series];
    const bool positive = shape.offset == 0 && shape.status != Status::Constant;
    for (std::size_t h = 0; h < horizon_; ++h) {
        const std::size_t at = series * horizon_ + h;
        const double mean = outcome_.means[at];
        double scale = scales_[series] * grown_error(growths_[series], h);
        if (!effects_.none()) {
            scale *=
                effects_.multiplier(problem_, series, problem_.series[series].values.size() + h);
        }
        const auto& q = quantiles[h];
        const auto low = [&](double error) {
            const double value = std::min(mean + scale * error, mean);
            return positive ? std::max(value, std::min(mean, 0.0)) : value;
        };
        const auto high = [&](double error) { return std::max(mean + scale * error, mean); };
        outcome_.lows95[at] = low(q[0]);
        outcome_.lows80[at] = std::max(low(q[1]), low(q[0]));
        outcome_.highs80[at] = std::min(high(q[2]), high(q[3]));
        outcome_.highs95[at] = high(q[3]);
    }
}

/// A product without any sale starts as the others of its category started.
void ForecastRun::launch_empty(const LaunchPath& launch) {
    const std::size_t steps = horizon_;
    std::size_t begin = 0;
    for (std::size_t k = 1; k <= order_.size(); ++k) {
        const bool last = k == order_.size();
        if (!last &&
            problem_.series[order_[k]].category == problem_.series[order_[begin]].category) {
            continue;
        }
        std::vector<double> means;
        for (std::size_t p = begin; p < k; ++p) {
            if (in_lanes(order_[p])) means.push_back(outcome_.means[order_[p] * steps]);
        }
        std::sort(means.begin(), means.end());
        for (std::size_t p = begin; p < k && !means.empty(); ++p) {
            const std::size_t i = order_[p];
            const bool starts = problem_.series[i].stage == Stage::Launch;
            if (shapes_[i].status != Status::Empty || !starts) continue;
            LaneAnswer answer;
            answer.weights = {1};
            answer.mean.assign(steps, means[means.size() / 2]);
            answer.scale = means[means.size() / 2] / 2;
            static constexpr std::array kKin{Member{Model::Kin, 1, 1}};
            build_up(i, launch, answer);
            tell(i, answer, kKin);
        }
        begin = k;
    }
}

void ForecastRun::tell_indices() {
    const std::size_t count = effects_.regressors.size();
    outcome_.index_rows.reserve(shapes_.size() * count);
    outcome_.index_ends.reserve(shapes_.size());
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
        for (std::size_t r = 0; r < count; ++r) {
            const std::size_t cell = i * count + r;
            outcome_.index_rows.push_back({static_cast<std::int32_t>(r),
                                           effects_.sizes[cell],
                                           effects_.standard_errors[cell],
                                           effects_.gains[cell],
                                           effects_.entered[cell] != 0});
        }
        outcome_.index_ends.push_back(outcome_.index_rows.size());
    }
}

void ForecastRun::tell_multipliers() {
    const std::size_t count = effects_.regressors.size();
    outcome_.multipliers.assign(shapes_.size() * count * horizon_, 1);
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
        const std::size_t size = problem_.series[i].values.size();
        for (std::size_t r = 0; r < count; ++r) {
            const double effect = effects_.sizes[i * count + r];
            for (std::size_t h = 0; h < horizon_ && effect != 0; ++h) {
                outcome_.multipliers[(i * count + r) * horizon_ + h] =
                    std::exp(effect * effects_.value(problem_, i, r, size + h));
            }
        }
    }
}

void ForecastRun::gather_cleaned() {
    for (const auto& points : cleaned_) {
        outcome_.cleaned_points.insert(outcome_.cleaned_points.end(), points.begin(), points.end());
        outcome_.cleaned_ends.push_back(outcome_.cleaned_points.size());
    }
}

void ForecastRun::keep_warm_start() {
    std::vector<std::size_t> by_key(shapes_.size());
    std::iota(by_key.begin(), by_key.end(), std::size_t{0});
    std::stable_sort(by_key.begin(), by_key.end(), [this](std::size_t a, std::size_t b) {
        return problem_.series[a].key < problem_.series[b].key;
    });
    outcome_.warm.keys.reserve(by_key.size());
    outcome_.warm.parameters.reserve(parameters_.size());
    for (const std::size_t i : by_key) {
        outcome_.warm.keys.push_back(problem_.series[i].key);
        const auto from = parameters_.begin() + static_cast<std::ptrdiff_t>(i * kWarmParameters);
        outcome_.warm.parameters.insert(
            outcome_.warm.parameters.end(), from, from + kWarmParameters);
    }
}

}  // namespace bihuan::forecast
