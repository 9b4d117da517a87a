#include "engine/forecast/lone_season.h"

#include <algorithm>
#include <cmath>

#include "engine/forecast/season.h"

namespace bihuan::forecast {

namespace {

constexpr std::size_t kWeeksOfYear = 52;
constexpr std::size_t kFewestChanges = 3;  ///< Seen twice.
/// Before anything is seen, so many changes of this likeness.
constexpr double kAwaitedChanges = 3;
constexpr double kAwaitedLikeness = 0.1;

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

/// How alike the changes of this season are to those of the last, −1 … 1, shrunk.
double likeness(std::span<const double> logs, std::size_t season) {
    double both = 0;
    double size = 0;
    double pairs = 0;
    for (std::size_t t = season + 1; t < logs.size(); ++t) {
        const double now = logs[t] - logs[t - 1];
        const double then = logs[t - season] - logs[t - season - 1];
        both += now * then;
        size += (now * now + then * then) / 2;
        pairs += 1;
    }
    if (!(size > 0)) return 0;
    const double usual = size / pairs;
    return (both + kAwaitedChanges * kAwaitedLikeness * usual) / (size + kAwaitedChanges * usual);
}

/// The mean deviation of each place from the steady growth, their own mean taken out.
std::vector<double> deviations_of(std::span<const double> logs, std::size_t season) {
    const std::size_t again = logs.size() - season;
    double growth = 0;
    for (std::size_t t = season; t < logs.size(); ++t) growth += logs[t] - logs[t - season];
    growth /= static_cast<double>(again * season);
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
    return season >= 4 && length > season + std::max(kFewestChanges, season / 8) &&
           length < shortest_for_season(season);
}

std::vector<double> lone_season(std::span<const double> history, std::size_t season) {
    std::vector<double> indices(season, 1.0);
    if (!may_show_season(history.size(), season)) return indices;
    if (!(*std::min_element(history.begin(), history.end()) > 0)) return indices;
    std::vector<double> logs;
    for (const double value : history) logs.push_back(std::log(value));
    if (season > kLongSeason) logs = smoothed(logs);
    const double belief = likeness(logs, season);
    if (belief <= 0) return indices;

    const auto deviations = deviations_of(logs, season);
    double total = 0;
    for (std::size_t j = 0; j < season; ++j) {
        indices[j] = std::exp(belief * deviations[j]);
        total += indices[j];
    }
    for (double& index : indices) index *= static_cast<double>(season) / total;
    return indices;
}

}  // namespace bihuan::forecast
