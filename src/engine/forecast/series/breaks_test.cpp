#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <numeric>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "engine/forecast/forecast.h"

// Histories whose last months differ from all before: what any spreadsheet does with them must not
// be much better. Made up, 60 series of 60 months each, 12 ahead, every series alone.
namespace bihuan::forecast {
namespace {

constexpr std::size_t kMonths = 60;
constexpr std::size_t kAhead = 12;
constexpr std::size_t kSeries = 60;
using Path = std::vector<double>;

enum class Kind : std::uint8_t { WrongLastMonth, SteadyGrowth, LevelShift, Ended, Calm };

Path made(Kind kind, Random& random) {
    const double level = std::exp(random.uniform(3, 7));
    const double noise = random.uniform(0.05, 0.15);
    const double swing = kind == Kind::WrongLastMonth ? random.uniform(0.2, 0.4) : 0;
    const double growth = kind == Kind::SteadyGrowth ? random.uniform(0.02, 0.05) : 0;
    const double factor =
        random.uniform(0, 1) < 0.5 ? random.uniform(0.3, 0.7) : random.uniform(1.5, 3);
    const auto shift = kMonths - static_cast<std::size_t>(random.uniform(3, 11));
    const auto end = kMonths - static_cast<std::size_t>(random.uniform(2, 6));
    Path values;
    for (std::size_t t = 0; t < kMonths + kAhead; ++t) {
        const auto month = static_cast<double>(t);
        double value = level * std::exp(growth * month + noise * random.normal()) *
                       (1 + swing * std::sin(month * 2 * std::numbers::pi / 12));
        if (kind == Kind::LevelShift && t >= shift) value *= factor;
        if (kind == Kind::Ended && t >= end) value = 0;
        if (kind == Kind::WrongLastMonth && t + 1 == kMonths) value *= 4;
        values.push_back(value);
    }
    return values;
}

/// Damped trend of the gains and damping of least squared error; without trend: exponential
/// smoothing.
Path smoothed(std::span<const double> values, bool trend) {
    double least = std::numeric_limits<double>::infinity();
    Path best;
    for (double gain = 0.05; gain < 1; gain += 0.05) {
        for (const double share : trend ? Path{0, 0.05, 0.1, 0.2, 0.4} : Path{0}) {
            for (const double damping : trend ? Path{0.8, 0.9, 0.95, 0.98} : Path{0}) {
                double level = values[0];
                double slope = trend ? (values[6] - values[0]) / 6 : 0;
                double squares = 0;
                for (const double value : values) {
                    const double error = value - level - damping * slope;
                    squares += error * error;
                    level += damping * slope + gain * error;
                    slope = damping * slope + gain * share * error;
                }
                if (squares >= least) continue;
                least = squares;
                best.clear();
                for (std::size_t h = 0; h < kAhead; ++h) {
                    slope *= damping;
                    level += slope;
                    best.push_back(level);
                }
            }
        }
    }
    return best;
}

double distance(std::span<const double> path, std::span<const double> actual) {
    double sum = 0;
    for (std::size_t h = 0; h < kAhead; ++h) sum += std::abs(path[h] - actual[h]) / kAhead;
    return sum;
}

struct Result {
    double ours = 0;
    double best = 0;  ///< Of naive, as last year, smoothing, damped trend.
    double held = 0;  ///< Share within the bands of 95 %.
};

Result result_of(Kind kind) {
    Random random(5);
    Result result;
    std::vector<double> peers(4);
    for (std::size_t i = 0; i < kSeries; ++i) {
        const Path values = made(kind, random);
        const auto history = std::span(values).first(kMonths);
        const auto actual = std::span(values).last(kAhead);
        Problem problem{.horizon = kAhead};
        problem.series.push_back({.values = history});
        const auto outcome = forecast(problem);
        const double mean =
            std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
        result.ours += distance(outcome.mean(0), actual) / mean;
        peers[0] += distance(Path(kAhead, history.back()), actual) / mean;
        peers[1] += distance(history.last(kAhead), actual) / mean;
        peers[2] += distance(smoothed(history, false), actual) / mean;
        peers[3] += distance(smoothed(history, true), actual) / mean;
        for (std::size_t h = 0; h < kAhead; ++h) {
            const bool inside =
                actual[h] >= outcome.low95(0)[h] && actual[h] <= outcome.high95(0)[h];
            result.held += inside ? 1.0 / (kAhead * kSeries) : 0;
        }
    }
    result.best = *std::min_element(peers.begin(), peers.end());
    return result;
}

TEST(Breaks, AreForecastNoWorseThanByTheBestSimpleMethod) {
    struct Bar {
        Kind kind;
        double error;  ///< Times that of the best simple method.
        double held;
    };
    for (const Bar& bar : {Bar{Kind::WrongLastMonth, 1.1, 0.93},
                           Bar{Kind::SteadyGrowth, 1.1, 0.75},  // followed, but too sure
                           Bar{Kind::LevelShift, 1.2, 0.93},    // small ones are seen late
                           Bar{Kind::Ended, 1.1, 0.93},
                           Bar{Kind::Calm, 1.1, 0.93}}) {
        const Result result = result_of(bar.kind);
        EXPECT_LE(result.ours, bar.error * result.best + 1e-9) << static_cast<int>(bar.kind);
        EXPECT_GT(result.held, bar.held) << static_cast<int>(bar.kind);
    }
}

}  // namespace
}  // namespace bihuan::forecast
