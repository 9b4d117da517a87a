#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "business/demand/forecasts/engine_run.h"
#include "business/demand/forecasts/forecast_rows.h"
#include "business/demand/forecasts/forecast_view.h"
#include "business/demand/forecasts/overrides.h"
#include "business/demand/forecasts/product_sums.h"
#include "business/demand/forecasts/scores.h"

namespace bihuan::forecasts {
namespace {

using ::testing::ElementsAre;

constexpr Month kClosed{2026, 10};
constexpr Month kNext{2026, 11};

ForecastRow figure(std::int64_t region, std::int64_t quantity) {
    ForecastRow row{
        .month = kClosed, .target_month = kNext, .quantity = quantity, .level = quantity};
    row.region_id.value = region;
    row.channel_id.value = 1;
    row.low80 = row.low95 = quantity / 2;
    row.high80 = row.high95 = quantity * 2;
    return row;
}

Override correction(OverrideLayer layer, std::int64_t change, std::int64_t id) {
    return {.id = {id},
            .month = kClosed,
            .target_month = kNext,
            .layer = layer,
            .quantity_change = change,
            .reason = "x"};
}

TEST(WithOverrides, SpreadsByQuantityAndKeepsEveryUnit) {
    const auto rows = with_overrides({figure(1, 100), figure(2, 50), figure(3, 0)},
                                     {correction(OverrideLayer::SalesOverride, 10, 1)},
                                     Places());

    EXPECT_EQ(rows[0].sales_override, 7);
    EXPECT_EQ(rows[1].sales_override, 3);
    EXPECT_EQ(rows[2].sales_override, 0);
    EXPECT_EQ(rows[0].quantity, 107);
}

TEST(WithOverrides, NeverTakeMoreThanThereIs) {
    const auto rows = with_overrides({figure(1, 3), figure(2, 4)},
                                     {correction(OverrideLayer::MarketingOverride, -100, 1)},
                                     Places());

    EXPECT_EQ(rows[0].quantity, 0);
    EXPECT_EQ(rows[1].quantity, 0);
    EXPECT_EQ(rows[0].marketing_override + rows[1].marketing_override, -7);
}

TEST(WithOverrides, EnterAsIndicesThenSalesThenMarketing) {
    auto twice = correction(OverrideLayer::IndexEdit, 0, 3);
    twice.factor = 2;
    twice.edited_index = "promotion";
    auto half = correction(OverrideLayer::MarketingOverride, 0, 1);
    half.factor = 0.5;
    const auto rows = with_overrides(
        {figure(1, 100)}, {half, correction(OverrideLayer::SalesOverride, 20, 2), twice}, Places());

    EXPECT_EQ(rows[0].index_edit, 100);
    EXPECT_EQ(rows[0].sales_override, 20);
    EXPECT_EQ(rows[0].marketing_override, -110);
    EXPECT_EQ(rows[0].quantity, 110);
}

TEST(WithOverrides, AppliedAgainChangeNothing) {
    const std::vector<Override> overrides{correction(OverrideLayer::SalesOverride, 13, 1)};
    const auto once = with_overrides({figure(1, 5), figure(2, 6)}, overrides, Places());
    const auto again = with_overrides(once, overrides, Places());

    for (std::size_t i = 0; i < once.size(); ++i)
        EXPECT_EQ(to_values(again[i]), to_values(once[i]));
}

// Seed 7: any corrections of any figures keep quantity = Σ layers and quantity >= 0.
TEST(WithOverrides, AnyOfThemKeepTheSumOfTheLayers) {
    Random random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<ForecastRow> rows;
        std::vector<Override> overrides;
        for (int i = 0; i < 6; ++i) rows.push_back(figure(i + 1, random.below(50)));
        for (int i = 0; i < 4; ++i)
            overrides.push_back(correction(
                static_cast<OverrideLayer>(random.below(3)), random.below(200) - 100, i + 1));
        for (const auto& row : with_overrides(rows, overrides, Places())) {
            EXPECT_EQ(row.quantity, row.statistical() + row.overridden());
            EXPECT_GE(row.quantity, 0);
            EXPECT_GE(row.low95, 0);
        }
    }
}

// Hand calculation: √(0.1 · (50² + 50²) + 0.9 · 100²) = 97.5, √(0.7 · 5000 + 0.3 · 10000) = 80.6.
TEST(SumRows, TakesErrorsOfOneProductAsMoreAlikeThanOfTwo) {
    std::vector<ForecastRow> rows{figure(1, 100), figure(2, 100)};
    EXPECT_EQ(sum_rows(rows).front().row.low80, 200 - 97);
    rows[1].product_id.value = 2;
    EXPECT_EQ(sum_rows(rows).front().row.low80, 200 - 81);
}

TEST(Override, SaysEverythingThatIsWrongWithIt) {
    Override override{.month = kClosed, .target_month = kClosed, .layer = OverrideLayer::IndexEdit};
    Issues issues;
    find_issues(override, issues);
    EXPECT_EQ(issues.size(), 3U);
}

TEST(Rhythm, CountsWeeklyReportsOfAMonth) {
    const Rhythm weekly{4, Day(2026, 10, 8)};  // Thursdays
    EXPECT_GT(weekly.share_of(Month(2026, 12)), weekly.share_of(Month(2026, 11)));
    EXPECT_DOUBLE_EQ(weekly.reported_share_of(Month(2026, 10)), 0.8);
    const Rhythm daily{std::nullopt, Day(2026, 10, 16)};
    EXPECT_DOUBLE_EQ(daily.share_of(Month(2026, 2)), 1);
    EXPECT_NEAR(daily.reported_share_of(Month(2026, 10)), 16.0 / 31, 1e-12);
    EXPECT_DOUBLE_EQ(daily.reported_share_of(Month(2026, 11)), 1);
}

SalesHistory two_nodes() {
    SalesHistory history{.first = Month(2026, 8), .months = 3};
    history.keys = {{1, 1, 1}, {1, 2, 1}};
    history.quantities = {10, 20, 30, 1, 2, 3};
    history.prices = {5, 5, 5, 8, NAN, 8};
    history.coupons = {0, 0.5, 0, 0, 0, 0};
    history.features = std::vector<double>(6, 0);
    history.reported = {true, true, true};
    return history;
}

TEST(KnownUntil, HidesWhatCameLater) {
    const auto known = known_until(two_nodes(), Month(2026, 9));
    EXPECT_EQ(known.months, 2U);
    EXPECT_THAT(known.quantities, ElementsAre(10, 20, 1, 2));
    EXPECT_FALSE(known.column_of(Month(2026, 10)).has_value());
}

TEST(SumProducts, AddsQuantitiesAndAveragesPrices) {
    const auto history = two_nodes();
    Plans plans{.columns = 3};
    plans.promoted_days = {0, 0, 1, 0, 0, 0};
    plans.promoted_depth = {0, 0, 0.2, 0, 0, 0};

    const auto sums = sum_products(history, plans);

    EXPECT_THAT(sums.history.quantities, ElementsAre(11, 22, 33));
    EXPECT_NEAR(sums.history.prices[0], 58.0 / 11, 1e-12);
    EXPECT_NEAR(sums.plans.promoted_days[2], 60.0 / 66, 1e-12);
}

// Hand calculation: |12 − 10| + |3 − 6| = 5, (12 − 10) + (3 − 6) = −1, Σ actual = 16.
TEST(ScoreOf, AddsUpErrors) {
    const std::vector<double> actual{10, 6};
    const std::vector<double> forecast{12, 3};
    const auto score = score_of({actual, forecast}, {.lead = 3, .method = ScoreMethod::Naive});
    EXPECT_DOUBLE_EQ(score.absolute_error, 5);
    EXPECT_DOUBLE_EQ(score.signed_error, -1);
    const auto accuracy =
        accuracy_of(std::span(&score, 1), 3, ScoreLevel::Total, ScoreMethod::Naive);
    EXPECT_DOUBLE_EQ(*accuracy.wape, 5.0 / 16);
    EXPECT_FALSE(accuracy_of({}, 1, ScoreLevel::Total, ScoreMethod::Naive).wape.has_value());
}

}  // namespace
}  // namespace bihuan::forecasts
