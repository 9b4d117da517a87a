#include "engine/supply/supply.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/supply/example_company.h"

namespace bihuan::supply {
namespace {

/// Four weeks, one product without rules; tests change what they are about.
Problem::Parts four_weeks() {
    Problem::Parts parts{.plan_day = Day(2026, 11, 2)};
    for (int week = 0; week < 4; ++week) {
        parts.buckets.push_back({Day(2026, 11, 2) + 7 * week, 7});
    }
    parts.products.push_back({.code = "A", .demand = {100, 100, 100, 100}, .opening_stock = 0});
    return parts;
}

Outcome plan(Problem::Parts parts) {
    const auto problem = Problem::from(std::move(parts));
    EXPECT_TRUE(problem.has_value()) << problem.error().front().field;
    return plan_production(*problem, {.gap = 0});
}

std::vector<std::int64_t> quantities(const Outcome& outcome, std::size_t product = 0) {
    std::vector<std::int64_t> result;
    for (const auto& bucket : outcome.products[product].buckets) {
        result.push_back(bucket.quantity);
    }
    return result;
}

using Units = std::vector<std::int64_t>;

TEST(PlanProduction, MakesWhatIsNeededWhenItIsNeeded) {
    auto parts = four_weeks();
    parts.products[0].opening_stock = 130;
    parts.products[0].open_orders = {0, 0, 50, 0};

    const auto outcome = plan(parts);

    EXPECT_EQ(quantities(outcome), (Units{0, 70, 50, 100}));
    EXPECT_EQ(outcome.status, Status::Optimal);
    EXPECT_DOUBLE_EQ(outcome.cost, 30);
    const auto& third = outcome.products[0].buckets[2].layers;
    EXPECT_EQ(third, (Layers{.demand = 100, .open_orders = -50}));
}

TEST(PlanProduction, KeepsTheSafetyStockOfTheMeasuredError) {
    auto parts = four_weeks();
    parts.products[0].demand_deviation = {20, 20, 20, 20};
    parts.products[0].lead_time_days = 0;
    parts.review_days = 14;

    const auto outcome = plan(parts);

    // Hand calculation: z(0.95)·20·√2 = 1.644854·28.2843 = 46.52, rounded up.
    EXPECT_EQ(outcome.products[0].opening_safety_stock, 47);
    EXPECT_EQ(outcome.products[0].buckets[3].safety_stock, 47);
    EXPECT_EQ(quantities(outcome), (Units{147, 100, 100, 100}));
    EXPECT_EQ(outcome.products[0].buckets[0].layers, (Layers{.demand = 100, .opening_stock = 47}));
    EXPECT_NEAR(*outcome.products[0].buckets[0].cover_weeks, 0.47, 1e-12);
}

TEST(PlanProduction, RoundsToBatches) {
    auto parts = four_weeks();
    parts.products[0].smallest_batch = 150;
    parts.products[0].multiple = 60;

    const auto outcome = plan(parts);

    // Lot for lot it would be 180, 180, 0, 180, which holds 440 units for a week; this holds 320.
    EXPECT_EQ(quantities(outcome), (Units{240, 0, 180, 0}));
    const auto& buckets = outcome.products[0].buckets;
    EXPECT_EQ(buckets[0].layers, (Layers{.demand = 100, .batch = 80, .smoothing = 60}));
    EXPECT_EQ(buckets[2].layers, (Layers{.demand = 100, .batch = -100, .smoothing = 180}));
}

TEST(PlanProduction, BuildsAheadOfAWeekWhoseHoursAreShort) {
    auto parts = four_weeks();
    parts.lines.push_back({.code = "L", .hours = {20, 20, 5, 20}});
    parts.products[0].line = 0;
    parts.products[0].hours_per_unit = 0.1;

    const auto outcome = plan(parts);

    EXPECT_EQ(quantities(outcome), (Units{100, 150, 50, 100}));
    EXPECT_EQ(outcome.products[0].buckets[1].layers, (Layers{.demand = 100, .capacity = 50}));
    ASSERT_EQ(outcome.bindings.size(), 1U);
    EXPECT_EQ(outcome.bindings[0].cause, Cause::Capacity);
    EXPECT_EQ(outcome.bindings[0].bucket, 2U);
    // One more hour makes ten units in the third week that need not be held for one week.
    EXPECT_NEAR(outcome.bindings[0].price, 10, 1e-6);
}

TEST(PlanProduction, SaysThatTheHoursAreWhyAProductIsShort) {
    auto parts = four_weeks();
    parts.lines.push_back({.code = "L",
                           .hours = {8, 10, 10, 10},
                           .overtime_hours = {1, 0, 0, 0},
                           .overtime_cost = 5});
    parts.products[0].line = 0;
    parts.products[0].hours_per_unit = 0.1;

    const auto outcome = plan(parts);

    EXPECT_EQ(quantities(outcome), (Units{90, 100, 100, 100}));
    ASSERT_EQ(outcome.shortages.size(), 4U);
    EXPECT_EQ(outcome.shortages[0].quantity, 10);
    EXPECT_EQ(outcome.shortages[0].cause, Cause::Capacity);
    EXPECT_DOUBLE_EQ(outcome.lines[0][0].overtime_hours, 1);
    EXPECT_EQ(outcome.status, Status::Optimal);
}

TEST(PlanProduction, KeepsFrozenWeeksAndSaysWhatTheyCause) {
    auto parts = four_weeks();
    parts.frozen_buckets = 1;
    parts.products[0].last_plan = LastPlan{.quantity = {70, 100, 100, 100}};

    const auto outcome = plan(parts);

    EXPECT_EQ(quantities(outcome), (Units{70, 130, 100, 100}));
    EXPECT_EQ(outcome.products[0].buckets[0].layers, (Layers{.demand = 100, .frozen = -30}));
    ASSERT_EQ(outcome.shortages.size(), 1U);
    EXPECT_EQ(outcome.shortages[0].cause, Cause::Frozen);
    EXPECT_EQ(outcome.shortages[0].quantity, 30);
}

TEST(PlanProduction, BreaksARuleOnlyForWhatIsFixedAndSaysSo) {
    auto parts = four_weeks();
    parts.frozen_buckets = 1;
    parts.lines.push_back({.code = "L", .hours = {5, 50, 50, 50}});
    parts.products[0].line = 0;
    parts.products[0].hours_per_unit = 0.1;
    parts.products[0].multiple = 50;
    parts.products[0].last_plan = LastPlan{.quantity = {120, 100, 100, 100}};

    const auto outcome = plan(parts);

    EXPECT_EQ(outcome.status, Status::Relaxed);
    ASSERT_EQ(outcome.relaxations.size(), 2U);
    EXPECT_EQ(outcome.relaxations[0].rule, Rule::Multiple);
    EXPECT_EQ(outcome.relaxations[1].rule, Rule::LineHours);
    EXPECT_NEAR(outcome.relaxations[1].amount, 7, 1e-9);
}

TEST(PlanProduction, TakesAnUncountedStockAsOnTarget) {
    auto parts = four_weeks();
    parts.products[0].opening_stock.reset();
    parts.products[0].safety_stock = 40;
    parts.products[0].lead_time_days = 7;

    const auto outcome = plan(parts);

    EXPECT_EQ(outcome.products[0].opening_stock, 140);
    EXPECT_EQ(quantities(outcome), (Units{0, 100, 100, 100}));
    ASSERT_EQ(outcome.assumptions.size(), 1U);
    EXPECT_EQ(outcome.assumptions[0].unknown, Unknown::OpeningStock);
    EXPECT_DOUBLE_EQ(outcome.assumptions[0].value, 140);
}

TEST(PlanProduction, LeavesTheLastPlanOnlyWhenItPays) {
    auto parts = four_weeks();
    parts.products[0].last_plan = LastPlan{.quantity = {100, 110, 90, 100}};
    parts.products[0].costs.change = 20;

    const auto outcome = plan(parts);

    EXPECT_EQ(quantities(outcome), (Units{100, 110, 90, 100}));
    EXPECT_EQ(outcome.products[0].buckets[1].layers, (Layers{.demand = 100, .smoothing = 10}));
}

TEST(PlanProduction, KeepsRunsApartWhenTheLastPlanLiesBelowTheSmallestBatch) {
    auto parts = four_weeks();
    parts.lines.push_back({.code = "L", .hours = {1000, 1000, 1000, 1000}});
    auto product = parts.products[0];
    product.line = 0;
    product.hours_per_unit = 0.1;
    product.smallest_batch = 100;
    product.last_plan = LastPlan{.quantity = {80, 80, 80, 80}};
    product.costs.change = 3;
    parts.products.clear();
    for (int i = 0; i < 30; ++i) {
        product.code = std::to_string(i);
        parts.products.push_back(product);
    }

    const auto outcome = plan_production(*Problem::from(parts), {});

    for (std::size_t i = 0; i < parts.products.size(); ++i) {
        EXPECT_EQ(quantities(outcome, i), (Units{100, 100, 100, 100}));
    }
}

TEST(PlanProduction, ExplainsTheChangeByTheLayersOfBothPlans) {
    auto parts = four_weeks();
    parts.products[0].demand = {120, 100, 100, 100};
    parts.products[0].opening_stock = 30;
    parts.products[0].last_plan =
        LastPlan{.quantity = {100, 100, 100, 100},
                 .layers = {{.demand = 100}, {.demand = 100}, {.demand = 100}, {.demand = 100}}};

    const auto outcome = plan(parts);

    EXPECT_EQ(outcome.products[0].buckets[0].quantity, 90);
    EXPECT_EQ(outcome.products[0].buckets[0].change, (Layers{.demand = 20, .opening_stock = -30}));
}

TEST(PlanProduction, FreezesPerProductAndTakesALastPlanThatEndsEarlier) {
    auto parts = four_weeks();
    parts.products[0].frozen_days = 8;
    parts.products[0].last_plan = LastPlan{.quantity = {100, 80, 90}};

    const auto outcome = plan(parts);

    EXPECT_EQ(quantities(outcome), (Units{100, 80, 120, 100}));
    EXPECT_EQ(outcome.products[0].buckets[2].change.sum(), 30);
    EXPECT_FALSE(outcome.products[0].buckets[3].last_quantity.has_value());
}

TEST(PlanProduction, ReportsStockAboveItsLimit) {
    auto parts = four_weeks();
    parts.products[0].opening_stock = 900;
    parts.products[0].highest_cover_weeks = 4;

    const auto outcome = plan(parts);

    ASSERT_EQ(outcome.excess.size(), 4U);
    EXPECT_EQ(outcome.excess[0].quantity, 400);
    EXPECT_EQ(outcome.excess[0].cause, Cause::OpeningStock);
}

TEST(PlanProduction, StopsWithTheRoundedRequirements) {
    std::stop_source source;
    source.request_stop();
    const auto problem = Problem::from(four_weeks());

    const auto outcome = plan_production(*problem, {.stop = source.get_token()});

    EXPECT_EQ(outcome.status, Status::Stopped);
    EXPECT_EQ(quantities(outcome), (Units{100, 100, 100, 100}));
}

void expect_consistent(const Product& product, const ProductPlan& plan) {
    auto stock = plan.opening_stock;
    for (const auto& bucket : plan.buckets) {
        stock += bucket.quantity + bucket.open_orders - bucket.demand;
        EXPECT_EQ(bucket.stock, stock);
        EXPECT_EQ(bucket.layers.sum(), bucket.quantity);
        EXPECT_EQ(bucket.change.sum(),
                  bucket.last_quantity ? bucket.quantity - *bucket.last_quantity : 0);
        if (!bucket.fixed && bucket.quantity > 0) {
            EXPECT_GE(bucket.quantity, product.smallest_batch);
            EXPECT_EQ(bucket.quantity % product.multiple, 0);
        }
    }
}

TEST(PlanProduction, AddsUpAndKeepsTheRulesForWholeCompanies) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        SCOPED_TRACE(seed);
        const double load = 0.5 + 0.1 * static_cast<double>(seed);
        const auto parts = example_company({.products = 40, .lines = 3, .load = load}, seed);
        const auto problem = Problem::from(parts);
        ASSERT_TRUE(problem.has_value());

        const auto outcome = plan_production(*problem, {});
        const auto again = plan_production(*problem, {});

        for (std::size_t i = 0; i < parts.products.size(); ++i) {
            expect_consistent(parts.products[i], outcome.products[i]);
            EXPECT_EQ(quantities(outcome, i), quantities(again, i));
        }
        for (std::size_t line = 0; line < parts.lines.size(); ++line) {
            for (std::size_t bucket = 0; bucket < parts.buckets.size(); ++bucket) {
                const double hours =
                    parts.lines[line].hours[bucket] + parts.lines[line].overtime_hours[bucket];
                const bool relaxed = std::any_of(
                    outcome.relaxations.begin(), outcome.relaxations.end(), [&](const auto& each) {
                        return each.rule == Rule::LineHours && each.index == line &&
                               each.bucket == bucket;
                    });
                EXPECT_TRUE(relaxed || outcome.lines[line][bucket].used_hours <= hours + 1e-6);
            }
        }
        EXPECT_LE(outcome.bound, outcome.cost);
    }
}

}  // namespace
}  // namespace bihuan::supply
