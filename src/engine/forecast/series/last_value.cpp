#include "engine/forecast/series/last_value.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace bihuan::forecast {

namespace {

constexpr double kSlip = 6;
constexpr std::size_t kFewest = 13;
constexpr std::size_t kLeastWindow = 12;
constexpr std::size_t kWindows = 3;   ///< Whose changes are looked at.
constexpr double kLeastJump = 0.916;  ///< In logarithms: 2.5 times.
constexpr double kFarFromSeason = 2;
constexpr double kFarFromChange = 3;

struct Middle {
    double value = 0;
    double deviation = 0;
};

double median(std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

Middle middle_of(std::vector<double> values) {
    Middle middle{median(values), 0};
    for (double& value : values) value = std::abs(value - middle.value);
    middle.deviation = 1.4826 * median(values);
    return middle;
}

/// Whether a jump is larger than chance makes it.
bool far(double jump, double deviation, double limit) {
    return std::abs(jump) > std::max(kLeastJump, limit * deviation);
}

/// Where the last value lies far from the season before and from the changes of then.
std::optional<double> usual_of_change(std::span<const double> history, std::size_t season) {
    const std::size_t last = history.size() - 1;
    const std::size_t window = std::max(season, kLeastWindow);
    if (last < window + season) return std::nullopt;
    const std::size_t first = last - std::min(last, kWindows * window + season);
    std::vector<double> logs;
    for (std::size_t t = first; t < last; ++t) {
        if (!(history[t] > 0)) return std::nullopt;
        logs.push_back(std::log(history[t]));
    }
    std::vector<double> changes;
    for (std::size_t t = season; t < logs.size(); ++t)
        changes.push_back(logs[t] - logs[t - season]);
    logs.erase(logs.begin(), logs.end() - static_cast<std::ptrdiff_t>(window));
    const double before = std::log(history[last - season]);
    const double value = std::log(history[last]);
    const Middle level = middle_of(std::move(logs));
    const Middle change = middle_of(std::move(changes));
    const double from_level = value - level.value;
    const double from_change = value - before - change.value;
    if (from_level * from_change <= 0 || !far(from_level, level.deviation, kFarFromSeason) ||
        !far(from_change, change.deviation, kFarFromChange)) {
        return std::nullopt;
    }
    return std::exp(before + change.value);
}

}  // namespace

std::optional<double> usual_last_value(std::span<const double> history, std::size_t season) {
    if (history.size() < std::max(kFewest, 2 * season) || !(history.back() > 0)) {
        return std::nullopt;
    }
    if (const auto usual = usual_of_change(history, season)) return usual;
    const double last = history.back();
    const auto others = history.first(history.size() - 1);
    double mean = 0;
    for (const double value : others) mean += value / static_cast<double>(others.size());
    const auto [least, most] = std::minmax_element(others.begin(), others.end());
    const bool high = last > kSlip * mean && last > kSlip / 2 * *most;
    const bool low = last * kSlip < mean && last * kSlip / 2 < *least;
    if (!high && !low) return std::nullopt;
    return history[others.size() - season];
}

}  // namespace bihuan::forecast
