#pragma once

#include <array>
#include <cstddef>

#include "engine/forecast/kernel_trend.h"

namespace bihuan::forecast {

/// Dynamic optimised Theta (Fiorucci, Pellegrini, Louzada, Petropoulos, Koehler 2016, eq. 8–14):
/// ŷ_t = l + k·(a^{t−1}·A + (1 − a^t)/α·B), a = 1 − α, k = 1 − 1/θ, A and B the intercept and slope
/// of the line through the values so far. Given α it is linear in l_0 and k, so only α is searched.
template <class V>
struct DynamicThetaModel {
    static constexpr std::size_t kCount = 1;
    static constexpr Box<1> kBox{{{{0.01, 0.99, 0.06}}}};
    static constexpr std::array<std::array<double, 1>, 9> kGrid{
        {{0.05}, {0.12}, {0.2}, {0.32}, {0.45}, {0.58}, {0.7}, {0.82}, {0.95}}};
    static constexpr std::size_t kSkipped = 2;  ///< The line means nothing before two values.
    using Parameters = std::array<V, 1>;

    /// Intercepts and slopes of the running line before each time; 2 · length + 2 rows, made once.
    struct Line {
        const V* intercepts = nullptr;
        const V* slopes = nullptr;
    };

    struct Running {
        V mean{}, slope{};
        double count = 0;

        [[gnu::always_inline]] void add(const V& value) {
            count += 1;
            const V change = value - mean;
            slope = ((count - 2) * slope + 6 / count * change) / (count + 1);
            if (count < 2) slope = all<V>(0);
            mean += change / count;
        }
        [[gnu::always_inline]] V intercept() const { return mean - (count + 1) / 2 * slope; }
    };

    static Line draw(const Track<V>& track, V* rows) {
        Running line;
        V* slopes = rows + track.length + 1;
        rows[0] = V{};
        slopes[0] = V{};
        for (std::size_t t = 0; t < track.length; ++t) {
            line.add(track.values[t]);
            rows[t + 1] = line.intercept();
            slopes[t + 1] = line.slope;
        }
        return {rows, slopes};
    }

    struct Solution {
        V level, weight, objective;
    };

    static Solution project(const Track<V>& track, const Line& line, const Parameters& p) {
        const V alpha = p[0];
        const V keep = 1 - alpha;
        const V inverse = 1 / alpha;
        V level{};
        V power = all<V>(1);
        const auto steps = static_cast<double>(track.far - 1);
        NearAndFar<V> sums;
        for (std::size_t t = 0; t < track.length; ++t) {
            const V next_power = power * keep;
            const V tilt = power * line.intercepts[t] + (1 - next_power) * inverse * line.slopes[t];
            const std::size_t then = t + track.far - 1;
            if (t >= kSkipped) sums.near.add(track.values[t] - level, power, tilt);
            if (t >= kSkipped && then < track.length) {
                sums.far.add(track.values[then] - level, power, tilt + steps * line.slopes[t]);
            }
            level = alpha * track.values[t] + keep * level;
            power = next_power;
        }
        const TwoStates<V>& near = sums.near;
        const V weight = clamp(near.solve(1e-6, 1e-6).second, 0, 1);
        const V level0 = (near.e1 - weight * near.s12) / (near.s11 + 1e-6);
        const V far = larger(sums.far.error(level0, weight), V{});
        return {level0, weight, larger(near.error(level0, weight), V{}) * far};
    }

    template <class Sink>
    static void run(const Track<V>& track,
                    const Line& line,
                    const Parameters& p,
                    const Sink& sink) {
        follow(track, line, p, project(track, line, p), sink);
    }

    /// Fits and forecasts from a given start.
    template <class Sink>
    static void follow(const Track<V>& track,
                       const Line& line,
                       const Parameters& p,
                       const Solution& start,
                       const Sink& sink) {
        const V alpha = p[0];
        const V keep = 1 - alpha;
        V level = start.level;
        V power = all<V>(1);
        Running running;
        for (std::size_t t = 0; t < track.length + track.horizon; ++t) {
            const bool past = t < track.length;
            const V next_power = power * keep;
            const V intercept = past ? line.intercepts[t] : running.intercept();
            const V slope = past ? line.slopes[t] : running.slope;
            const V tilt = power * intercept + (1 - next_power) / alpha * slope;
            const V forecast = level + start.weight * tilt;
            const V value = past ? track.values[t] : forecast;
            if (past) {
                sink.fit(t, forecast);
            } else {
                sink.forecast(t - track.length, forecast);
            }
            running.add(value);
            level = alpha * value + keep * level;
            power = next_power;
        }
    }
};

}  // namespace bihuan::forecast
