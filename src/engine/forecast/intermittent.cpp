#include "engine/forecast/intermittent.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/forecast/pool.h"

namespace bihuan::forecast {

namespace {

constexpr double kSizeGain = 0.1;
constexpr double kProbabilityGain = 0.2;
constexpr double kAwaitedSales = 0.5;  ///< Leaves no bias on the training part of the car parts.
constexpr std::size_t kFirstValues = 12;
constexpr std::array kGains{0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.275, 0.3};

/// The end level of exponential smoothing with the gain of least squared one-step error.
double best_smoothing(std::span<const double> values) {
    double best = 0;
    double best_error = std::numeric_limits<double>::infinity();
    for (const double gain : kGains) {
        double level = values.front();
        double error = 0;
        for (const double value : values) {
            error += (value - level) * (value - level);
            level += gain * (value - level);
        }
        if (error < best_error) {
            best_error = error;
            best = level;
        }
    }
    return best;
}

double level_of(Model model, std::span<const double> history) {
    return model == Model::Teunter ? teunter_level(history) : aggregate_level(history);
}

/// One sale proves little: the rate is shrunk as if half a sale more had been awaited in vain.
double trust_in(std::span<const double> history) {
    const auto sales = static_cast<double>(
        std::count_if(history.begin(), history.end(), [](double value) { return value > 0; }));
    return sales / (sales + kAwaitedSales);
}

double mean_deviation(std::span<const double> history, double level) {
    double sum = 0;
    for (const double value : history) sum += std::abs(value - level);
    return sum / static_cast<double>(history.size());
}

/// What a next value of the same kind exceeds as seldom as the level says.
double conformal_high(std::span<const double> values, double level) {
    constexpr double kWidest = 2;
    if (values.empty()) return 0;
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const double next = static_cast<double>(sorted.size()) + 1;
    const double rank = std::ceil(level * next);
    if (rank < next) return sorted[static_cast<std::size_t>(rank) - 1];
    return sorted.back() * std::min(kWidest, 1 / std::sqrt((1 - level) * next));
}

/// The history with a sale beyond kWildError times all others lowered to that: what happened once
/// and on such a scale is no rate.
std::vector<double> without_wild_sale(std::span<const double> history) {
    double most = 0;
    double second = 0;
    for (const double value : history) {
        second = std::max(second, std::min(most, value));
        most = std::max(most, value);
    }
    std::vector<double> calm(history.begin(), history.end());
    if (second == 0) return calm;
    for (double& value : calm) value = std::min(value, kWildError * second);
    return calm;
}

struct Origin {
    std::size_t length = 0;
    std::vector<double> levels;
};

/// Adds what the members and the naive forecasts missed after an origin; how many periods it was.
std::size_t add_errors(std::span<const double> history,
                       const Origin& origin,
                       const BlockPlan& plan,
                       std::vector<double>& squares,
                       Backtest& test) {
    const std::size_t start = origin.length;
    const std::size_t end = std::min(history.size(), start + plan.horizon);
    for (std::size_t t = start; t < end; ++t) {
        for (std::size_t k = 0; k < squares.size(); ++k) {
            // Squared: the absolute error would prefer whoever forecasts nothing.
            squares[k] += (history[t] - origin.levels[k]) * (history[t] - origin.levels[k]);
        }
        const std::size_t back = (1 + (t - start) / plan.season) * plan.season;
        test.naive += std::abs(history[t] - history[start - 1]);
        test.seasonal_naive += std::abs(history[t] - history[t - std::min(back, t)]);
    }
    ++test.origins;
    return end - start;
}

/// Errors of the members and of the naive forecasts over all origins.
void score(std::span<const double> history,
           std::span<const Origin> origins,
           const BlockPlan& plan,
           LaneAnswer& answer) {
    std::size_t periods = 0;
    std::vector<double> errors(intermittent_pool().size());
    for (const Origin& origin : origins) {
        periods += add_errors(history, origin, plan, errors, answer.backtest);
    }
    if (periods > 0) {
        const auto points = static_cast<double>(periods);
        for (double& error : errors) error = std::sqrt(error / points);
        answer.errors = errors;
        answer.backtest.naive /= points;
        answer.backtest.seasonal_naive /= points;
    }
    answer.weights = combine_weights(intermittent_pool(), answer.errors);
}

/// The weighted geometric mean: levels of rare demand are skewed, and one high guess among low
/// ones is more often wrong than right.
double combine(const Origin& origin, const LaneAnswer& answer) {
    double sum = 0;
    for (std::size_t k = 0; k < answer.weights.size(); ++k) {
        if (origin.levels[k] <= 0) return 0;
        sum += answer.weights[k] * std::log(origin.levels[k]);
    }
    return std::exp(sum);
}

void fill_residuals(std::span<const double> history,
                    std::span<const Origin> origins,
                    const BlockPlan& plan,
                    LaneAnswer& answer) {
    double points = 0;
    for (std::size_t o = 0; o < origins.size(); ++o) {
        const Origin& origin = origins[o];
        const double level = combine(origin, answer);
        const double scale = mean_deviation(history.first(origin.length), level);
        for (std::size_t h = 0; h < plan.horizon && origin.length + h < history.size(); ++h) {
            const double error = history[origin.length + h] - level;
            answer.backtest.error += std::abs(error);
            answer.backtest.bias -= error;
            points += 1;
            if (scale <= 0) continue;
            answer.residuals[o * plan.horizon + h] =
                std::clamp(error / scale, -kWildError, kWildError);
        }
    }
    if (points == 0) return;
    answer.backtest.error /= points;
    answer.backtest.bias /= points;
}

}  // namespace

double teunter_level(std::span<const double> history) {
    const auto first = history.first(std::min(kFirstValues, history.size()));
    double sales = 0;
    double sum = 0;
    for (const double value : first) {
        sales += value > 0 ? 1 : 0;
        sum += value;
    }
    double probability = sales / static_cast<double>(first.size());
    double size = sales > 0 ? sum / sales : 0;
    for (const double value : history) {
        const bool sold = value > 0;
        probability += kProbabilityGain * ((sold ? 1 : 0) - probability);
        if (!sold) continue;
        size = size > 0 ? size + kSizeGain * (value - size) : value;
    }
    return probability * size;
}

double aggregate_level(std::span<const double> history) {
    const auto sales = static_cast<double>(
        std::count_if(history.begin(), history.end(), [](double value) { return value > 0; }));
    const double interval = static_cast<double>(history.size()) / std::max(sales, 1.0);
    const auto window = static_cast<std::size_t>(std::max(1.0, std::round(interval)));
    const std::size_t count = history.size() / window;
    const std::size_t skipped = history.size() - count * window;
    std::vector<double> sums(count);
    for (std::size_t t = skipped; t < history.size(); ++t) {
        sums[(t - skipped) / window] += history[t];
    }
    return best_smoothing(sums) / static_cast<double>(window);
}

double highest_of_rare(std::span<const double> sold, double level) {
    constexpr std::size_t kRecent = 13;
    const auto recent = sold.last(std::min(kRecent, sold.size()));
    return std::max(conformal_high(sold, level), conformal_high(recent, level));
}

LaneAnswer forecast_intermittent(std::span<const double> told, const BlockPlan& plan) {
    const auto history = without_wild_sale(told);
    BlockPlan flat = plan;
    flat.season = 1;
    std::vector<Origin> origins;
    for (const std::size_t length : rolling_origins(history.size(), flat)) {
        origins.push_back({length, {}});
    }
    origins.push_back({history.size(), {}});
    for (Origin& origin : origins) {
        const auto seen = std::span(history).first(origin.length);
        for (const Member& member : intermittent_pool()) {
            origin.levels.push_back(level_of(member.model, seen) * trust_in(seen));
        }
    }
    LaneAnswer answer;
    const auto past = std::span(origins).first(origins.size() - 1);
    score(history, past, flat, answer);
    answer.residuals.assign(past.size() * plan.horizon, std::numeric_limits<double>::quiet_NaN());
    fill_residuals(history, past, plan, answer);
    const double level = combine(origins.back(), answer);
    answer.mean.assign(plan.horizon, level);
    answer.scale = mean_deviation(history, level);
    if (plan.keep_fitted) {
        answer.fitted.assign(history.size(), std::numeric_limits<double>::quiet_NaN());
        for (const double own : origins.back().levels) {
            answer.members.insert(answer.members.end(), plan.horizon, own);
        }
    }
    return answer;
}

}  // namespace bihuan::forecast
