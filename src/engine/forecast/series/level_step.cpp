#include "engine/forecast/series/level_step.h"

#include <algorithm>
#include <cmath>

namespace bihuan::forecast {

namespace {

constexpr std::size_t kShortestSeason = 12;
constexpr std::size_t kSeasonsLookedAt = 5;
constexpr double kFewestOutside = 2;    ///< Changes that are not the step's …
constexpr double kFewestGrowing = 4;    ///< … and so many that tell how the rest grows.
constexpr double kSmallestStep = 0.18;  ///< In logarithms: a fifth.
constexpr double kClearly = 60;         ///< F of the step against steady growth.
constexpr double kSharp = 0.6;          ///< Of a step that comes within two periods.
constexpr double kLessSeason = 8;       ///< In variances of the noise.
constexpr double kMostGrowth = 0.6;     ///< A season, in logarithms, that needs no step.
constexpr double kMostlyGone = 0.5;     ///< Of the season, where growth is thinkable.
constexpr double kLeastNoise = 0.02;    ///< Deviation of one period, in logarithms.
constexpr std::size_t kSeasonsBefore = 3;
constexpr double kClearlyPlain = 30;  ///< F of a step between two calm levels.
constexpr double kCalm = 1.7;         ///< Von Neumann's ratio: 2 of noise, near 0 of what wanders.

/// Sums over the first entries of a row, and of their squares.
class RunningSums {
public:
    explicit RunningSums(std::span<const double> row) : sums_(row.size() + 1), squares_(sums_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            sums_[i + 1] = sums_[i] + row[i];
            squares_[i + 1] = squares_[i] + row[i] * row[i];
        }
    }
    double sum(std::size_t begin, std::size_t end) const { return sums_[end] - sums_[begin]; }
    double squares(std::size_t begin, std::size_t end) const {
        return squares_[end] - squares_[begin];
    }

private:
    std::vector<double> sums_, squares_;
};

/// Squares around the mean.
double spread(double sum, double squares, double count) {
    return count > 0 ? std::max(squares - sum * sum / count, 0.0) : 0;
}

/// How year-on-year changes look if a step of `size` came `at` periods into the history.
struct Candidate {
    std::size_t at = 0;
    double size = 0;
    double unexplained = 0;
    double outside = 0;  ///< How many changes are not the step's.
};

/// The growth outside the step is pulled towards none, so that of two ways to see the same pattern
/// the one with less growth is taken; a few changes tell none.
Candidate candidate_at(std::size_t at,
                       const RunningSums& changes,
                       std::size_t count,
                       std::size_t season) {
    const std::size_t begin = at - season;
    const std::size_t end = std::min(at, count);
    const auto inside = static_cast<double>(end - begin);
    Candidate candidate{.at = at, .outside = static_cast<double>(count) - inside};
    const double sum = changes.sum(begin, end);
    const double other_sum = changes.sum(0, count) - sum;
    const double squares = changes.squares(begin, end);
    const double other_squares = changes.squares(0, count) - squares;
    const bool grows = candidate.outside >= kFewestGrowing;
    const double growth = grows ? other_sum / (candidate.outside + 1) : 0;
    candidate.size = sum / inside - growth;
    candidate.unexplained = spread(sum, squares, inside) + other_squares - growth * other_sum;
    return candidate;
}

/// How many changes may lie outside of a step.
struct Outside {
    double fewest = 0;
    double most = HUGE_VAL;
};

/// The step that leaves least unexplained.
Candidate best_candidate(const RunningSums& sums,
                         std::size_t count,
                         std::size_t season,
                         const Outside& outside) {
    const std::size_t length = count + season;
    const std::size_t oldest = length > 3 * season ? length - 2 * season : season;
    Candidate best;
    for (std::size_t at = oldest; at + season / 3 <= length; ++at) {
        const auto candidate = candidate_at(at, sums, count, season);
        if (candidate.outside < outside.fewest || candidate.outside > outside.most) continue;
        if (best.at == 0 || candidate.unexplained < best.unexplained) best = candidate;
    }
    return best;
}

/// How much of the step comes and goes at once, from two changes before its edges to two after.
double sharpness(const Candidate& step, std::span<const double> changes, std::size_t season) {
    double edges = 0;
    double sum = 0;
    const auto rise = [&](std::size_t at) {
        return (changes[at] + changes[at + 1] - changes[at - 1] - changes[at - 2]) / 2;
    };
    const std::size_t begin = step.at - season;
    if (begin >= 2 && begin + 2 <= changes.size()) {
        edges += 1;
        sum += rise(begin);
    }
    if (step.at + 2 <= changes.size()) {
        edges += 1;
        sum -= rise(step.at);
    }
    return edges > 0 ? sum / edges / step.size : 1;
}

/// What of the values lies off their moving average over a season: season and noise.
double distance_from_average(std::span<const double> logs, std::size_t season) {
    const std::size_t half = season / 2;
    std::vector<double> values;
    for (const double log : logs) values.push_back(std::exp(log));
    const RunningSums sums(values);
    double distance = 0;
    for (std::size_t t = half; t + half < values.size(); ++t) {
        double sum = sums.sum(t - half, t + half + 1);
        if (season % 2 == 0) sum -= (values[t - half] + values[t + half]) / 2;
        const double off = std::log(values[t] * static_cast<double>(season) / sum);
        distance += off * off;
    }
    return distance;
}

double noise_of(const Candidate& step, std::span<const double> changes) {
    const double freedom = std::max(static_cast<double>(changes.size()) - 3, 1.0);
    return std::max(step.unexplained / freedom / 2, kLeastNoise * kLeastNoise);
}

/// Whether the step explains the year-on-year changes, and steady growth does not.
bool beats_growth(const Candidate& step,
                  std::span<const double> changes,
                  const RunningSums& sums,
                  std::size_t season) {
    if (step.at == 0 || std::abs(step.size) < kSmallestStep) return false;
    const double growth = spread(sums.sum(0, changes.size()),
                                 sums.squares(0, changes.size()),
                                 static_cast<double>(changes.size()));
    return growth - step.unexplained > kClearly * 2 * noise_of(step, changes) &&
           sharpness(step, changes, season) > kSharp;
}

/// Whether less of a season is left to explain with the step than with growth.
bool leaves_less_season(const Candidate& step,
                        std::span<const double> logs,
                        std::span<const double> changes,
                        std::size_t season) {
    if (step.at == 0 || std::abs(step.size) < kSmallestStep) return false;
    std::vector<double> lifted(logs.begin(), logs.end());
    for (std::size_t t = 0; t < step.at; ++t) lifted[t] += step.size;
    const double before = distance_from_average(logs, season);
    const double after = distance_from_average(lifted, season);
    const bool thinkable_growth = std::abs(step.size) < kMostGrowth;
    return before - after > kLessSeason * noise_of(step, changes) &&
           (!thinkable_growth || after < kMostlyGone * before);
}

/// Mean square of the changes from one to the next, in variances (von Neumann 1941).
double calmness(std::span<const double> values, double variance) {
    double squares = 0;
    for (std::size_t t = 1; t < values.size(); ++t) {
        squares += (values[t] - values[t - 1]) * (values[t] - values[t - 1]);
    }
    return squares / static_cast<double>(values.size() - 1) / std::max(variance, 1e-12);
}

/// A step between two levels without season or growth, where sales are noise around each: a third
/// of the years that a season would need tell it.
std::optional<LevelStep> find_plain_step(std::span<const double> logs, std::size_t season) {
    const std::size_t length = logs.size();
    if (length < 3 * season) return std::nullopt;
    const RunningSums sums(logs);
    const auto spread_of = [&](std::size_t begin, std::size_t end) {
        return spread(
            sums.sum(begin, end), sums.squares(begin, end), static_cast<double>(end - begin));
    };
    std::optional<LevelStep> best;
    double best_f = kClearlyPlain;
    for (std::size_t at = length - season; at + season / 4 <= length; ++at) {
        const std::size_t begin = at - std::min(at, kSeasonsBefore * season);
        const auto before = static_cast<double>(at - begin);
        const auto after = static_cast<double>(length - at);
        const double size = sums.sum(at, length) / after - sums.sum(begin, at) / before;
        const double noise =
            std::max((spread_of(begin, at) + spread_of(at, length)) / (before + after - 2),
                     kLeastNoise * kLeastNoise);
        const double f = size * size / (noise * (1 / before + 1 / after));
        if (f <= best_f || std::abs(size) < kSmallestStep) continue;
        if (calmness(logs.subspan(begin, at - begin), spread_of(begin, at) / before) < kCalm)
            continue;
        best_f = f;
        best = LevelStep{at, std::exp(size)};
    }
    return best;
}

}  // namespace

std::vector<double> logs_of(std::span<const double> history) {
    std::vector<double> logs;
    logs.reserve(history.size());
    for (const double value : history) logs.push_back(value > 0 ? std::log(value) : -HUGE_VAL);
    return logs;
}

std::optional<LevelStep> find_level_step(std::span<const double> history_logs, std::size_t season) {
    if (season < kShortestSeason || history_logs.size() < 2 * season) return std::nullopt;
    const std::size_t skipped =
        history_logs.size() - std::min(history_logs.size(), kSeasonsLookedAt * season);
    const auto logs = history_logs.subspan(skipped);
    if (std::find(logs.begin(), logs.end(), -HUGE_VAL) != logs.end()) return std::nullopt;
    std::vector<double> changes;
    for (std::size_t t = season; t < logs.size(); ++t)
        changes.push_back(logs[t] - logs[t - season]);
    const RunningSums sums(changes);
    Candidate step = best_candidate(sums, changes.size(), season, {.fewest = kFewestOutside});
    if (!beats_growth(step, changes, sums, season)) {
        step = best_candidate(sums, changes.size(), season, {.most = kFewestGrowing});
        if (!leaves_less_season(step, logs, changes, season)) {
            auto plain = find_plain_step(logs, season);
            if (plain) plain->at += skipped;
            return plain;
        }
    }
    return LevelStep{skipped + step.at, std::exp(step.size)};
}

bool may_step(Frequency frequency) {
    return frequency == Frequency::Monthly || frequency == Frequency::Weekly;
}

void lift_to_last_level(std::span<double> history, const LevelStep& step) {
    for (std::size_t t = 0; t < step.at; ++t) history[t] *= step.factor;
}

}  // namespace bihuan::forecast
