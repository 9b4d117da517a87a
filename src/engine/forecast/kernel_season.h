#pragma once

#include <array>
#include <cstddef>

#include "engine/forecast/kernel_trend.h"

// Holt-Winters models whose season moves. Level and trend start where the damped trend started on
// the series without season, the season from its shrunken indices.
namespace bihuan::forecast {

/// A series with its season in a block, scaled to a mean near 1.
template <class V>
struct SeasonTrack {
    Track<V> track;              ///< values with season
    const V* indices = nullptr;  ///< season rows
    V* ring = nullptr;           ///< season rows, working place
    std::size_t season = 1;
    typename DampedTrendModel<V>::State start;
};

enum class SeasonKind : bool { Multiplicative, Additive };

/// Trend: damped (parameters α, γ, β/α, φ) or none (α, γ). γ is the season's share of the error.
template <class V, SeasonKind Kind, bool Trend>
struct HoltWintersModel {
    static constexpr std::size_t kCount = Trend ? 4 : 2;
    using Parameters = std::array<V, kCount>;

    static constexpr Box<kCount> box() {
        Box<kCount> result{};
        result.ranges[0] = {0.01, 0.99, 0.1};
        result.ranges[1] = {0.0, 0.5, 0.05};
        if constexpr (Trend) {
            result.ranges[2] = {0.0, 0.5, 0.04};
            result.ranges[3] = {0.8, 0.95, 0.04};
        }
        return result;
    }
    static constexpr Box<kCount> kBox = box();

    static constexpr auto grid() {
        constexpr std::array<double, 4> kAlphas{0.08, 0.25, 0.5, 0.8};
        constexpr std::array<double, 2> kGammas{0.03, 0.15};
        std::array<std::array<double, kCount>, 8> result{};
        for (std::size_t g = 0; g < result.size(); ++g) {
            result[g][0] = kAlphas[g / 2];
            result[g][1] = kGammas[g % 2];
            if constexpr (Trend) {
                result[g][2] = 0.05;
                result[g][3] = 0.9;
            }
        }
        return result;
    }
    static constexpr auto kGrid = grid();

    /// Where a walk through a series has come to.
    struct Place {
        V level;
        V trend;
        std::size_t season = 0;  ///< Row of the ring.

        [[gnu::always_inline]] void turn(const SeasonTrack<V>& in) {
            season = season + 1 == in.season ? 0 : season + 1;
        }
    };

    template <class Step>
    [[gnu::always_inline]] static void walk(const SeasonTrack<V>& in,
                                            const Parameters& p,
                                            const Step& step) {
        for (std::size_t j = 0; j < in.season; ++j) {
            in.ring[j] = Kind == SeasonKind::Multiplicative ? in.indices[j] : in.indices[j] - 1;
        }
        Place at{in.start.level, Trend ? in.start.trend : V{}};
        for (std::size_t t = 0; t < in.track.length; ++t) {
            step.before(t, at.level, at.trend, at.season);
            learn(in, p, t, at, step);
            at.turn(in);
        }
        for (std::size_t h = 0; h < in.track.horizon; ++h) {
            if constexpr (Trend) {
                at.trend = p[3] * at.trend;
                at.level = at.level + at.trend;
            }
            const V season = in.ring[at.season];
            step.ahead(h,
                       Kind == SeasonKind::Multiplicative ? at.level * season : at.level + season);
            at.turn(in);
        }
    }

    /// Forecasts time t, and takes the error into the states.
    template <class Step>
    [[gnu::always_inline]] static void learn(
        const SeasonTrack<V>& in, const Parameters& p, std::size_t t, Place& at, const Step& step) {
        V drift{};
        if constexpr (Trend) drift = p[3] * at.trend;
        const V base = at.level + drift;
        const V season = in.ring[at.season];
        const V forecast = Kind == SeasonKind::Multiplicative ? base * season : base + season;
        const V error = in.track.values[t] - forecast;
        step.past(t, forecast, error);
        V scaled = error;
        V moved = p[1] * error;
        if constexpr (Kind == SeasonKind::Multiplicative) {
            scaled = error / larger(season, all<V>(0.05));  // first: the next period waits for it
            moved = p[1] * error / larger(base, all<V>(0.05));
        }
        at.level = base + p[0] * scaled;
        in.ring[at.season] = season + moved;
        if constexpr (Trend) at.trend = drift + p[0] * p[2] * scaled;
    }

    /// Squared errors one step and `far` steps ahead.
    struct Summing {
        V reach;  ///< Sum of the damping over `far` steps.
        const SeasonTrack<V>* in;
        std::size_t far;
        V* near_sum;
        V* far_sum;

        [[gnu::always_inline]] void before(std::size_t t,
                                           const V& level,
                                           const V& trend,
                                           std::size_t place) const {
            const std::size_t ahead = t + far - 1;
            if (ahead >= in->track.length) return;
            const std::size_t then = place + far - 1;
            const V season = in->ring[then < in->season ? then : then - in->season];
            V base = level;
            if constexpr (Trend) base += reach * trend;
            const V forecast = Kind == SeasonKind::Multiplicative ? base * season : base + season;
            const V error = in->track.values[ahead] - forecast;
            *far_sum += error * error;
        }
        [[gnu::always_inline]] void past(std::size_t /*t*/,
                                         const V& /*forecast*/,
                                         const V& error) const {
            *near_sum += error * error;
        }
        [[gnu::always_inline]] void ahead(std::size_t /*h*/, const V& /*forecast*/) const {}
    };

    /// As NearAndFar.
    static V objective(const SeasonTrack<V>& in, const Parameters& p) {
        SeasonTrack<V> past = in;
        past.track.horizon = 0;
        const std::size_t far = in.track.far;
        V reach{};
        if constexpr (Trend) reach = reach_of(p[3], far);
        V near_sum{};
        V far_sum{};
        walk(past, p, Summing{reach, &in, far, &near_sum, &far_sum});
        return near_sum * far_sum;
    }

    template <class Sink>
    struct Telling {
        const Sink* sink;
        [[gnu::always_inline]] void before(std::size_t /*t*/,
                                           const V& /*level*/,
                                           const V& /*trend*/,
                                           std::size_t /*place*/) const {}
        [[gnu::always_inline]] void past(std::size_t t,
                                         const V& forecast,
                                         const V& /*error*/) const {
            sink->fit(t, forecast);
        }
        [[gnu::always_inline]] void ahead(std::size_t h, const V& forecast) const {
            sink->forecast(h, forecast);
        }
    };

    template <class Sink>
    static void run(const SeasonTrack<V>& in, const Parameters& p, const Sink& sink) {
        walk(in, p, Telling<Sink>{&sink});
    }
};

}  // namespace bihuan::forecast
