#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast {
namespace {

/// A seasonal series with promotions, one of them ahead; then one that is rarely sold.
struct Opened {
    std::vector<double> steady;
    std::vector<double> rare;
    std::vector<double> promotion = std::vector<double>(51);
    Problem problem;
    Outcome outcome;

    Opened() {
        Random random(11);
        for (std::size_t t = 0; t < 48; ++t) {
            promotion[t] = t % 7 == 3 ? 1 : 0;
            const double season = 1 + 0.2 * std::sin(static_cast<double>(t) * 0.5236);
            steady.push_back(100 * season * std::exp(0.4 * promotion[t] + 0.03 * random.normal()));
            rare.push_back(t % 5 == 1 ? 3 : 0);
        }
        promotion[49] = 1;
        problem.horizon = 3;
        problem.regressors = {{"promotion", Layer::Promotion}};
        for (const auto* history : {&steady, &rare}) {
            Series series;
            series.values = *history;
            series.regressors = promotion;
            series.category = static_cast<std::int32_t>(problem.series.size());
            problem.series.push_back(series);
        }
        outcome = forecast(problem);
    }
};

TEST(Outcome, MembersWeightedAddUpToTheForecast) {
    const Opened opened;
    const auto models = opened.outcome.models(0);
    for (std::size_t h = 0; h < 3; ++h) {
        double sum = 0;
        double priors = 0;
        for (std::size_t k = 0; k < models.size(); ++k) {
            sum += models[k].weight * opened.outcome.member(0, k)[h];
            priors += models[k].prior;
        }
        EXPECT_NEAR(sum, opened.outcome.mean(0)[h], 1e-6);
        EXPECT_NEAR(priors, 1, 1e-9);
    }
}

TEST(Outcome, MultipliersAreWhatTheLayersAdd) {
    const Opened opened;
    const auto& outcome = opened.outcome;
    for (std::size_t h = 0; h < 3; ++h) {
        const double promotion = outcome.layer(0, Layer::Promotion)[h];
        const double below = outcome.mean(0)[h] - promotion;
        EXPECT_NEAR(outcome.multiplier(0, 0)[h], outcome.mean(0)[h] / below, 1e-9);
    }
    EXPECT_GT(outcome.multiplier(0, 0)[1], 1.2);
}

TEST(Outcome, ARareSeriesTellsItsMembersToo) {
    const Opened opened;
    ASSERT_EQ(opened.outcome.statuses[1], Status::Intermittent);
    EXPECT_GT(opened.outcome.member(1, 0)[0], 0);
    EXPECT_GT(opened.outcome.member(1, 1)[2], 0);
}

TEST(Outcome, WithoutFullDetailNothingOfItIsKept) {
    Opened opened;
    const auto small = forecast(opened.problem, {.detail = Detail::Layers});
    EXPECT_TRUE(small.member(0, 0).empty());
    EXPECT_TRUE(small.multiplier(0, 0).empty());
    EXPECT_EQ(small.means, opened.outcome.means);
}

}  // namespace
}  // namespace bihuan::forecast
