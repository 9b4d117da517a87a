#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "engine/forecast/lanes.h"

// Search for 1–4 smoothing parameters in a box: the best of a shared grid, then a pattern search
// with a step and a direction per lane. No branches on data, so all lanes stay together.
namespace bihuan::forecast {

struct Range {
    double low = 0;
    double high = 1;
    double step = 0.1;  ///< First step of the pattern search.
};

template <std::size_t P>
struct Box {
    std::array<Range, P> ranges;
};

template <class V, std::size_t P>
struct Found {
    std::array<V, P> parameters;
    V objective;
};

template <class V, std::size_t P>
[[gnu::always_inline]] inline void keep_better(Found<V, P>& best,
                                               const std::array<V, P>& trial,
                                               const V& objective) {
    const auto better = objective < best.objective;
    for (std::size_t p = 0; p < P; ++p) {
        best.parameters[p] = choose(better, trial[p], best.parameters[p]);
    }
    best.objective = choose(better, objective, best.objective);
}

/// A failed step turns round and shrinks, a good one grows a little.
template <class V, std::size_t P, class Objective>
[[gnu::always_inline]] inline void pattern_search(Found<V, P>& best,
                                                  const Box<P>& box,
                                                  std::array<V, P> steps,
                                                  int rounds,
                                                  const Objective& objective) {
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t p = 0; p < P; ++p) {
            std::array<V, P> trial = best.parameters;
            trial[p] = clamp(V(trial[p] + steps[p]), box.ranges[p].low, box.ranges[p].high);
            const V value = objective(trial);
            const auto better = value < best.objective;
            best.parameters[p] = choose(better, trial[p], best.parameters[p]);
            best.objective = choose(better, value, best.objective);
            steps[p] = choose(better, V(steps[p] * 1.3), V(steps[p] * -0.55));
        }
    }
}

template <class V, std::size_t P, std::size_t G, class Objective>
[[gnu::always_inline]] inline Found<V, P> search_grid(
    const std::array<std::array<double, P>, G>& grid, const Objective& objective) {
    Found<V, P> best{{}, all<V>(1e300)};
    for (const auto& point : grid) {
        std::array<V, P> trial;
        for (std::size_t p = 0; p < P; ++p) trial[p] = all<V>(point[p]);
        keep_better(best, trial, objective(trial));
    }
    return best;
}

template <class V, std::size_t P>
[[gnu::always_inline]] inline std::array<V, P> first_steps(const Box<P>& box, double factor) {
    std::array<V, P> steps;
    for (std::size_t p = 0; p < P; ++p) steps[p] = all<V>(box.ranges[p].step * factor);
    return steps;
}

}  // namespace bihuan::forecast
