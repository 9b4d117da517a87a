#pragma once

#include <array>
#include <cstddef>

#include "engine/forecast/kernel_search.h"
#include "engine/forecast/kernel_states.h"
#include "engine/forecast/lanes.h"

// The models of the series without its season. Each is linear in its initial states, which are
// therefore solved for within the pass (variable projection) and never searched.
namespace bihuan::forecast {

/// How many steps' trend reaches so far ahead: φ + φ² + … + φ^far.
template <class V>
[[gnu::always_inline]] inline V reach_of(const V& phi, std::size_t far) {
    V reach{};
    V power = phi;
    for (std::size_t h = 0; h < far; ++h) {
        reach += power;
        power *= phi;
    }
    return reach;
}

/// Holt's linear trend, damped: l' = l + φb + αe, b' = φb + βe (Gardner, McKenzie 1985).
/// Parameters α, β/α, φ.
template <class V>
struct DampedTrendModel {
    static constexpr std::size_t kCount = 3;
    static constexpr Box<3> kBox{{{{0.01, 0.99, 0.1}, {0.0, 0.5, 0.05}, {0.8, 0.95, 0.04}}}};
    static constexpr double kLevelPenalty = 1e-6;
    static constexpr double kTrendPenalty = 20;
    static constexpr std::array<std::array<double, 3>, 12> kGrid{{{0.05, 0.05, 0.9},
                                                                  {0.05, 0.2, 0.94},
                                                                  {0.15, 0.05, 0.9},
                                                                  {0.15, 0.2, 0.94},
                                                                  {0.3, 0.05, 0.9},
                                                                  {0.3, 0.2, 0.94},
                                                                  {0.5, 0.05, 0.9},
                                                                  {0.5, 0.15, 0.94},
                                                                  {0.7, 0.05, 0.9},
                                                                  {0.7, 0.2, 0.9},
                                                                  {0.9, 0.05, 0.9},
                                                                  {0.9, 0.2, 0.9}}};
    using Parameters = std::array<V, 3>;

    struct State {
        V level, trend;
    };

    static typename TwoStates<V>::Solution project(const Track<V>& track, const Parameters& p) {
        const V alpha = p[0];
        const V beta = p[0] * p[1];
        const V phi = p[2];
        V level{};
        V trend{};
        V level1 = all<V>(1);
        V trend1{};
        V level2{};
        V trend2 = all<V>(1);
        const V reach = reach_of(phi, track.far);
        NearAndFar<V> sums;
        for (std::size_t t = 0; t < track.length; ++t) {
            const V drift = phi * trend;
            const V drift1 = phi * trend1;
            const V drift2 = phi * trend2;
            const V x1 = level1 + drift1;
            const V x2 = level2 + drift2;
            const V forecast = level + drift;
            const V error = track.values[t] - forecast;
            sums.near.add(error, x1, x2);
            const std::size_t then = t + track.far - 1;
            if (then < track.length) {
                sums.far.add(track.values[then] - level - reach * trend,
                             level1 + reach * trend1,
                             level2 + reach * trend2);
            }
            level = forecast + alpha * error;
            trend = drift + beta * error;
            level1 = x1 - alpha * x1;
            trend1 = drift1 - beta * x1;
            level2 = x2 - alpha * x2;
            trend2 = drift2 - beta * x2;
        }
        return sums.solve(kLevelPenalty, kTrendPenalty);
    }

    static V objective(const Track<V>& track, const Parameters& p) {
        return project(track, p).objective;
    }

    template <class Sink>
    static State run(const Track<V>& track, const Parameters& p, const Sink& sink) {
        const auto start = project(track, p);
        const State first{start.first, start.second};
        follow(track, p, first, sink);
        return first;
    }

    /// Fits and forecasts from given states.
    template <class Sink>
    static void follow(const Track<V>& track, const Parameters& p, State state, const Sink& sink) {
        for (std::size_t t = 0; t < track.length; ++t) {
            const V drift = p[2] * state.trend;
            const V forecast = state.level + drift;
            const V error = track.values[t] - forecast;
            sink.fit(t, forecast);
            state.level = forecast + p[0] * error;
            state.trend = drift + p[0] * p[1] * error;
        }
        for (std::size_t h = 0; h < track.horizon; ++h) {
            state.trend *= p[2];
            state.level += state.trend;
            sink.forecast(h, state.level);
        }
    }
};

/// Complex exponential smoothing without season; ŷ = l, l' = l − (1 − α1)c + (α0 − α1)e,
/// c' = l + (1 − α0)c + (α0 + α1)e. Parameters α0, α1.
template <class V>
struct ComplexSmoothingModel {
    static constexpr std::size_t kCount = 2;
    static constexpr Box<2> kBox{{{{0.5, 2.2, 0.12}, {0.5, 1.6, 0.08}}}};
    static constexpr std::array<std::array<double, 2>, 14> kGrid{{{1.05, 1.0},
                                                                  {1.2, 1.0},
                                                                  {1.35, 1.0},
                                                                  {1.5, 1.0},
                                                                  {1.7, 1.0},
                                                                  {1.9, 1.0},
                                                                  {1.2, 0.93},
                                                                  {1.4, 0.93},
                                                                  {1.7, 0.93},
                                                                  {1.3, 1.07},
                                                                  {1.6, 1.07},
                                                                  {1.9, 1.07},
                                                                  {1.5, 1.2},
                                                                  {1.8, 1.2}}};
    using Parameters = std::array<V, 2>;

    static typename TwoStates<V>::Solution project(const Track<V>& track, const Parameters& p) {
        const V mix = 1 - p[1];
        const V keep = 1 - p[0];
        const V gain = p[0] - p[1];
        const V gain_c = p[0] + p[1];
        V l{};
        V c{};
        V l1 = all<V>(1);
        V c1{};
        V l2{};
        V c2 = all<V>(1);
        V from_l = all<V>(1);  // the far forecast is from_l · l + from_c · c
        V from_c{};
        for (std::size_t h = 1; h < track.far; ++h) {
            const V next = from_l + from_c;
            from_c = from_c * keep - from_l * mix;
            from_l = next;
        }
        NearAndFar<V> sums;
        for (std::size_t t = 0; t < track.length; ++t) {
            const V error = track.values[t] - l;
            sums.near.add(error, l1, l2);
            const std::size_t then = t + track.far - 1;
            if (then < track.length) {
                sums.far.add(track.values[then] - from_l * l - from_c * c,
                             from_l * l1 + from_c * c1,
                             from_l * l2 + from_c * c2);
            }
            const V next = l - mix * c + gain * error;
            c = l + keep * c + gain_c * error;
            l = next;
            const V next1 = l1 - mix * c1 - gain * l1;
            c1 = l1 + keep * c1 - gain_c * l1;
            l1 = next1;
            const V next2 = l2 - mix * c2 - gain * l2;
            c2 = l2 + keep * c2 - gain_c * l2;
            l2 = next2;
        }
        return sums.solve(1e-6, 1e-3);
    }

    /// Invertible: the discount matrix has its eigenvalues inside the unit circle.
    static V objective(const Track<V>& track, const Parameters& p) {
        const V trace = 2 - 2 * p[0] + p[1];
        const V determinant = (1 - p[0] + p[1]) * (1 - p[0]) + (1 - p[1]) * (1 - p[0] - p[1]);
        const V value = project(track, p).objective;
        const auto stable = (magnitude(trace) < 1 + determinant) & (determinant < all<V>(1));
        return choose(stable, value, all<V>(1e299));
    }

    template <class Sink>
    static void run(const Track<V>& track, const Parameters& p, const Sink& sink) {
        const auto start = project(track, p);
        follow(track, p, start.first, start.second, sink);
    }

    /// Fits and forecasts from given states.
    template <class Sink>
    static void follow(const Track<V>& track, const Parameters& p, V l, V c, const Sink& sink) {
        for (std::size_t t = 0; t < track.length; ++t) {
            const V error = track.values[t] - l;
            sink.fit(t, l);
            const V next = l - (1 - p[1]) * c + (p[0] - p[1]) * error;
            c = l + (1 - p[0]) * c + (p[0] + p[1]) * error;
            l = next;
        }
        for (std::size_t h = 0; h < track.horizon; ++h) {
            sink.forecast(h, l);
            const V next = l - (1 - p[1]) * c;
            c = l + (1 - p[0]) * c;
            l = next;
        }
    }
};

}  // namespace bihuan::forecast
