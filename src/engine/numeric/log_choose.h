#pragma once

#include <algorithm>
#include <cmath>

namespace bihuan {

/// The logarithm of how many ways there are to choose `some` of `all`, whole numbers both.
inline double log_choose(double all, double some) {
    double sum = 0;
    for (double i = 1; i <= std::min(some, all - some); ++i) sum += std::log((all + 1 - i) / i);
    return sum;
}

}  // namespace bihuan
