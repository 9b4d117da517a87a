#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/forecast/forecast.h"

// Which models forecast which kind of series, and how much each is trusted before it has shown
// anything. The prior weights are learned by bench/learn_weights.cpp on training data only.
namespace bihuan::forecast {

/// A model on the series itself (level 1) or on its season-free sums over `level` periods
/// (temporal aggregation: slow movements stand out, noise averages away).
struct Member {
    Model model = Model::DampedTrend;
    std::size_t level = 1;
    double prior = 0;
};

/// The pool for series of a frequency; those with a season of their own and those without.
std::span<const Member> pool_of(Frequency frequency, bool seasonal);

/// The pool of intermittent series.
std::span<const Member> intermittent_pool();

/// Weights of a combination: prior · error^−power, adding up to 1. Errors of 0 everywhere, or none
/// at all (empty), leave the priors.
std::vector<double> combine_weights(std::span<const Member> pool, std::span<const double> errors);

}  // namespace bihuan::forecast
