#include "engine/forecast/lone_season.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/forecast/season.h"
#include "engine/forecast/series/middle.h"

namespace bihuan::forecast {

namespace {

constexpr std::size_t kWeeksOfYear = 52;
/// Before anything is seen twice, a likeness as if so much of a season had been. Best on the pasts
/// of the training data; what large changes add is for goods of a season.
constexpr double kAwaitedPart = 0.25;
constexpr double kFewestAwaited = 2;
constexpr double kAwaited = 0.5;
constexpr double kMostAwaited = 0.9;
constexpr double kMostBelief = 0.95;
constexpr std::size_t kFewestPlaces = 12;
constexpr std::size_t kBegun = 2;     ///< Values of the second season.
constexpr double kSeasonShown = 0.8;  ///< A belief that the second season has confirmed.
constexpr double kLonePeak = 0.15;
constexpr double kLoneHole = 0.1;

/// The places of a long season go over into one another: means with the neighbours there are.
std::vector<double> smoothed(std::span<const double> logs) {
    const auto weights = neighbour_weights(kWeeksOfYear);
    const std::size_t reach = weights.size() - 1;
    std::vector<double> result(logs.size());
    for (std::size_t t = 0; t < logs.size(); ++t) {
        double total = 0;
        for (std::size_t s = t - std::min(t, reach); s < std::min(logs.size(), t + reach + 1);
             ++s) {
            const double weight = weights[s < t ? t - s : s - t];
            result[t] += weight * logs[s];
            total += weight;
        }
        result[t] /= total;
    }
    return result;
}

/// Mean square of the changes from one value to the next within the first season.
double size_of_changes(std::span<const double> logs, std::size_t season) {
    double sum = 0;
    for (std::size_t t = 1; t < season; ++t)
        sum += (logs[t] - logs[t - 1]) * (logs[t] - logs[t - 1]);
    return sum / static_cast<double>(season - 1);
}

/// How much of the first season is believed before any of it has come again. Pieces that are
/// counted vary by as much as their number, at least.
double awaited(std::span<const double> history, double changes) {
    const auto whole = [](double value) { return value == std::floor(value); };
    const bool counted = std::all_of(history.begin(), history.end(), whole);
    double sum = 0;
    for (const double value : history) sum += value;
    const double chance = counted ? 2 * static_cast<double>(history.size()) / sum : 0;
    const double explained = std::max(0.0, 1 - chance / changes);
    return std::min(kMostAwaited, kAwaited + changes) * explained;
}

/// How alike the changes of this season are to those of the last, −1 … 1, shrunk. `usual` is the
/// mean square of a change.
double likeness(std::span<const double> logs, std::size_t season, double awaited, double usual) {
    double both = 0;
    double size = 0;
    double pairs = 0;
    for (std::size_t t = season; t < logs.size(); ++t) {
        const double now = logs[t] - logs[t - 1];
        const double then = logs[t - season] - logs[t == season ? t - 1 : t - season - 1];
        both += now * then;
        size += (now * now + then * then) / 2;
        pairs += 1;
    }
    if (pairs > 0) usual = size / pairs;
    const double before =
        usual * std::max(kAwaitedPart * static_cast<double>(season), kFewestAwaited);
    return size + before > 0 ? (both + awaited * before) / (size + before) : 0;
}

/// The mean deviation of each place from the steady growth, their own mean taken out.
std::vector<double> deviations_of(std::span<const double> logs, std::size_t season) {
    const std::size_t again = logs.size() - season;
    double growth = 0;
    for (std::size_t t = season; t < logs.size(); ++t) growth += logs[t] - logs[t - season];
    if (again > 0) growth /= static_cast<double>(again * season);
    std::vector<double> deviations(season);
    double mean = 0;
    for (std::size_t j = 0; j < season; ++j) {
        double seen = 0;
        for (std::size_t t = j; t < logs.size(); t += season) {
            deviations[j] += logs[t] - growth * static_cast<double>(t);
            seen += 1;
        }
        deviations[j] /= seen;
        mean += deviations[j] / static_cast<double>(season);
    }
    for (double& deviation : deviations) deviation -= mean;
    return deviations;
}

}  // namespace

bool may_show_season(std::size_t length, std::size_t season) {
    const bool some_again = season < kLongSeason || length > season + season / 8;
    return season >= 4 && length >= season && some_again && length < shortest_for_season(season);
}

namespace {

/// A place seen once that lies farther from all others than these lie apart, and 2.5 times from
/// their middle. What lies above may be a feast until the second season has begun.
std::optional<OneOff> stands_alone(std::span<const double> logs, std::size_t season) {
    if (season < kFewestPlaces || season > kLongSeason) return std::nullopt;
    const std::size_t again = logs.size() - season;
    for (std::size_t at = again; at < season; ++at) {
        std::vector<double> others(logs.begin(), logs.end());
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
        const auto [low, high] = std::minmax_element(others.begin(), others.end());
        const double range = *high - *low;
        const double jump = std::max(logs[at] - *high, *low - logs[at]);
        const bool above = logs[at] > *high;
        const double middle = middle_of(std::move(others)).value;
        if (jump < range || std::abs(logs[at] - middle) < kStandsOut) continue;
        if (above && again < kBegun) return std::nullopt;
        return OneOff{at, middle};
    }
    return std::nullopt;
}

/// What is new builds up and then stays: from its last place a season would have to fall back to
/// its first by more than twice its largest step, as none that goes round does.
bool builds_up(std::span<const double> logs, std::size_t season) {
    constexpr double kNoRound = 2;
    constexpr double kLeastRise = 0.5;
    constexpr double kStays = 0.15;  ///< Of the rise, in the last quarter.
    double largest = 0;
    for (std::size_t t = 1; t < season; ++t)
        largest = std::max(largest, std::abs(logs[t] - logs[t - 1]));
    const double rise = logs[season - 1] - logs[0];
    const double lately = logs[season - 1] - logs[season - 1 - season / 4];
    return rise > std::max(kLeastRise, kNoRound * largest) && std::abs(lately) < kStays * rise;
}

/// How much of a place that stands alone is believed to come again.
double belief_in_lone(double jump, double belief) {
    if (belief > kSeasonShown) return belief;
    return std::clamp(belief, 0.0, jump > 0 ? kLonePeak : kLoneHole);
}

/// As far as they are believed, with a mean of 1.
std::vector<double> indices_of(std::span<const double> deviations, double belief) {
    std::vector<double> indices;
    double total = 0;
    for (const double deviation : deviations) {
        indices.push_back(std::exp(belief * deviation));
        total += indices.back();
    }
    for (double& index : indices) index *= static_cast<double>(deviations.size()) / total;
    return indices;
}

}  // namespace

LoneSeason lone_season(std::span<const double> history, std::size_t season) {
    LoneSeason result{std::vector<double>(season, 1.0)};
    if (!may_show_season(history.size(), season)) return result;
    if (!(*std::min_element(history.begin(), history.end()) > 0)) return result;
    std::vector<double> logs;
    for (const double value : history) logs.push_back(std::log(value));
    if (builds_up(logs, season)) return result;
    const auto alone = stands_alone(logs, season);
    const double jump = alone ? std::exchange(logs[alone->at], alone->usual) - alone->usual : 0;
    if (alone) result.alone = OneOff{alone->at, std::exp(alone->usual)};
    // Chance is what it is before neighbours lean on one another.
    const double before = size_of_changes(logs, season);
    if (!(before > 0)) return result;
    if (season > kLongSeason) logs = smoothed(logs);
    const double changes = size_of_changes(logs, season);
    const double belief =
        std::min(likeness(logs, season, awaited(history, before), changes), kMostBelief);
    if (belief <= 0) return result;

    auto deviations = deviations_of(logs, season);
    if (alone) deviations[alone->at] += belief_in_lone(jump, belief) / belief * jump;
    result.indices = indices_of(deviations, belief);
    const auto again = static_cast<double>(history.size() - season);
    const double once = std::max(0.0, 1 - again / static_cast<double>(season));
    result.doubt = std::sqrt(1 + once * ((1 + belief) / (1 - belief) - 1));
    return result;
}

}  // namespace bihuan::forecast
