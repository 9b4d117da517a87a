#include "business/demand/forecasts/anatomy.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"
#include "business/demand/forecasts/hindsight.h"

namespace bihuan::forecasts {
namespace {

constexpr std::size_t kMonths = 40;

/// Two nodes of forty months; promotions lift them by a half, one is planned for the second month
/// ahead. The first node has one wild month.
RerunBasis promoted_nodes() {
    RerunBasis basis{.grain = RerunGrain::Total};
    basis.scope.month = Month(2026, 10);
    auto& history = basis.nodes.history;
    history.first = basis.scope.month - static_cast<int>(kMonths - 1);
    history.months = kMonths;
    history.keys = {{0, 1, 1, 0}, {0, 2, 1, 0}};
    history.rhythm.first_day = history.first.first_day();
    history.reported.assign(kMonths, true);
    history.prices.assign(2 * kMonths, std::nan(""));
    history.coupons.assign(2 * kMonths, 0);
    history.features.assign(2 * kMonths, 0);
    auto& plans = basis.nodes.plans;
    plans.columns = kMonths + kHorizon;
    Random random(3);
    for (int node = 0; node < 2; ++node) {
        for (std::size_t t = 0; t < plans.columns; ++t) {
            const bool promoted = t % 7 == 2 || t == kMonths + 1;
            plans.promoted_days.push_back(promoted ? 0.5 : 0);
            plans.promoted_depth.push_back(promoted ? 0.1 : 0);
            if (t >= kMonths) continue;
            const double lift = promoted ? 1.5 : 1;
            history.quantities.push_back(
                std::round((1 + node) * 1000 * lift * std::exp(0.03 * random.normal())));
        }
    }
    history.quantities[20] *= 4;
    basis.shown = {0, 1};
    return basis;
}

Run run_of(const RerunBasis& basis, const ProductMixes& mixes = {}) {
    return run_at(basis, basis.scope.month, mixes, forecast::Detail::Full, 1);
}

TEST(Anatomy, ACauseHasTheIndexOfItsLayer) {
    const auto basis = promoted_nodes();
    const auto run = run_of(basis);
    const auto anatomy = anatomy_of(basis, run);

    double without = 0;
    for (const auto series : basis.shown)
        without += run.mean(series, 1) - run.outcome.layer(series, forecast::Layer::Promotion)[1];
    const auto promotion = std::ranges::find_if(anatomy.influences, [](const auto& one) {
        return one.code == "promotion" && one.ahead == 1;
    });
    ASSERT_NE(promotion, anatomy.influences.end());
    EXPECT_NEAR(promotion->ratio, anatomy.means[1] / without, 0.002);
    EXPECT_GT(promotion->ratio, 1.2);
    EXPECT_GT(promotion->standard_error, 0);
    EXPECT_EQ(promotion->layer, "promotion");
    EXPECT_EQ(promotion->series, 2U);
}

TEST(Anatomy, WeightedModelsAddUpToTheForecast) {
    auto basis = promoted_nodes();
    basis.shown = {1};
    const auto anatomy = anatomy_of(basis, run_of(basis));

    ASSERT_GT(anatomy.models.size(), 5U);
    for (std::size_t ahead = 0; ahead < 6; ++ahead) {
        double sum = 0;
        double weights = 0;
        for (const auto& model : anatomy.models) {
            sum += model.weight * model.path[ahead];
            weights += model.weight;
        }
        EXPECT_NEAR(weights, 1, 1e-9);
        EXPECT_NEAR(sum, anatomy.means[ahead], 1e-6 * anatomy.means[ahead]);
    }
}

TEST(Anatomy, ThePlainFiguresThatSteadyAreModelsToo) {
    auto basis = promoted_nodes();
    basis.shown = {1};
    ProductMixes mixes;
    mixes.company.fill({.engine = 0.5, .plain = {0.2, 0.3, 0}});
    const auto anatomy = anatomy_of(basis, run_of(basis, mixes));

    double sum = 0;
    for (const auto& model : anatomy.models) sum += model.weight * model.path[0];
    EXPECT_NEAR(sum, anatomy.means[0], 1e-6 * anatomy.means[0]);
    EXPECT_EQ(anatomy.models[0].name, "last_year");
    EXPECT_NEAR(anatomy.models[0].weight, 0.3, 1e-9);
    EXPECT_EQ(anatomy.models[1].name, "year_mean");
}

TEST(Anatomy, TellsWhatWasCleanedAndFits) {
    const auto basis = promoted_nodes();
    const auto anatomy = anatomy_of(basis, run_of(basis));

    ASSERT_FALSE(anatomy.cleaned.empty());
    const auto& wild = anatomy.cleaned.front();
    EXPECT_EQ(wild.month, basis.nodes.history.month_at(20));
    EXPECT_EQ(wild.reason, "outlier");
    EXPECT_EQ(wild.region_id, 1);
    EXPECT_LT(wild.used, *wild.was);
    ASSERT_EQ(anatomy.fit.size(), kMonths);
    double error = 0;
    for (std::size_t t = 28; t < kMonths; ++t)
        error += std::abs(*anatomy.fit[t] / *basis.sold(basis.nodes.history.month_at(t)) - 1) / 12;
    EXPECT_LT(error, 0.1);
    EXPECT_LT(*anatomy.error, 0.05);  // the noise is 0.03
}

// Hand calculation: |110 − 100| + |80 − 100| = 30 and 10 − 20 = −10, of 200.
TEST(HindsightScore, IsTheErrorOfTheMonthsOfOneLead) {
    const std::vector<HindsightFigure> figures{{.lead = 1, .forecast = 110, .actual = 100},
                                               {.lead = 1, .forecast = 80, .actual = 100},
                                               {.lead = 3, .forecast = 999, .actual = 1}};
    const auto forecast = [](const HindsightFigure& one) { return std::optional(one.forecast); };
    const auto score = hindsight_score(figures, 1, forecast);
    EXPECT_EQ(score.months, 2);
    EXPECT_DOUBLE_EQ(*score.wape, 0.15);
    EXPECT_DOUBLE_EQ(*score.bias, -0.05);
    const auto nothing =
        hindsight_score(figures, 1, [](const HindsightFigure& one) { return one.published; });
    EXPECT_EQ(nothing.months, 0);
    EXPECT_FALSE(nothing.wape.has_value());
}

}  // namespace
}  // namespace bihuan::forecasts
