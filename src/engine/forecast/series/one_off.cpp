#include "engine/forecast/series/one_off.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/forecast/series/middle.h"

namespace bihuan::forecast {

namespace {

constexpr std::size_t kFewestPlaces = 12;
constexpr std::size_t kFewest = 13;
constexpr std::size_t kHalfWindow = 6;
constexpr std::size_t kFewestChanges = 3;
constexpr double kWild = 6;
constexpr double kFar = 4;                ///< Deviations.
constexpr std::size_t kMostSeasons = 12;  ///< Of days and hours, single places tell nothing.

/// More are how a series is.
std::size_t most_one_offs(std::size_t length, std::size_t season) {
    return std::clamp<std::size_t>(length / (2 * season), 1, 3);
}

/// The largest value, if it is many times all others.
std::optional<OneOff> wild_value(std::span<const double> history, std::size_t season) {
    const auto largest = std::max_element(history.begin(), history.end());
    double rest = 0;
    double second = 0;
    for (auto value = history.begin(); value != history.end(); ++value) {
        if (value == largest) continue;
        rest += *value / static_cast<double>(history.size() - 1);
        second = std::max(second, *value);
    }
    if (!(*largest > kWild * rest) || !(*largest > kWild / 2 * second)) return std::nullopt;
    const auto at = static_cast<std::size_t>(largest - history.begin());
    if (at + 1 == history.size()) return std::nullopt;
    const std::size_t half = std::max(kHalfWindow, season / 2);
    const std::size_t begin = at - std::min(at, half);
    const std::size_t end = std::min(history.size(), at + half + 1);
    std::vector<double> around(history.begin() + static_cast<std::ptrdiff_t>(begin),
                               history.begin() + static_cast<std::ptrdiff_t>(end));
    return OneOff{at, median(around)};
}

/// Logarithms of positive values, and what they say of one another.
class Logs {
public:
    Logs(std::span<const double> history, std::size_t season) : season_(season) {
        for (const double value : history) logs_.push_back(std::log(value));
        std::vector<double> changes;
        for (std::size_t t = season; t < logs_.size(); ++t)
            changes.push_back(logs_[t] - logs_[t - season]);
        change_ = middle_of(changes);
        for (const double change : changes)
            farthest_ = std::max(farthest_, std::abs(change - change_.value));
    }

    std::size_t size() const { return logs_.size(); }
    bool may_jump() const { return farthest_ > kStandsOut; }
    bool steady() const { return change_.deviation <= kSteadyChange; }

    /// How far a value lies from the same place of the other seasons, where that is clearly to one
    /// side of all of them: from the nearest; 0 else.
    double from_seasons(std::size_t t) const {
        std::optional<double> nearest;
        for (std::size_t other = t % season_; other < logs_.size(); other += season_) {
            if (other == t) continue;
            const double distance = logs_[t] - expected(t, other);
            if (nearest && *nearest * distance <= 0) return 0;
            if (!nearest || std::abs(distance) < std::abs(*nearest)) nearest = distance;
        }
        return nearest && std::abs(*nearest) > kFar * change_.deviation ? *nearest : 0;
    }

    /// How far it lies from its neighbours: as these lie from other seasons or, where these are too
    /// few to tell which of two values is the strange one, by themselves.
    double from_neighbours(std::size_t t) const {
        const bool many = logs_.size() >= 3 * season_;
        const auto level = [&](std::size_t at) {
            return many ? from_other_seasons(at) : logs_[at];
        };
        std::vector<double> around;
        const std::size_t half = std::max(kHalfWindow, season_ / 2);
        const std::size_t end = std::min(logs_.size(), t + half + 1);
        for (std::size_t at = t - std::min(t, half); at < end; ++at)
            if (at != t) around.push_back(level(at));
        return level(t) - median(around);
    }

    /// By the seasons next to it.
    double usual(std::size_t t) const {
        double sum = 0;
        double count = 0;
        for (const std::size_t other : {t - season_, t + season_}) {  // wraps below 0
            if (other >= logs_.size()) continue;
            sum += expected(t, other);
            count += 1;
        }
        return std::exp(sum / count);
    }

private:
    double from_other_seasons(std::size_t t) const {
        std::vector<double> others;
        for (std::size_t other = t % season_; other < logs_.size(); other += season_)
            if (other != t) others.push_back(expected(t, other));
        return logs_[t] - median(others);
    }

    /// What a value of another season says of t's.
    double expected(std::size_t t, std::size_t other) const {
        const double seasons =
            (static_cast<double>(t) - static_cast<double>(other)) / static_cast<double>(season_);
        return logs_[other] + seasons * change_.value;
    }

    std::size_t season_;
    std::vector<double> logs_;
    Middle change_;
    double farthest_ = 0;
};

/// How far each value lies from both other seasons and neighbours, to one side of both; 0 else.
std::vector<double> jumps_of(const Logs& logs) {
    std::vector<double> jumps;
    for (std::size_t t = 0; t < logs.size(); ++t) {
        const double season = logs.from_seasons(t);
        const double around = season == 0 ? 0 : logs.from_neighbours(t);
        const bool clear = season * around > 0;
        jumps.push_back(!clear ? 0 : std::abs(season) < std::abs(around) ? season : around);
    }
    return jumps;
}

/// Runs of jumps to one side between usual values, none where one is too long or may go on.
std::vector<std::vector<OneOff>> short_runs(const Logs& logs, std::size_t longest) {
    const auto jumps = jumps_of(logs);
    std::vector<std::vector<OneOff>> runs;
    std::size_t end = 0;
    for (std::size_t begin = 0; begin < jumps.size(); begin = end) {
        end = begin + 1;
        if (!(std::abs(jumps[begin]) > kStandsOut / 2)) continue;
        double farthest = std::abs(jumps[begin]);
        while (end < jumps.size() && jumps[end] * jumps[begin] > 0 &&
               std::abs(jumps[end]) > kStandsOut / 2)
            farthest = std::max(farthest, std::abs(jumps[end++]));
        if (!(farthest > kStandsOut) || end == jumps.size()) continue;  // the last one's own matter
        if (end - begin > longest || jumps.size() - end < end - begin) return {};
        auto& run = runs.emplace_back();
        for (std::size_t at = begin; at < end; ++at) run.push_back({at, logs.usual(at)});
    }
    return runs;
}

/// Single periods of nothing, or less, among steady sales.
std::vector<OneOff> lone_nothings(std::span<const double> history, std::size_t season) {
    const auto sold = [&](std::size_t t) { return history[t] > 0; };
    std::vector<double> filled(history.begin(), history.end());
    std::vector<std::size_t> found;
    for (std::size_t t = 0; t < history.size(); ++t) {
        if (sold(t)) continue;
        const bool again = (t >= season && !sold(t - season)) ||
                           (t + season < history.size() && !sold(t + season));
        if (t == 0 || again) return {};
        filled[t] = filled[t - 1];
        if (t + 1 < history.size()) found.push_back(t);
    }
    if (found.size() > most_one_offs(history.size(), season)) return {};
    const Logs logs(filled, season);
    std::vector<OneOff> nothings;
    for (const std::size_t t : found)
        if (logs.steady()) nothings.push_back({t, logs.usual(t)});
    return nothings;
}

/// A history of one season and some of the next: what places seen in both say.
class YoungLogs {
public:
    YoungLogs(std::span<const double> history, std::size_t season) : season_(season) {
        for (const double value : history) logs_.push_back(std::log(value));
        far_ = std::max(kStandsOut, kFar * middle_of(logs_).deviation);
    }

    /// How far a value lies from both its neighbours and its other season, if that is usual; 0
    /// else.
    double jump(std::size_t t) const {
        const std::size_t other = t < season_ ? t + season_ : t - season_;
        if (other >= logs_.size()) return 0;
        const double around = from_neighbours(t);
        const double again = logs_[t] - logs_[other];
        const bool both = around * again > 0 && std::min(std::abs(around), std::abs(again)) > far_;
        return both && std::abs(from_neighbours(other)) < kStandsOut / 2 ? around : 0;
    }

    /// By its other season, and how the others changed.
    double usual(std::size_t t) const {
        std::vector<double> changes;
        for (std::size_t at = season_; at < logs_.size(); ++at)
            if (at != t && at != t + season_) changes.push_back(logs_[at] - logs_[at - season_]);
        const double change = changes.size() < kFewestChanges ? 0 : median(changes);
        return std::exp(t < season_ ? logs_[t + season_] - change : logs_[t - season_] + change);
    }

private:
    double from_neighbours(std::size_t t) const {
        std::vector<double> around;
        const std::size_t end = std::min(logs_.size(), t + kHalfWindow + 1);
        for (std::size_t at = t - std::min(t, kHalfWindow); at < end; ++at)
            if (at != t) around.push_back(logs_[at]);
        return logs_[t] - median(around);
    }

    std::size_t season_;
    std::vector<double> logs_;
    double far_ = 0;
};

/// One run of them at most, of a quarter of a season; a history that jumps more often is so.
std::vector<OneOff> young_one_offs(std::span<const double> history, std::size_t season) {
    const bool positive =
        std::all_of(history.begin(), history.end(), [](double value) { return value > 0; });
    if (season < kFewestPlaces || history.size() <= season || !positive) return {};
    const YoungLogs logs(history, season);
    std::vector<OneOff> found;
    for (std::size_t t = 0; t + 1 < history.size(); ++t) {
        if (logs.jump(t) == 0) continue;
        if (!found.empty() && (found.back().at + 1 != t || found.size() >= season / 4)) return {};
        found.push_back({t, logs.usual(t)});
    }
    return found;
}

}  // namespace

std::vector<OneOff> find_one_offs(std::span<const double> history, std::size_t season) {
    if (history.size() < kFewest) return {};
    if (history.size() < 2 * season) return young_one_offs(history, season);
    if (const auto wild = wild_value(history, season)) return {*wild};
    if (season < 2 || history.size() > kMostSeasons * season) return {};
    const bool positive =
        std::all_of(history.begin(), history.end(), [](double value) { return value > 0; });
    if (!positive) return lone_nothings(history, season);
    const Logs logs(history, season);
    if (!logs.may_jump()) return {};
    const auto runs = short_runs(logs, std::max<std::size_t>(season / 2, 1));
    if (runs.size() > most_one_offs(history.size(), season)) return {};
    std::vector<OneOff> found;
    for (const auto& run : runs) found.insert(found.end(), run.begin(), run.end());
    return found;
}

}  // namespace bihuan::forecast
