#include "engine/forecast/pool.h"

#include <array>
#include <cmath>

namespace bihuan::forecast {

namespace {

constexpr double kErrorPower = 0.7;
constexpr double kErrorFloor = 0.15;  ///< Share of the mean error added: no model is perfect.

using enum Model;

// What learn_weights prints, rounded; members that it left near 0 but that no training set clearly
// refuses keep a small share, so that the combination stays broad on series of another kind.
constexpr std::array kMonthly{Member{DampedTrend, 12, 1.5},
                              Member{DynamicTheta, 1, 1.5},
                              Member{DynamicTheta, 4, 1.5},
                              Member{ComplexSmoothing, 6, 1.75},
                              Member{SeasonalLevel, 1, 7},
                              Member{SeasonalTrend, 1, 4},
                              Member{AdditiveSeasonal, 1, 6},
                              Member{Autoregression, 1, 10}};
constexpr std::array kQuarterly{Member{DampedTrend, 1, 1},
                                Member{DampedTrend, 2, 1},
                                Member{DynamicTheta, 1, 4},
                                Member{DynamicTheta, 2, 1.5},
                                Member{ComplexSmoothing, 1, 2.5},
                                Member{SeasonalTrend, 1, 3},
                                Member{AdditiveSeasonal, 1, 8},
                                Member{Autoregression, 1, 13}};
constexpr std::array kYearly{Member{DampedTrend, 1, 5},
                             Member{DynamicTheta, 1, 9},
                             Member{ComplexSmoothing, 1, 6},
                             Member{Autoregression, 1, 14}};
// Of no calendar, and so without a season: smooth series more than years are.
constexpr std::array kOther{Member{DampedTrend, 1, 10},
                            Member{DynamicTheta, 1, 1},
                            Member{ComplexSmoothing, 1, 1},
                            Member{Autoregression, 1, 10}};
// By judgement, for want of training data.
constexpr std::array kWeekly{Member{DynamicTheta, 1, 3},
                             Member{SeasonalLevel, 1, 3},
                             Member{AdditiveSeasonal, 1, 2},
                             Member{DampedTrend, 1, 2},
                             Member{DynamicTheta, 4, 2},
                             Member{DampedTrend, 13, 2}};
constexpr std::array kDaily{Member{DynamicTheta, 1, 6},
                            Member{SeasonalLevel, 1, 3},
                            Member{AdditiveSeasonal, 1, 3},
                            Member{ComplexSmoothing, 1, 3},
                            Member{DynamicTheta, 7, 1}};
constexpr std::array kSeasonlessMonthly{Member{DynamicTheta, 1, 2},
                                        Member{DynamicTheta, 3, 1},
                                        Member{DampedTrend, 1, 0.5},
                                        Member{DampedTrend, 6, 0.5},
                                        Member{Autoregression, 1, 30}};
// Weighed on the orange-juice months before those of the benchmark. What months taught about their
// lags says nothing of weeks and days.
constexpr std::array kSeasonlessDays{Member{DynamicTheta, 1, 8},
                                     Member{DynamicTheta, 3, 3},
                                     Member{DampedTrend, 1, 1},
                                     Member{DampedTrend, 6, 1}};
constexpr std::array kIntermittent{Member{Teunter, 1, 1}, Member{Aggregate, 1, 1}};

}  // namespace

std::span<const Member> pool_of(Frequency frequency, bool seasonal) {
    switch (frequency) {
        case Frequency::Monthly:
            return seasonal ? std::span<const Member>(kMonthly) : kSeasonlessMonthly;
        case Frequency::Quarterly:
            return seasonal ? std::span<const Member>(kQuarterly) : kYearly;
        case Frequency::Weekly:
            return seasonal ? std::span<const Member>(kWeekly) : kSeasonlessDays;
        case Frequency::Daily:
            return seasonal ? std::span<const Member>(kDaily) : kSeasonlessDays;
        case Frequency::Other:
            return seasonal ? std::span<const Member>(kQuarterly) : kOther;
        case Frequency::Yearly:
            break;
    }
    return seasonal ? std::span<const Member>(kQuarterly) : kYearly;
}

std::span<const Member> intermittent_pool() {
    return kIntermittent;
}

std::vector<double> combine_weights(std::span<const Member> pool, std::span<const double> errors) {
    std::vector<double> weights(pool.size());
    double mean_error = 0;
    for (const double error : errors) mean_error += error / static_cast<double>(pool.size());
    double total = 0;
    for (std::size_t k = 0; k < pool.size(); ++k) {
        weights[k] = pool[k].prior;
        if (mean_error > 0 && std::isfinite(mean_error)) {
            weights[k] *= std::pow(errors[k] / mean_error + kErrorFloor, -kErrorPower);
        }
        total += weights[k];
    }
    for (double& weight : weights) weight /= total;
    return weights;
}

}  // namespace bihuan::forecast
