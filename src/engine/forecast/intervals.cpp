#include "engine/forecast/intervals.h"

#include <algorithm>
#include <cmath>

namespace bihuan::forecast {

namespace {

constexpr std::array kLevels{0.025, 0.1, 0.9, 0.975};
constexpr double kPriorErrors = 60;  ///< What the table counts for.
constexpr std::size_t kMostErrors = 20000;
constexpr std::size_t kFarthestWidening = 7;  ///< Beyond, no training past has shown any need.

/// Errors of season-free, regular series, from training data.
ErrorQuantiles prior_quantiles(bool intermittent) {
    if (intermittent) return {-1.0, -0.9, 1.6, 3.6};
    return {-2.75, -1.6, 1.6, 2.95};
}

/// The conformal quantile: the ⌈level·(n + 1)⌉-th smallest, for the lower side mirrored.
double quantile(std::vector<double>& sorted, double level) {
    const auto n = static_cast<double>(sorted.size());
    const double rank = level > 0.5 ? std::ceil(level * (n + 1)) : std::floor(level * (n + 1));
    const double place = std::clamp(rank - 1, 0.0, n - 1);
    return sorted[static_cast<std::size_t>(place)];
}

std::vector<double> errors_near(std::span<const double> errors,
                                std::size_t horizon,
                                std::size_t h) {
    const std::size_t rows = errors.size() / horizon;
    const std::size_t stride = rows / kMostErrors + 1;
    // As many steps before as after, or the farthest step would take its width from nearer ones.
    const auto radius = std::min<std::size_t>({1, h, horizon - 1 - h});
    std::vector<double> near;
    for (std::size_t row = 0; row < rows; row += stride) {
        for (std::size_t step = h - radius; step <= h + radius; ++step) {
            const double error = errors[row * horizon + step];
            if (std::isfinite(error)) near.push_back(error);
        }
    }
    std::sort(near.begin(), near.end());
    return near;
}

}  // namespace

double widening(Frequency frequency) {
    if (frequency == Frequency::Quarterly) return 0.05;
    return frequency == Frequency::Yearly ? 0.11 : 0;
}

std::vector<ErrorQuantiles> error_quantiles(std::span<const double> errors,
                                            std::size_t horizon,
                                            bool intermittent,
                                            double widening_per_step) {
    std::vector<ErrorQuantiles> result(horizon);
    for (std::size_t h = 0; h < horizon; ++h) {
        auto near = errors_near(errors, horizon, h);
        const auto prior = prior_quantiles(intermittent);
        const double count = static_cast<double>(near.size()) / 3;  // neighbours count less
        const double own = count / (count + kPriorErrors);
        const double wider =
            1 + widening_per_step * static_cast<double>(std::min(h, kFarthestWidening));
        for (std::size_t q = 0; q < kLevels.size(); ++q) {
            const double measured = near.empty() ? prior.at(q) : quantile(near, kLevels.at(q));
            result[h].at(q) = (own * measured + (1 - own) * prior.at(q)) * wider;
        }
    }
    return result;
}

}  // namespace bihuan::forecast
