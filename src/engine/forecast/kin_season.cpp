#include "engine/forecast/kin_season.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "engine/forecast/kin_groups.h"
#include "engine/forecast/parallel.h"
#include "engine/forecast/season.h"
#include "engine/forecast/series/level_step.h"
#include "engine/forecast/series/middle.h"
#include "engine/forecast/series/off_season.h"
#include "engine/forecast/series/one_off.h"

namespace bihuan::forecast {

namespace {

constexpr double kFewestKin = 3;
constexpr std::size_t kLeastHalfWindow = 6;
constexpr double kOutlier = 2;
constexpr double kLeastOutlier = 0.4;  ///< Logarithms: a smooth trend is never wild.

/// The middle of the values that lie in a window, which moves by one value at a time.
class RunningMedian {
public:
    void add(double value) {
        sorted_.insert(std::upper_bound(sorted_.begin(), sorted_.end(), value), value);
    }
    void remove(double value) {
        const auto found = std::lower_bound(sorted_.begin(), sorted_.end(), value);
        sorted_.erase(found == sorted_.end() ? found - 1 : found);
    }
    double middle() const { return sorted_[sorted_.size() / 2]; }

private:
    std::vector<double> sorted_;
};

/// The running median of a season around each value.
std::vector<double> running_medians(std::span<const double> values, std::size_t half) {
    const std::size_t n = values.size();
    std::vector<double> centre(n);
    RunningMedian window;
    for (std::size_t t = 0; t < std::min(n, half); ++t) window.add(values[t]);
    for (std::size_t t = 0; t < n; ++t) {
        if (t + half < n) window.add(values[t + half]);
        if (t > half) window.remove(values[t - half - 1]);
        centre[t] = window.middle();
    }
    return centre;
}

/// An influence that is known but badly measured leaves wild values behind. Those further from the
/// running median of a season than so many deviations (of logarithms) are pulled in to that
/// distance.
void pull_in_outliers(std::vector<double>& values, std::size_t season) {
    const std::size_t n = values.size();
    const std::size_t half = std::max(kLeastHalfWindow, season / 2);
    const auto centre = running_medians(values, half);
    std::vector<double> distance(n);
    for (std::size_t t = 0; t < n; ++t) {
        distance[t] =
            values[t] > 0 && centre[t] > 0 ? std::abs(std::log(values[t] / centre[t])) : 0;
    }
    std::vector<double> sorted = distance;
    const double limit = std::max(kOutlier * 1.4826 * median(sorted), kLeastOutlier);
    for (std::size_t t = 0; t < n; ++t) {
        if (distance[t] <= limit) continue;
        const double side = values[t] > centre[t] ? limit : -limit;
        values[t] = centre[t] * std::exp(side);
    }
}

/// What is cleaned of one series beyond its gaps: `values` are its periods in season, of which the
/// k-th lies `at(k)` periods after its first value.
template <class At>
class Adjustment {
public:
    Adjustment(const Problem& problem,
               const Effects& effects,
               std::size_t series,
               const Shape& shape,
               At at)
        : raw_(problem.series[series].values), shape_(shape), at_(at) {
        season_ = static_cast<std::size_t>(problem.season);
        for (const unsigned char off : shape.off_season) season_ -= off;
        known_ = [&problem, &effects, series](std::size_t t) {
            return effects.multiplier(problem, series, t);
        };
    }

    void mend(std::vector<double>& values, std::vector<CleanedPoint>* cleaned) const {
        for (const OneOff& one : find_one_offs(values, season_)) {
            values[one.at] = one.usual;
            tell(one.at, one.usual * known_(at_(one.at)), cleaned);
        }
    }

    void take_out_known(std::vector<double>& values) const {
        for (std::size_t k = 0; k < values.size(); ++k) values[k] /= known_(at_(k));
    }

    void pull_in(std::vector<double>& values, std::vector<CleanedPoint>* cleaned) const {
        // Season-free, or the season's top would look wild.
        const auto season = estimate_season(values, static_cast<int>(season_));
        const std::size_t length = season.indices.size();
        for (std::size_t k = 0; k < values.size(); ++k) values[k] /= season.indices[k % length];
        const std::vector<double> before = values;
        pull_in_outliers(values, season_);
        for (std::size_t k = 0; k < values.size(); ++k) {
            const bool pulled = values[k] != before[k];
            values[k] *= season.indices[k % length];
            if (pulled) tell(k, values[k] * known_(at_(k)), cleaned);
        }
    }

private:
    void tell(std::size_t k, double used, std::vector<CleanedPoint>* cleaned) const {
        if (cleaned == nullptr) return;
        const std::size_t t = at_(k);
        cleaned->push_back(
            {static_cast<std::int32_t>(t), CleanReason::Outlier, raw_[t], used - shape_.offset});
    }

    std::span<const double> raw_;
    const Shape& shape_;
    At at_;
    std::size_t season_ = 1;
    std::function<double(std::size_t)> known_;
};

}  // namespace

std::vector<double> adjusted_history(const Problem& problem,
                                     const Shape& shape,
                                     const Effects& effects,
                                     std::size_t series,
                                     std::vector<CleanedPoint>* cleaned) {
    std::vector<double> values =
        clean_history(problem.series[series], shape, problem.season, cleaned);
    const auto adjust = [&](std::vector<double>& part, auto at) {
        const Adjustment adjustment(problem, effects, series, shape, at);
        if (!effects.none()) adjustment.take_out_known(part);
        if (is_modelled(shape.status)) adjustment.mend(part, cleaned);
        if (effects.own > 0) adjustment.pull_in(part, cleaned);
    };
    if (shape.off_season.empty()) {
        adjust(values, [&shape](std::size_t k) { return shape.begin + k; });
        return values;
    }
    const SeasonPeriods season(shape.off_season, values.size(), 0);
    auto part = season.of(values);
    adjust(part, [&](std::size_t k) { return shape.begin + season[k]; });
    for (std::size_t t = 0; t < values.size() && !effects.none(); ++t) {
        if (season.off_season(t)) values[t] /= effects.multiplier(problem, series, shape.begin + t);
    }
    season.put(part, values);
    return values;
}

KinSeason::KinSeason(const Problem& problem,
                     std::span<const Shape> shapes,
                     const Effects& effects,
                     std::span<const std::size_t> order,
                     int threads)
    : problem_(problem),
      shapes_(shapes),
      season_(static_cast<std::size_t>(problem.season)),
      effects_(effects),
      own_(problem.season > 1 ? shapes.size() * season_ : 0),
      has_own_(shapes.size()),
      histories_(shapes.size()),
      group_of_(shapes.size()) {
    if (season_ < 2) return;
    parallel_for(shapes.size(), threads, [this](std::size_t i) { estimate_own(i); });
    add_up(order);
}

void KinSeason::estimate_own(std::size_t series) {
    const Shape& shape = shapes_[series];
    const bool regular = shape.status == Status::Regular || shape.status == Status::Launched;
    if (!regular || shape.length() < 3 * season_ || shape.offset > 0 || !shape.off_season.empty())
        return;
    auto history = adjusted_history(problem_, shape, effects_, series, nullptr);
    if (!effects_.none()) histories_[series] = history;
    if (may_step(problem_.frequency)) {
        const auto step = find_level_step(logs_of(history), season_);
        if (step) lift_to_last_level(history, *step);
    }
    const auto estimate = estimate_season(history, problem_.season);
    has_own_[series] = 1;
    for (std::size_t j = 0; j < season_; ++j) {
        own_[series * season_ + place_of(series, j)] = estimate.indices[j];
    }
}

void KinSeason::add_up(std::span<const std::size_t> order) {
    const auto groups = kin_groups(problem_, order);
    counts_.resize(groups.size());
    sums_.resize(groups.size() * season_);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const std::size_t i : groups[g]) join(g, i);
    }
}

void KinSeason::join(std::size_t group, std::size_t series) {
    group_of_[series] = group;
    if (has_own_[series] == 0) return;
    counts_[group] += 1;
    for (std::size_t j = 0; j < season_; ++j) {
        sums_[group * season_ + j] += own_[series * season_ + j];
    }
}

std::size_t KinSeason::place_of(std::size_t series, std::size_t t) const {
    const std::int32_t step = period_step(problem_.frequency);
    const auto first = static_cast<std::size_t>(
        place_in_cycle(problem_.series[series].first_period / step, problem_.season));
    return (first + shapes_[series].begin + t) % season_;
}

std::vector<double> KinSeason::adjusted(std::size_t series,
                                        std::vector<CleanedPoint>* cleaned) const {
    if (cleaned == nullptr && !histories_[series].empty()) return histories_[series];
    return adjusted_history(problem_, shapes_[series], effects_, series, cleaned);
}

std::vector<double> KinSeason::target(std::size_t series) const {
    if (season_ < 2) return {};
    const std::size_t group = group_of_[series];
    const double others = counts_[group] - (has_own_[series] != 0 ? 1 : 0);
    if (others < kFewestKin || shapes_[series].offset > 0) return {};
    std::vector<double> target(season_);
    for (std::size_t t = 0; t < season_; ++t) {
        const std::size_t place = place_of(series, t);
        const double own = has_own_[series] != 0 ? own_[series * season_ + place] : 0;
        target[t] = (sums_[group * season_ + place] - own) / others;
    }
    return target;
}

}  // namespace bihuan::forecast
