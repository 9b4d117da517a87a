#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/forecast/effects.h"

// A series' history as the estimation of its effects sees it.
namespace bihuan::forecast {

/// Which of the periods that count have no honest value.
std::vector<unsigned char> skipped_periods(const Series& series, const Shape& shape);

/// Every regressor in the periods that count, one row each.
std::vector<double> regressor_rows(const Problem& problem,
                                   const Effects& effects,
                                   const Shape& shape,
                                   std::size_t series);

/// Logarithms of the values in units of their mean, the season taken out where there are indices.
std::vector<double> scaled_logs(std::span<const double> values, std::span<const double> indices);

/// Monthly sales as if all months had as many days. Else February looks like the festival's doing:
/// its days are as few every year, but few years do not tell a season from that. As far as they
/// follow their days: what is delivered to a shop may not.
void to_equal_months(std::span<double> values, std::int32_t first_month);

}  // namespace bihuan::forecast
