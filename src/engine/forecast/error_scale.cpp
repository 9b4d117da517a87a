#include "engine/forecast/error_scale.h"

#include <algorithm>
#include <cmath>

namespace bihuan::forecast {

namespace {

constexpr double kWorstFit = 2;
constexpr double kParameters = 2;
constexpr double kHalfLife = 30;
constexpr double kUsualCounts = 10;  ///< Changes.
constexpr double kLeastLately = 0.2;
constexpr double kUsualHorizons = 4;
constexpr double kBroke = 5;  ///< Errors count up to so many usual ones.

}  // namespace

double error_scale(double fitted, std::span<const double> values, std::size_t season) {
    const auto size = static_cast<double>(values.size());
    const double fade = std::exp2(-1 / std::max(kHalfLife, static_cast<double>(season)));
    double all = 0;
    double lately = 0;
    double count = 0;
    for (std::size_t t = 1; t < values.size(); ++t) {
        const double change = std::abs(values[t] - values[t - 1]);
        all += change / (size - 1);
        lately = lately * fade + change;
        count = count * fade + 1;
    }
    const double optimism = std::sqrt((size + kParameters) / std::max(size - kParameters, 1.0));
    const double scale = std::min(fitted, kWorstFit * all) * optimism;
    if (all <= 0) return scale;
    const double restless = (lately / all + kUsualCounts) / (count + kUsualCounts);
    return scale * std::clamp(restless, kLeastLately, 1 / kLeastLately);
}

std::vector<std::size_t> origin_distances(std::size_t horizon) {
    const std::size_t step = std::max<std::size_t>(1, (horizon + 1) / 2);
    // More of them for a short horizon, whose origins have few actuals each.
    const std::size_t older = horizon >= 3 ? 1 : 4 - horizon;
    std::vector<std::size_t> distances;
    for (std::size_t distance = horizon + older * step; distance >= 1; distance -= step) {
        distances.push_back(distance);
        if (distance <= step) break;
    }
    return distances;
}

double error_factor(const ErrorRecord& record, double usual, std::size_t ago) {
    const auto distances = origin_distances(record.horizon);
    const double counts = kUsualHorizons * static_cast<double>(record.horizon);
    double sum = counts * usual;
    double count = counts;
    for (std::size_t o = 0; o < record.origins; ++o) {
        const std::size_t distance = distances[distances.size() - record.origins + o];
        for (std::size_t h = 0; h < record.horizon && h + ago < distance; ++h) {
            const double error = record.errors[o * record.horizon + h];
            if (!std::isfinite(error)) continue;
            sum += std::min(std::abs(error), kBroke * usual);
            count += 1;
        }
    }
    return sum / (count * usual);
}

std::vector<double> relative_errors(const ErrorRecord& record, double usual) {
    const auto distances = origin_distances(record.horizon);
    std::vector<double> errors(record.errors.begin(), record.errors.end());
    for (std::size_t o = 0; o < record.origins; ++o) {
        const std::size_t distance = distances[distances.size() - record.origins + o];
        const double factor = error_factor(record, usual, distance);
        for (std::size_t h = 0; h < record.horizon; ++h) errors[o * record.horizon + h] /= factor;
    }
    return errors;
}

}  // namespace bihuan::forecast
