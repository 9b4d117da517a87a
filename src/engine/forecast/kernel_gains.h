#pragma once

#include <array>
#include <cstddef>

#include "engine/forecast/kernel.h"
#include "engine/forecast/lanes.h"

namespace bihuan::forecast {

/// Filters one history with all gains side by side, a gain per lane. Sums run over time only, so
/// every lane has the bits that its gain would have alone.
template <class V>
class GainFilter {
public:
    GainFilter(const GainInput& input, const GainSums& output)
        : in_(input), sums_(output.first), rest_(output.rest), levels_(output.scratch) {}

    void run() {
        const std::size_t rows = gain_rows(in_.regressors) * kGainLanes;
        fill(sums_, rows, 0);
        fill(rest_, rows, 0);
        bool started = false;
        for (std::size_t t = 0; t < in_.length; ++t) {
            if (in_.skip[t] != 0) continue;
            if (!started) {
                start(t);
                started = true;
                continue;
            }
            for (std::size_t part = 0; part < kGainLanes; part += kWidth<V>)
                step(t, part, t < in_.split ? sums_ : rest_);
        }
    }

private:
    double column(std::size_t r, std::size_t t) const { return in_.columns[r * in_.length + t]; }
    double* level() const { return levels_; }
    double* level_of(std::size_t r) const { return levels_ + (1 + r) * kGainLanes; }
    double* error_of(std::size_t r) const { return level_of(in_.regressors + r); }

    static void fill(double* from, std::size_t count, double value) {
        for (std::size_t i = 0; i < count; ++i) from[i] = value;
    }

    void start(std::size_t t) {
        fill(level(), kGainLanes, in_.logs[t]);
        for (std::size_t r = 0; r < in_.regressors; ++r)
            fill(level_of(r), kGainLanes, column(r, t));
    }

    [[gnu::always_inline]] static void add(double* to, const V& value) {
        store(to, V(load<V>(to) + value));
    }

    /// One observation in the lanes part … part + width.
    void step(std::size_t t, std::size_t part, double* sums) const {
        const V gain = load<V>(kGainRow.data() + part);
        for (std::size_t r = 0; r < in_.regressors; ++r)
            store(error_of(r) + part, V(column(r, t) - load<V>(level_of(r) + part)));
        const V error = tamed(V(in_.logs[t] - load<V>(level() + part)), part);
        double* sum = sums + part;
        for (std::size_t j = 0; j < in_.regressors; ++j) {
            const V one = load<V>(error_of(j) + part);
            for (std::size_t i = j; i < in_.regressors; ++i, sum += kGainLanes)
                add(sum, load<V>(error_of(i) + part) * one);
        }
        for (std::size_t j = 0; j < in_.regressors; ++j, sum += kGainLanes)
            add(sum, load<V>(error_of(j) + part) * error);
        add(sum, error * error);
        add(level() + part, gain * error);
        for (std::size_t r = 0; r < in_.regressors; ++r)
            add(level_of(r) + part, gain * load<V>(error_of(r) + part));
    }

    /// Huber's idea: an error that the effects do not explain counts up to a limit only.
    V tamed(const V& error, std::size_t part) const {
        if (in_.effect == nullptr) return error;
        const V known = explained(part);
        return known + clamp(V(error - known), -in_.limit, in_.limit);
    }

    /// Effects times regressors.
    V explained(std::size_t part) const {
        return sum_of_terms<V>(in_.regressors, [&](std::size_t r) {
            return V(in_.effect[r] * load<V>(error_of(r) + part));
        });
    }

    static constexpr std::array<double, kGainLanes> kGainRow{0.05, 0.15, 0.35, 0.6, 0.9};

    const GainInput& in_;
    double* sums_;
    double* rest_;
    double* levels_;  ///< The value's, the regressors', then the regressors' errors.
};

template <class V>
void filter_gains(const GainInput& input, const GainSums& output) {
    GainFilter<V>(input, output).run();
}

}  // namespace bihuan::forecast
