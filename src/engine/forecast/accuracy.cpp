#include "engine/forecast/accuracy.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace bihuan::forecast {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Calls `use(i)` for every pair without a NaN; says how many there were.
template <class Use>
double for_pairs(std::span<const double> a, std::span<const double> b, const Use& use) {
    double count = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (std::isnan(a[i]) || std::isnan(b[i])) continue;
        use(i);
        count += 1;
    }
    return count;
}

/// The test of M4's Naive 2: is the autocorrelation at the season beyond its 90 % limit?
bool is_seasonal(std::span<const double> history, std::size_t season) {
    const std::size_t n = history.size();
    if (season < 2 || n < 3 * season) return false;
    double mean = 0;
    for (const double value : history) mean += value / static_cast<double>(n);
    double variance = 0;
    for (const double value : history) variance += (value - mean) * (value - mean);
    if (variance <= 0) return false;
    double squares = 0;
    double correlation = 0;
    for (std::size_t lag = 1; lag <= season; ++lag) {
        if (lag > 1) squares += correlation * correlation;
        correlation = 0;
        for (std::size_t t = lag; t < n; ++t) {
            correlation += (history[t] - mean) * (history[t - lag] - mean);
        }
        correlation /= variance;
    }
    const double limit = 1.645 * std::sqrt((1 + 2 * squares) / static_cast<double>(n));
    return std::abs(correlation) > limit;
}

/// Classical multiplicative indices by t mod season, mean 1.
std::vector<double> classical_indices(std::span<const double> history, std::size_t season) {
    std::vector<double> sums(season);
    std::vector<double> counts(season);
    const std::size_t half = season / 2;
    for (std::size_t t = half; t + half < history.size(); ++t) {
        double total = 0;
        for (std::size_t k = t - half; k <= t + half; ++k) total += history[k];
        if (season % 2 == 0) total -= (history[t - half] + history[t + half]) / 2;
        if (total <= 0) continue;
        sums[t % season] += history[t] / (total / static_cast<double>(season));
        counts[t % season] += 1;
    }
    double mean = 0;
    for (std::size_t j = 0; j < season; ++j) {
        sums[j] = counts[j] > 0 ? sums[j] / counts[j] : 1;
        mean += sums[j] / static_cast<double>(season);
    }
    for (double& index : sums) index /= mean;
    return sums;
}

}  // namespace

double wape(std::span<const double> actual, std::span<const double> forecast) {
    double error = 0;
    double total = 0;
    for_pairs(actual, forecast, [&](std::size_t i) {
        error += std::abs(actual[i] - forecast[i]);
        total += std::abs(actual[i]);
    });
    return total > 0 ? error / total : kNan;
}

double smape(std::span<const double> actual, std::span<const double> forecast) {
    double sum = 0;
    const double count = for_pairs(actual, forecast, [&](std::size_t i) {
        const double size = std::abs(actual[i]) + std::abs(forecast[i]);
        if (size > 0) sum += 2 * std::abs(forecast[i] - actual[i]) / size;
    });
    return count > 0 ? sum / count : kNan;
}

double bias(std::span<const double> actual, std::span<const double> forecast) {
    double error = 0;
    double total = 0;
    for_pairs(actual, forecast, [&](std::size_t i) {
        error += forecast[i] - actual[i];
        total += actual[i];
    });
    return total != 0 ? error / total : kNan;
}

double naive_scale(std::span<const double> history, int season) {
    const auto wanted = static_cast<std::size_t>(std::max(season, 1));
    const std::size_t lag = history.size() > wanted ? wanted : 1;
    if (history.size() <= lag) return kNan;
    double sum = 0;
    const double count = for_pairs(history.subspan(lag), history, [&](std::size_t i) {
        sum += std::abs(history[i + lag] - history[i]);
    });
    return count > 0 ? sum / count : kNan;
}

double mase(std::span<const double> history,
            std::span<const double> actual,
            std::span<const double> forecast,
            int season) {
    double sum = 0;
    const double count = for_pairs(
        actual, forecast, [&](std::size_t i) { sum += std::abs(actual[i] - forecast[i]); });
    const double scale = naive_scale(history, season);
    return count > 0 && scale > 0 ? sum / count / scale : kNan;
}

double pinball(std::span<const double> actual, std::span<const double> forecast, double level) {
    double sum = 0;
    const double count = for_pairs(actual, forecast, [&](std::size_t i) {
        const double error = actual[i] - forecast[i];
        sum += error >= 0 ? level * error : (level - 1) * error;
    });
    return count > 0 ? sum / count : kNan;
}

double coverage(std::span<const double> actual, Interval interval) {
    double inside = 0;
    const double count = for_pairs(actual, interval.low, [&](std::size_t i) {
        if (actual[i] >= interval.low[i] && actual[i] <= interval.high[i]) inside += 1;
    });
    return count > 0 ? inside / count : kNan;
}

double msis(std::span<const double> history,
            std::span<const double> actual,
            Interval interval,
            double level,
            int season) {
    double sum = 0;
    const double count = for_pairs(actual, interval.low, [&](std::size_t i) {
        const double below = std::max(interval.low[i] - actual[i], 0.0);
        const double above = std::max(actual[i] - interval.high[i], 0.0);
        sum += interval.high[i] - interval.low[i] + 2 / (1 - level) * (below + above);
    });
    const double scale = naive_scale(history, season);
    return count > 0 && scale > 0 ? sum / count / scale : kNan;
}

std::vector<double> tracking_signal(std::span<const double> actual,
                                    std::span<const double> forecast) {
    std::vector<double> signals(std::min(actual.size(), forecast.size()), kNan);
    double sum = 0;
    double absolute = 0;
    double count = 0;
    for_pairs(actual, forecast, [&](std::size_t i) {
        sum += actual[i] - forecast[i];
        absolute += std::abs(actual[i] - forecast[i]);
        count += 1;
        signals[i] = absolute > 0 ? sum / (absolute / count) : 0;
    });
    return signals;
}

double value_added(std::span<const double> actual,
                   std::span<const double> before,
                   std::span<const double> after) {
    return wape(actual, before) - wape(actual, after);
}

std::vector<double> naive2(std::span<const double> history, int season, int horizon) {
    const auto steps = static_cast<std::size_t>(horizon);
    std::vector<double> path(steps, history.back());
    const auto m = static_cast<std::size_t>(std::max(season, 1));
    const bool positive =
        std::all_of(history.begin(), history.end(), [](double value) { return value > 0; });
    if (!positive || !is_seasonal(history, m)) return path;
    const auto indices = classical_indices(history, m);
    const double level = history.back() / indices[(history.size() - 1) % m];
    for (std::size_t h = 0; h < steps; ++h) path[h] = level * indices[(history.size() + h) % m];
    return path;
}

double owa(double smape, double mase, double naive2_smape, double naive2_mase) {
    return (smape / naive2_smape + mase / naive2_mase) / 2;
}

}  // namespace bihuan::forecast
