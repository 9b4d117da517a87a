#include "engine/forecast/kernel.h"

namespace bihuan::forecast {

namespace {

// What learn_autoregression prints, rounded. The drift's mean is held at 0: that series grow is not
// known before they are seen.
constexpr AutoregressionPrior kMonths{15,
                                      {0.163,
                                       0.150,
                                       -0.018,
                                       0.062,
                                       0.035,
                                       -0.008,
                                       0.011,
                                       0.050,
                                       -0.026,
                                       0.047,
                                       0.174,
                                       -0.101,
                                       0.036,
                                       -0.030,
                                       0.000},
                                      {0.079,
                                       0.067,
                                       0.054,
                                       0.043,
                                       0.048,
                                       0.047,
                                       0.039,
                                       0.044,
                                       0.058,
                                       0.043,
                                       0.084,
                                       0.098,
                                       0.041,
                                       0.036,
                                       0.069}};
constexpr AutoregressionPrior kQuarters{8,
                                        {0.065, 0.031, 0.094, -0.081, 0.005, 0.007, 0.014, 0.000},
                                        {0.110, 0.093, 0.099, 0.076, 0.056, 0.051, 0.044, 0.117}};
constexpr AutoregressionPrior kYears{
    4, {-0.130, -0.020, -0.095, 0.000}, {0.118, 0.088, 0.079, 0.062}};

}  // namespace

const AutoregressionPrior& autoregression_prior(std::size_t season) {
    if (season >= 12) return kMonths;
    return season > 1 ? kQuarters : kYears;
}

}  // namespace bihuan::forecast
