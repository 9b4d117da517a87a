#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace bihuan::forecast {

/// The upper of the middle ones; reorders the values, of which there is one at least.
inline double median(std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// What is usual among values, and how far they lie from it, in deviations of the normal
/// distribution: median and median absolute deviation (Hampel 1974).
struct Middle {
    double value = 0;
    double deviation = 0;
};

/// Deviation of logarithms, at most, of sales that are never 0 by chance: with as much, one in a
/// dozen would be if they followed Poisson's law.
inline constexpr double kSteadyChange = 0.45;

inline Middle middle_of(std::vector<double> values) {
    Middle middle{median(values), 0};
    for (double& value : values) value = std::abs(value - middle.value);
    middle.deviation = 1.4826 * median(values);
    return middle;
}

}  // namespace bihuan::forecast
