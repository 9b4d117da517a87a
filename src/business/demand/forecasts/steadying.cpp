#include "business/demand/forecasts/steadying.h"

#include <algorithm>
#include <cmath>

namespace bihuan::forecasts {

namespace {

using forecast::Layer;

constexpr std::size_t kYear = 12;
constexpr std::size_t kTried = 6;  ///< Last months on which the plain averages are tried.
constexpr double kClearlyBetter =
    0.75;  ///< Of last year's error; below it the engine stands alone.

/// What is known of one kin.
struct Kin {
    double engine_error = 0;     ///< Σ rolling errors of the engine …
    double engine_seasonal = 0;  ///< … and of last year's month at the same origins.
    double mean_error = 0;       ///< Σ errors of the twelve months before …
    double mean_seasonal = 0;    ///< … and of last year's month in the same months.
    std::vector<double> sums;    ///< Sales of all its series by month.
    double year = 0;             ///< … in the last twelve months.
};

struct Weights {
    double engine = 1;
    double mean = 0;
    double seasonal = 0;
};

Weights weights_of(const Kin& kin) {
    if (kin.engine_seasonal <= 0 || kin.mean_seasonal <= 0 || kin.year <= 0) return {};
    const double engine = kin.engine_error / kin.engine_seasonal;
    const double mean = kin.mean_error / kin.mean_seasonal;
    if (engine < kClearlyBetter || mean <= 0) return {};
    const auto worth = [](double error) { return 1 / (error * error * error * error); };
    const double sum = worth(engine) + worth(mean) + 1;
    return {worth(engine) / sum, worth(mean) / sum, 1 / sum};
}

class Steadying {
public:
    Steadying(const SalesHistory& history, std::span<const std::int32_t> kin, Run& run)
        : history_(history), kin_(kin), run_(run), known_(*history.column_of(run.origin) + 1) {}

    void apply() {
        if (known_ < 2 * kYear - kTried) return;
        if (!run_.outcome.members.empty()) run_.steadied.resize(history_.size());
        for (std::size_t series = 0; series < history_.size(); ++series) learn(series);
        for (std::size_t series = 0; series < history_.size(); ++series) {
            const auto weights = weights_of(of(series));
            if (weights.engine < 1) mix(series, weights);
        }
    }

private:
    Kin& of(std::size_t series) {
        const auto number = static_cast<std::size_t>(kin_[series]);
        if (kins_.size() <= number) kins_.resize(number + 1);
        return kins_[number];
    }

    std::span<const double> sales(std::size_t series) const {
        return history_.row(history_.quantities, series).first(known_);
    }

    static double year_before(std::span<const double> row, std::size_t end) {
        double sum = 0;
        for (std::size_t i = end - kYear; i < end; ++i) sum += row[i];
        return sum;
    }

    void learn(std::size_t series) {
        auto& kin = of(series);
        const auto row = sales(series);
        const auto& backtest = run_.outcome.backtests[series];
        kin.engine_error += backtest.error * backtest.origins;
        kin.engine_seasonal += backtest.seasonal_naive * backtest.origins;
        for (std::size_t i = std::max(known_ - kTried, kYear); i < known_; ++i) {
            kin.mean_error += std::abs(row[i] - year_before(row, i) / kYear);
            kin.mean_seasonal += std::abs(row[i] - row[i - kYear]);
        }
        kin.sums.resize(known_);
        for (std::size_t i = 0; i < known_; ++i) kin.sums[i] += row[i];
        kin.year += year_before(row, known_);
    }

    void mix(std::size_t series, const Weights& weights) {
        const auto& kin = of(series);
        const double year = year_before(sales(series), known_);
        const double share = year / kin.year;
        const auto horizon = static_cast<std::size_t>(run_.horizon);
        Steadied steadied{weights.mean, weights.seasonal, year / kYear, {}};
        for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
            const double engine = run_.mean(series, ahead);
            steadied.last_year.push_back(share * kin.sums[known_ + ahead - kYear]);
            const double mean_part = weights.mean * (steadied.year - engine);
            const double seasonal_part = weights.seasonal * (steadied.last_year.back() - engine);
            add(series, ahead, Layer::Level, mean_part);
            add(series, ahead, Layer::Season, seasonal_part);
            move(series, ahead, mean_part + seasonal_part);
        }
        if (!run_.steadied.empty()) run_.steadied[series] = std::move(steadied);
    }

    void add(std::size_t series, std::size_t ahead, Layer layer, double change) {
        auto& layers = run_.outcome.layers;
        if (layers.empty()) return;
        const auto horizon = static_cast<std::size_t>(run_.horizon);
        layers[(series * forecast::kLayers + static_cast<std::size_t>(layer)) * horizon + ahead] +=
            change;
    }

    void move(std::size_t series, std::size_t ahead, double change) {
        auto& outcome = run_.outcome;
        const auto at = series * static_cast<std::size_t>(run_.horizon) + ahead;
        for (auto* path :
             {&outcome.means, &outcome.lows80, &outcome.highs80, &outcome.lows95, &outcome.highs95})
            (*path)[at] += change;
    }

    const SalesHistory& history_;
    std::span<const std::int32_t> kin_;
    Run& run_;
    std::size_t known_;
    std::vector<Kin> kins_;
};

}  // namespace

void steady(const SalesHistory& history, std::span<const std::int32_t> kin, Run& run) {
    Steadying(history, kin, run).apply();
}

}  // namespace bihuan::forecasts
