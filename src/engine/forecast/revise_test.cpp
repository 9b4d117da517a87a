#include "engine/forecast/revise.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"

namespace bihuan::forecast {
namespace {

/// 40 months with promotions that add two thirds, one planned in the first month ahead.
struct Promoted {
    std::vector<double> history;
    std::vector<double> promotion = std::vector<double>(42);
    Problem problem;

    Promoted() {
        Random random(5);
        for (std::size_t t = 0; t < 40; ++t) {
            promotion[t] = t % 5 == 2 ? 1 : 0;
            history.push_back(100 * std::exp(0.5 * promotion[t] + 0.03 * random.normal()));
        }
        promotion[40] = 1;
        problem.horizon = 2;
        problem.regressors = {{"promotion", Layer::Promotion}};
        Series series;
        series.values = history;
        series.regressors = promotion;
        problem.series.push_back(series);
    }
};

double promoted(const Outcome& outcome, std::size_t h) {
    return outcome.layer(0, Layer::Promotion)[h];
}

TEST(Restack, ChangesNothingWhenNothingChanged) {
    const Promoted promoted_sales;
    const auto before = forecast(promoted_sales.problem);
    auto after = before;

    restack(promoted_sales.problem, 0, after);

    EXPECT_EQ(before.means, after.means);
    EXPECT_EQ(before.layers, after.layers);
    EXPECT_DOUBLE_EQ(before.highs95[0], after.highs95[0]);
}

TEST(Restack, SwitchesAnIndexOff) {
    const Promoted promoted_sales;
    auto outcome = forecast(promoted_sales.problem);
    EXPECT_GT(promoted(outcome, 0), 40);

    set_effect(outcome, 0, 0, 0);
    restack(promoted_sales.problem, 0, outcome);

    EXPECT_EQ(promoted(outcome, 0), 0);
    EXPECT_NEAR(outcome.mean(0)[0], 100, 10);
}

TEST(Restack, TakesAnotherPlanForThePeriodsAhead) {
    Promoted promoted_sales;
    auto outcome = forecast(promoted_sales.problem);

    promoted_sales.promotion[40] = 0;
    promoted_sales.promotion[41] = 1;
    restack(promoted_sales.problem, 0, outcome);

    EXPECT_EQ(promoted(outcome, 0), 0);
    EXPECT_GT(promoted(outcome, 1), 40);
}

TEST(Restack, RefusesAnUnknownIndex) {
    const Promoted promoted_sales;
    auto outcome = forecast(promoted_sales.problem);

    EXPECT_THROW(set_effect(outcome, 0, 9, 0.1), Error);
    EXPECT_THROW(restack(promoted_sales.problem, 3, outcome), Error);
}

}  // namespace
}  // namespace bihuan::forecast
