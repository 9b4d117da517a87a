#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "engine/forecast/forecast.h"

// Split-conformal intervals: quantiles of the rolling errors of a category, each error measured in
// the one-step error its series had when the forecast was made, grown to the step as the series'
// errors grow (Vovk et al. 2005; error_growth.h). A category with
// few errors leans on a table set by judgement from what other series showed.
namespace bihuan::forecast {

/// Quantiles .025, .1, .9, .975 of (actual − forecast) / scale.
using ErrorQuantiles = std::array<double, 4>;

/// How much wider intervals grow per step than the rolling errors: the series of a category rise
/// and fall together, and the few quarters or years of the origins have not seen what all can meet.
/// Beyond the eighth step they grow no more by it.
double widening(Frequency frequency);

/// `errors` holds rows of `horizon` numbers, NaN where there was no actual; one result per step.
std::vector<ErrorQuantiles> error_quantiles(std::span<const double> errors,
                                            std::size_t horizon,
                                            bool intermittent,
                                            double widening_per_step = 0);

}  // namespace bihuan::forecast
