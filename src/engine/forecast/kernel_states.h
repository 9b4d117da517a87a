#pragma once

#include <cstddef>

#include "engine/forecast/lanes.h"

// What the models of a block have in common: the series, and the least squares of their starting
// states.
namespace bihuan::forecast {

/// A season-free series in a block, scaled to a mean near 1.
template <class V>
struct Track {
    const V* values = nullptr;
    std::size_t length = 0;
    std::size_t horizon = 0;
    std::size_t far = 1;  ///< Errors count one step and so many steps ahead.
};

/// Least squares of residual = e − x1·s1 − x2·s2, with a small penalty on each state.
template <class V>
struct TwoStates {
    V ee{}, e1{}, e2{}, s11{}, s12{}, s22{};

    [[gnu::always_inline]] void add(const V& e, const V& x1, const V& x2) {
        ee += e * e;
        e1 += e * x1;
        e2 += e * x2;
        s11 += x1 * x1;
        s12 += x1 * x2;
        s22 += x2 * x2;
    }

    struct Solution {
        V first, second, objective;
    };

    [[gnu::always_inline]] Solution solve(double penalty1, double penalty2) const {
        const V a = s11 + penalty1;
        const V b = s22 + penalty2;
        const V determinant = a * b - s12 * s12;
        const V first = (e1 * b - e2 * s12) / determinant;
        const V second = (e2 * a - e1 * s12) / determinant;
        return {first, second, ee - e1 * first - e2 * second};
    }

    /// The squared error with given states.
    [[gnu::always_inline]] V error(const V& first, const V& second) const {
        return ee - 2 * (e1 * first + e2 * second) + s11 * first * first +
               2 * s12 * first * second + s22 * second * second;
    }
};

/// Squared errors near and far ahead. Models fitted one step ahead alone overreact; the product
/// keeps either from drowning the other (geometric trace: Svetunkov, Kourentzes, Killick 2023).
template <class V>
struct NearAndFar {
    TwoStates<V> near, far;

    [[gnu::always_inline]] typename TwoStates<V>::Solution solve(double penalty1,
                                                                 double penalty2) const {
        auto solution = near.solve(penalty1, penalty2);
        solution.objective =
            solution.objective * larger(far.error(solution.first, solution.second), V{});
        return solution;
    }
};

}  // namespace bihuan::forecast
