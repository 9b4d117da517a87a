#include "engine/forecast/series/last_value.h"

#include <algorithm>
#include <cstddef>

namespace bihuan::forecast {

namespace {

constexpr double kSlip = 6;
constexpr std::size_t kFewest = 13;

}  // namespace

std::optional<UsualRange> doubt_last_value(std::span<const double> history,
                                           std::span<const double> indices,
                                           std::size_t season) {
    if (history.size() < std::max(kFewest, 2 * season)) return std::nullopt;
    const double last = history.back();
    const auto others = history.first(history.size() - 1);
    double mean = 0;
    for (const double value : others) mean += value / static_cast<double>(others.size());
    const auto [least, most] = std::minmax_element(others.begin(), others.end());
    const bool high = last > kSlip * mean && last > kSlip / 2 * *most;
    const bool low = last > 0 && last * kSlip < mean && last * kSlip / 2 < *least;
    if (!high && !low) return std::nullopt;
    UsualRange range{mean, mean};
    for (std::size_t t = others.size() - std::max<std::size_t>(season, 6); t < others.size(); ++t) {
        const double index = indices.empty() ? 1 : indices[t % indices.size()];
        range.low = std::min(range.low, others[t] / index);
        range.high = std::max(range.high, others[t] / index);
    }
    return range;
}

}  // namespace bihuan::forecast
