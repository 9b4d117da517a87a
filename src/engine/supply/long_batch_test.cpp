#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "engine/supply/supply.h"

// Smallest batches that a line cannot make in one bucket.
namespace bihuan::supply {
namespace {

using Units = std::vector<std::int64_t>;

/// Twelve weeks of 100 units; the line makes 400 a week, a batch is 1000.
Problem::Parts batch_over_a_week() {
    Problem::Parts parts{.plan_day = Day(2026, 11, 2)};
    for (int week = 0; week < 12; ++week) {
        parts.buckets.push_back({Day(2026, 11, 2) + 7 * week, 7});
    }
    parts.lines.push_back({.code = "L1", .hours = std::vector<double>(12, 40)});
    parts.products.push_back({.code = "A",
                              .line = 0,
                              .hours_per_unit = 0.1,
                              .smallest_batch = 1000,
                              .multiple = 100,
                              .demand = Units(12, 100),
                              .opening_stock = 50});
    return parts;
}

Outcome plan(Problem::Parts parts) {
    const auto problem = Problem::from(std::move(parts));
    EXPECT_TRUE(problem.has_value()) << problem.error().front().field;
    return plan_production(*problem, {});
}

Units quantities(const Outcome& outcome, std::size_t product = 0) {
    Units result;
    for (const auto& bucket : outcome.products[product].buckets) result.push_back(bucket.quantity);
    return result;
}

/// The quantities of each run: of buckets with production one after the other, closed ones between.
Units runs_of(const Units& plan, const std::vector<double>& hours) {
    Units runs;
    bool goes_on = false;
    for (std::size_t bucket = 0; bucket < plan.size(); ++bucket) {
        if (hours[bucket] <= 0) continue;
        if (plan[bucket] > 0 && !goes_on) runs.push_back(0);
        goes_on = plan[bucket] > 0;
        if (goes_on) runs.back() += plan[bucket];
    }
    return runs;
}

void expect_within_hours(const Outcome& outcome) {
    EXPECT_TRUE(outcome.relaxations.empty());
    for (const auto& line : outcome.lines)
        for (const auto& load : line) EXPECT_LE(load.used_hours, load.hours + 1e-6);
}

bool names_batch(const Outcome& outcome, double limit) {
    return std::any_of(outcome.bindings.begin(), outcome.bindings.end(), [&](const auto& each) {
        return each.cause == Cause::SmallestBatch && each.line && each.limit == limit;
    });
}

TEST(BatchAboveAWeeksHours, IsMadeInARunOverSeveralWeeks) {
    const auto outcome = plan(batch_over_a_week());

    // It begins within the first week, as late as the demand allows, and then takes whole weeks.
    EXPECT_EQ(quantities(outcome), (Units{50, 400, 400, 350, 0, 0, 0, 0, 0, 0, 0, 0}));
    EXPECT_TRUE(outcome.shortages.empty());
    EXPECT_EQ(outcome.status, Status::Optimal);
    EXPECT_EQ(outcome.gap, 0);
    EXPECT_TRUE(names_batch(outcome, 1000));
    expect_within_hours(outcome);
    EXPECT_EQ(outcome.products[0].buckets[0].layers.sum(), 50);
}

TEST(BatchAboveAWeeksHours, StartsOnceForAllItsWeeks) {
    auto parts = batch_over_a_week();
    parts.products[0].run_hours = 5;
    parts.products[0].costs.run = 300;

    const auto outcome = plan(parts);

    EXPECT_EQ(runs_of(quantities(outcome), parts.lines[0].hours).size(), 1U);
    EXPECT_DOUBLE_EQ(outcome.lines[0][1].used_hours, 40);
    expect_within_hours(outcome);
}

TEST(BatchAboveAWeeksHours, IsAlsoAMultipleThatAWeekCannotMake) {
    auto parts = batch_over_a_week();
    parts.products[0].smallest_batch = 0;
    parts.products[0].multiple = 600;

    const auto outcome = plan(parts);

    for (const auto run : runs_of(quantities(outcome), parts.lines[0].hours))
        EXPECT_EQ(run % 600, 0);
    EXPECT_TRUE(outcome.shortages.empty());
    EXPECT_TRUE(names_batch(outcome, 600));
    expect_within_hours(outcome);
}

TEST(BatchAboveAWeeksHours, IsAlsoOneThatFitsOnlyWithoutItsSetUp) {
    auto parts = batch_over_a_week();
    parts.products[0].smallest_batch = 400;
    parts.products[0].run_hours = 8;

    const auto outcome = plan(parts);

    for (const auto run : runs_of(quantities(outcome), parts.lines[0].hours)) EXPECT_GE(run, 400);
    EXPECT_TRUE(outcome.shortages.empty());
    expect_within_hours(outcome);
}

/// What demand left in stock, or owed, runs and changes cost when so much is made in each week.
double cost_of(const Units& made, const Problem::Parts& parts) {
    const auto& product = parts.products[0];
    double cost = 0;
    std::int64_t stock = *product.opening_stock;
    for (std::size_t week = 0; week < made.size(); ++week) {
        stock += made[week] - product.demand[week];
        cost += static_cast<double>(std::max<std::int64_t>(stock, 0)) * product.costs.holding +
                static_cast<double>(std::max<std::int64_t>(-stock, 0)) * product.costs.shortage;
        if (product.last_plan)
            cost += product.costs.change *
                    static_cast<double>(std::abs(made[week] - product.last_plan->quantity[week]));
    }
    return cost +
           product.costs.run * static_cast<double>(runs_of(made, parts.lines[0].hours).size());
}

/// Whether the weeks from `from` on can be told as runs of at least a batch that take the line's
/// whole week in all weeks between their first and last.
bool is_legal(const Units& made, const Problem::Parts& parts, std::size_t from = 0) {
    const auto& hours = parts.lines[0].hours;
    const auto batch = parts.products[0].smallest_batch;
    while (from < made.size() && made[from] == 0) ++from;
    if (from == made.size()) return true;
    std::int64_t run = 0;
    for (auto last = from; last < made.size(); ++last) {
        if (hours[last] <= 0) continue;
        run += made[last];
        if (made[last] > 0 && run >= batch && is_legal(made, parts, last + 1)) return true;
        const bool whole = last == from || static_cast<double>(made[last]) >= hours[last];
        if (made[last] == 0 || !whole || hours[last] >= static_cast<double>(batch)) return false;
    }
    return false;
}

/// The least cost of all legal plans, each tried; a unit takes an hour.
double least_cost(const Problem::Parts& parts) {
    double least = std::numeric_limits<double>::infinity();
    Units made(parts.buckets.size());
    for (bool more = true; more;) {
        if (is_legal(made, parts)) least = std::min(least, cost_of(made, parts));
        std::size_t at = 0;
        while (at < made.size() && static_cast<double>(made[at]) >= parts.lines[0].hours[at])
            made[at++] = 0;
        more = at < made.size();
        if (more) ++made[at];
    }
    return least;
}

/// Six weeks of a line on which one product is made, some closed, some long enough for a batch.
Problem::Parts any_six_weeks(std::mt19937& random) {
    const auto below = [&](std::uint32_t most) {
        return static_cast<std::int64_t>(random() % most);
    };
    constexpr std::array kHours{4.0, 4.0, 3.0, 5.0, 0.0};
    Problem::Parts parts{.plan_day = Day(2026, 11, 2)};
    parts.lines.push_back({.code = "L1"});
    Product product{.code = "A",
                    .line = 0,
                    .hours_per_unit = 1,
                    .smallest_batch = 5 + below(5),
                    .opening_stock = below(6)};
    LastPlan last;
    for (int week = 0; week < 6; ++week) {
        parts.buckets.push_back({Day(2026, 11, 2) + 7 * week, 7});
        parts.lines[0].hours.push_back(kHours.at(static_cast<std::size_t>(below(kHours.size()))));
        product.demand.push_back(below(5));
        last.quantity.push_back(below(5));
    }
    product.costs = {.holding = 1, .shortage = 20, .run = below(3) == 0 ? 9.0 : 0.0, .change = 0};
    if (below(3) == 0) {
        product.costs.change = 2;
        product.last_plan = last;
    }
    parts.products.push_back(product);
    return parts;
}

TEST(BatchAboveAWeeksHours, IsPlannedAsWellAsAnyPlanThatThereIs) {
    std::mt19937 random(51);
    int proven = 0;
    for (int round = 0; round < 120; ++round) {
        const auto parts = any_six_weeks(random);
        const auto& costs = parts.products[0].costs;

        const auto outcome = plan(parts);

        const double least = least_cost(parts);
        EXPECT_LE(outcome.bound, least + 1e-6) << "round " << round;
        EXPECT_NEAR(outcome.cost, cost_of(quantities(outcome), parts), 1e-6) << "round " << round;
        EXPECT_TRUE(is_legal(quantities(outcome), parts)) << "round " << round;
        EXPECT_LE(outcome.cost, least + costs.run + 1e-6) << "round " << round;
        if (costs.run > 0 || costs.change > 0 || outcome.gap > 0) continue;
        ++proven;
        EXPECT_NEAR(outcome.cost, least, 1e-6) << "round " << round;
    }
    EXPECT_GT(proven, 40);
}

TEST(BatchAboveAWeeksHours, IsNotMadeTwiceWhereFrozenWeeksHoldIt) {
    auto parts = batch_over_a_week();
    parts.products[0].smallest_batch = 1200;
    parts.products[0].opening_stock = 0;
    parts.products[0].demand = {400, 400, 400, 100, 0, 0, 0, 0, 0, 0, 0, 0};
    const Units wanted{400, 400, 400, 100, 0, 0, 0, 0, 0, 0, 0, 0};
    for (int frozen = 0; frozen <= 3; ++frozen) {
        parts.frozen_buckets = frozen;
        parts.products[0].last_plan = LastPlan{.quantity = wanted};

        EXPECT_EQ(quantities(plan(parts)), wanted) << frozen;
    }
}

TEST(BatchAboveAWeeksHours, IsNotCalledTheBestWhereOvertimeCouldMakeMoreOfARun) {
    auto parts = batch_over_a_week();
    parts.lines[0].hours.assign(5, 40);
    parts.lines[0].overtime_hours = {0, 0, 50, 0, 0};
    parts.lines[0].overtime_cost = 0.01;
    parts.buckets.resize(5);
    parts.products[0].smallest_batch = 2000;
    parts.products[0].multiple = 10;
    parts.products[0].opening_stock = 0;
    parts.products[0].demand = {400, 400, 410, 400, 390};

    const auto outcome = plan(parts);

    // Ten units in the third week's overtime cost next to nothing.
    EXPECT_LE(outcome.bound, 0.01 + 1e-9);
}

TEST(BatchAboveAWeeksHours, WaitsForAClosedWeek) {
    auto parts = batch_over_a_week();
    parts.lines[0].hours[1] = 0;

    const auto outcome = plan(parts);

    EXPECT_EQ(quantities(outcome)[1], 0);
    const auto runs = runs_of(quantities(outcome), parts.lines[0].hours);
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_GE(runs[0], 1000);
    EXPECT_TRUE(outcome.shortages.empty());
    expect_within_hours(outcome);
}

TEST(BatchAboveAWeeksHours, IsARunOfItsOwnInAMonthThatHoldsIt) {
    auto parts = batch_over_a_week();
    parts.buckets.resize(4);
    parts.buckets.push_back({Day(2026, 11, 30), 31});
    parts.lines[0].hours = {40, 40, 40, 40, 170};
    parts.products[0].demand = {100, 100, 100, 100, 400};

    const auto outcome = plan(parts);

    EXPECT_TRUE(outcome.shortages.empty());
    expect_within_hours(outcome);
}

TEST(BatchAboveAWeeksHours, LeavesTheOtherProductsOfTheLineTheirHours) {
    auto parts = batch_over_a_week();
    parts.products.push_back({.code = "B",
                              .line = 0,
                              .hours_per_unit = 0.1,
                              .demand = Units(12, 150),
                              .opening_stock = 0});

    const auto outcome = plan(parts);

    const auto runs = runs_of(quantities(outcome), parts.lines[0].hours);
    ASSERT_FALSE(runs.empty());
    for (const auto run : runs) {
        EXPECT_GE(run, 1000);
        EXPECT_EQ(run % 100, 0);
    }
    expect_within_hours(outcome);
    const auto weeks_without = std::count_if(outcome.shortages.begin(),
                                             outcome.shortages.end(),
                                             [](const auto& each) { return each.product == 0; });
    EXPECT_LE(weeks_without, 2);
}

TEST(BatchAboveAWeeksHours, IsFinishedWhereAFrozenWeekHoldsAPartOfIt) {
    auto parts = batch_over_a_week();
    parts.frozen_buckets = 1;
    parts.products[0].last_plan = LastPlan{.quantity = {400}};

    const auto outcome = plan(parts);

    const auto made = quantities(outcome);
    EXPECT_EQ(made[0] + made[1] + made[2], 1000);
    EXPECT_EQ(outcome.status == Status::Relaxed, false);
    EXPECT_EQ(outcome.bound, 0);  // the run might also make more than its batch
    expect_within_hours(outcome);
}

TEST(BatchAboveAWeeksHours, IsTheCauseNamedWhenTheWholePlanCannotHoldIt) {
    auto parts = batch_over_a_week();
    parts.products[0].smallest_batch = 5000;

    const auto outcome = plan(parts);

    EXPECT_NE(outcome.status, Status::Optimal);
    ASSERT_FALSE(outcome.shortages.empty());
    for (const auto& shortage : outcome.shortages) EXPECT_EQ(shortage.cause, Cause::SmallestBatch);
    EXPECT_TRUE(names_batch(outcome, 5000));
}

TEST(SetUpLongerThanAWeek, IsTheCauseNamed) {
    auto parts = batch_over_a_week();
    parts.products[0].smallest_batch = 0;
    parts.products[0].run_hours = 41;

    const auto outcome = plan(parts);

    ASSERT_FALSE(outcome.shortages.empty());
    for (const auto& shortage : outcome.shortages) EXPECT_EQ(shortage.cause, Cause::SmallestBatch);
    EXPECT_NE(outcome.status, Status::Optimal);
}

TEST(ClosedLine, IsTheCauseNamed) {
    auto parts = batch_over_a_week();
    parts.lines[0].hours = std::vector<double>(12, 0);

    const auto outcome = plan(parts);

    ASSERT_FALSE(outcome.shortages.empty());
    for (const auto& shortage : outcome.shortages) EXPECT_EQ(shortage.cause, Cause::Capacity);
    EXPECT_FALSE(names_batch(outcome, 1000));
}

TEST(BatchAboveWhatKeeps, IsTheCauseOfTheStockAboveItsLimit) {
    auto parts = batch_over_a_week();
    parts.lines[0].hours = std::vector<double>(12, 400);
    parts.products[0].highest_cover_weeks = 4;

    const auto outcome = plan(parts);

    EXPECT_TRUE(outcome.shortages.empty());
    ASSERT_FALSE(outcome.excess.empty());
    EXPECT_EQ(outcome.excess[0].cause, Cause::SmallestBatch);
}

}  // namespace
}  // namespace bihuan::supply
