#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/forecast/error_growth.h"
#include "engine/forecast/forecast_run.h"
#include "engine/forecast/intermittent.h"
#include "engine/forecast/intervals.h"
#include "engine/forecast/kin_groups.h"
#include "engine/forecast/parallel.h"
#include "engine/forecast/series/sold_once.h"

// The last steps of a run, which look at many series at once.
namespace bihuan::forecast {

std::vector<std::size_t> ForecastRun::of_kind(std::span<const std::size_t> kin,
                                              bool intermittent) const {
    std::vector<std::size_t> group;
    for (const std::size_t i : kin) {
        if ((shapes_[i].status == Status::Intermittent) == intermittent) group.push_back(i);
    }
    return group;
}

void ForecastRun::spread_intervals() {
    std::vector<std::vector<std::size_t>> groups;
    std::vector<unsigned char> intermittent;
    for (const bool kind : {false, true}) {
        for (const auto kin : kin_groups(problem_, order_)) {
            auto group = of_kind(kin, kind);
            if (group.empty()) continue;
            groups.push_back(std::move(group));
            intermittent.push_back(kind ? 1 : 0);
        }
    }
    parallel_for(groups.size(), options_.threads, [&](std::size_t g) {
        spread_group(groups[g], intermittent[g] != 0);
    });
}

ErrorRecord ForecastRun::record_of(std::size_t series) const {
    const std::size_t row = origins_ * horizon_;
    const auto origins = static_cast<std::size_t>(outcome_.backtests[series].origins);
    return {
        std::span(residuals_).subspan(series * row, row), horizon_, std::min(origins, origins_)};
}

/// The mean error of kin, relative to what was expected of each; the table of intervals.cpp beside.
double ForecastRun::usual_error(std::span<const std::size_t> group) const {
    constexpr double kTable = 1.1;
    constexpr double kTableCounts = 60;
    constexpr double kBroke = 5;
    double sum = kTable * kTableCounts;
    double count = kTableCounts;
    for (const std::size_t i : group) {
        for (const double error : record_of(i).errors) {
            if (!std::isfinite(error)) continue;
            sum += std::min(std::abs(error), kBroke);
            count += 1;
        }
    }
    return sum / count;
}

void ForecastRun::spread_group(std::span<const std::size_t> group, bool intermittent) {
    std::vector<double> errors;
    errors.reserve(group.size() * origins_ * horizon_);
    const double usual = usual_error(group);
    for (const std::size_t i : group) {
        const ErrorRecord record = record_of(i);
        const bool own = !intermittent && shapes_[i].off_season.empty();
        if (own) scales_[i] *= error_factor(record, usual, 0);
        const auto told = own ? relative_errors(record, usual)
                              : std::vector(record.errors.begin(), record.errors.end());
        errors.insert(errors.end(), told.begin(), told.end());
    }
    const auto quantiles =
        error_quantiles(errors, horizon_, intermittent, widening(problem_.frequency));
    for (const std::size_t i : group) widen(i, quantiles);
}

/// The highest bound that the history of rare goods justifies, however wildly some of the kin have
/// strayed: what is off season says nothing of the season.
double ForecastRun::highest_bound(std::size_t series) const {
    const Shape& shape = shapes_[series];
    if (shape.status != Status::Intermittent) return std::numeric_limits<double>::infinity();
    const auto values = problem_.series[series].values.subspan(shape.begin, shape.length());
    const auto& off = shape.off_season;
    std::vector<double> sold;
    for (std::size_t t = 0; t < values.size(); ++t) {
        const bool open = off.empty() || off[t % off.size()] == 0;
        if (open && std::isfinite(values[t])) sold.push_back(values[t]);
    }
    return highest_of_rare(sold, 0.975);
}

/// A last value that may be a slip: the interval reaches back to what was usual.
void ForecastRun::reach_usual(std::size_t series, std::size_t h) {
    const std::size_t at = series * horizon_ + h;
    const UsualRange& usual = usual_[series][h];
    for (auto* lows : {&outcome_.lows80, &outcome_.lows95}) {
        (*lows)[at] = std::min((*lows)[at], usual.low);
    }
    for (auto* highs : {&outcome_.highs80, &outcome_.highs95}) {
        (*highs)[at] = std::max((*highs)[at], usual.high);
    }
}

/// Of goods that sold once, the bands are known without any error.
void ForecastRun::widen_once(std::size_t series) {
    const SoldOnce& once = *shapes_[series].once;
    const auto at = static_cast<std::ptrdiff_t>(series * horizon_);
    std::copy(once.high80.begin(), once.high80.end(), outcome_.highs80.begin() + at);
    std::copy(once.high95.begin(), once.high95.end(), outcome_.highs95.begin() + at);
}

void ForecastRun::widen(std::size_t series, std::span<const std::array<double, 4>> quantiles) {
    const Shape& shape = shapes_[series];
    if (shape.once) {
        widen_once(series);
        return;
    }
    const bool positive = shape.offset == 0 && shape.status != Status::Constant;
    const double highest = highest_bound(series);
    for (std::size_t h = 0; h < horizon_; ++h) {
        const std::size_t at = series * horizon_ + h;
        const double mean = outcome_.means[at];
        double scale = scales_[series] * grown_error(growths_[series], h);
        if (!step_scales_[series].empty()) scale *= step_scales_[series][h];
        if (!effects_.none()) {
            scale *=
                effects_.multiplier(problem_, series, problem_.series[series].values.size() + h);
        }
        const auto& q = quantiles[h];
        const auto low = [&](double error) {
            const double value = std::min(mean + scale * error, mean);
            return positive ? std::max(value, std::min(mean, 0.0)) : value;
        };
        const auto high = [&](double error) {
            return std::max(std::min(mean + scale * error, highest), mean);
        };
        outcome_.lows95[at] = low(q[0]);
        outcome_.lows80[at] = std::max(low(q[1]), low(q[0]));
        outcome_.highs80[at] = std::min(high(q[2]), high(q[3]));
        outcome_.highs95[at] = high(q[3]);
        if (!usual_[series].empty()) reach_usual(series, h);
    }
}

/// A product without any sale starts as the others of its category started.
void ForecastRun::launch_empty(const LaunchPath& launch) {
    for (const auto group : kin_groups(problem_, order_)) {
        std::vector<double> means;
        std::vector<std::size_t> starting;
        for (const std::size_t i : group) {
            const bool empty = shapes_[i].status == Status::Empty;
            if (in_lanes(i)) means.push_back(outcome_.means[i * horizon_]);
            if (empty && problem_.series[i].stage == Stage::Launch) starting.push_back(i);
        }
        if (means.empty()) continue;
        std::sort(means.begin(), means.end());
        for (const std::size_t i : starting) start_like_kin(i, means[means.size() / 2], launch);
    }
}

void ForecastRun::start_like_kin(std::size_t series, double level, const LaunchPath& launch) {
    LaneAnswer answer;
    answer.weights = {1};
    answer.mean.assign(horizon_, level);
    answer.scale = level / 2;
    static constexpr std::array kKin{Member{Model::Kin, 1, 1}};
    build_up(series, launch, answer);
    tell(series, answer, kKin);
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
    for (std::size_t cell = 0; cell < shapes_.size() * count; ++cell) {
        const double effect = effects_.sizes[cell];
        if (effect == 0) continue;
        const std::size_t i = cell / count;
        const std::size_t size = problem_.series[i].values.size();
        for (std::size_t h = 0; h < horizon_; ++h) {
            outcome_.multipliers[cell * horizon_ + h] =
                std::exp(effect * effects_.value(problem_, i, cell % count, size + h));
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
