#include "engine/forecast/error_growth.h"

#include <algorithm>
#include <cmath>

namespace bihuan::forecast {

namespace {

constexpr std::size_t kFarthestLag = 12;
constexpr std::size_t kLagsNeeded = 8;  ///< So many of the lag must fit into the history.
constexpr double kMostGrowth = 2;
constexpr double kStretchesToTell = 10;  ///< More than a random walk.
constexpr double kUsualCounts = 5;       ///< Independent stretches that the usual growth is worth.

/// Mean absolute deviation of the changes over `lag` periods from their mean: a steady trend is no
/// uncertainty.
double spread_of_changes(std::span<const double> values, std::size_t lag) {
    const auto count = static_cast<double>(values.size() - lag);
    double mean = 0;
    for (std::size_t t = lag; t < values.size(); ++t) mean += (values[t] - values[t - lag]) / count;
    double spread = 0;
    for (std::size_t t = lag; t < values.size(); ++t) {
        spread += std::abs(values[t] - values[t - lag] - mean) / count;
    }
    return spread;
}

}  // namespace

double error_growth(std::span<const double> values, std::size_t horizon) {
    const std::size_t lag = std::min({kFarthestLag, horizon, values.size() / kLagsNeeded});
    if (lag < 2) return kUsualErrorGrowth;
    const double near = spread_of_changes(values, 1);
    const double far = spread_of_changes(values, lag);
    if (!(near > 0)) return kUsualErrorGrowth;
    const double ratio = far * far / (near * near);
    const double stretches = static_cast<double>(values.size()) / static_cast<double>(lag);
    const double most = std::clamp(stretches / kStretchesToTell, 1.0, kMostGrowth);
    const double share = std::clamp((ratio - 1) / static_cast<double>(lag - 1), 0.0, most);
    double growth = share;
    if (share < 1) {
        const double signal = 2 * share / (1 - share);  // of the level, in the noise's variance
        growth = signal / ((signal + std::sqrt(signal * signal + 4 * signal)) / 2 + 1);
    }
    return (stretches * growth + kUsualCounts * kUsualErrorGrowth) / (stretches + kUsualCounts);
}

double grown_error(double growth, std::size_t h) {
    return std::sqrt(1 + growth * static_cast<double>(h));
}

}  // namespace bihuan::forecast
