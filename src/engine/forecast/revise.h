#pragma once

#include <cstddef>

#include "engine/forecast/forecast.h"

// What a planner changes about one series, without any model being fitted again.
namespace bihuan::forecast {

/// Gives a known influence of a series another size; 0 switches it off. Takes effect with
/// restack(). There being no such index is InvalidInput.
void set_effect(Outcome& outcome, std::size_t series, std::size_t regressor, double effect);

/// Stacks layers, mean and intervals of one series again, from the effects in the outcome and from
/// what the problem now says of its regressors in the periods ahead. The problem must else be the
/// one of the outcome, and the detail Layers or more (else InvalidInput). Other series stay as they
/// are.
void restack(const Problem& problem, std::size_t series, Outcome& outcome);

}  // namespace bihuan::forecast
