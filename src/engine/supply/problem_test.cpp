#include "engine/supply/problem.h"

#include <limits>

#include <gtest/gtest.h>

namespace bihuan::supply {
namespace {

Problem::Parts one_product() {
    Problem::Parts parts{.plan_day = Day(2026, 11, 2)};
    parts.buckets = {{Day(2026, 11, 2), 7}, {Day(2026, 11, 9), 7}};
    parts.products.push_back({.code = "A", .demand = {10, 10}});
    return parts;
}

std::vector<std::string> fields_of(Problem::Parts parts) {
    const auto problem = Problem::from(std::move(parts));
    std::vector<std::string> result;
    if (!problem) {
        for (const auto& issue : problem.error()) {
            result.push_back(issue.field);
        }
    }
    return result;
}

using Fields = std::vector<std::string>;

TEST(Problem, AcceptsTheLeastThatMakesAPlan) {
    EXPECT_EQ(fields_of(one_product()), Fields{});
}

TEST(Problem, ReportsEveryIssueWithItsPlace) {
    auto parts = one_product();
    parts.buckets[1].first_day = Day(2026, 11, 10);
    parts.service_level = 0.4;
    parts.products[0].line = 3;
    parts.products[0].demand = {10, -1};
    parts.products[0].multiple = 0;
    parts.products[0].hours_per_unit = std::numeric_limits<double>::quiet_NaN();
    parts.products.push_back({.code = "A", .demand = {1}});

    EXPECT_EQ(fields_of(parts),
              (Fields{"/buckets/1/first_day",
                      "/service_level",
                      "/products/0/line",
                      "/products/0/hours_per_unit",
                      "/products/0/multiple",
                      "/products/0/demand/1",
                      "/products/1/demand",
                      "/products/1/code"}));
}

TEST(Problem, RefusesHoursThatNobodyCouldMeasure) {
    auto parts = one_product();
    parts.products[0].hours_per_unit = 1e-24;

    EXPECT_EQ(fields_of(parts), (Fields{"/products/0/hours_per_unit"}));
}

TEST(Problem, WantsLayersThatAddUp) {
    auto parts = one_product();
    parts.products[0].last_plan =
        LastPlan{.quantity = {10, 10}, .layers = {{.demand = 10}, {.demand = 9}}};

    EXPECT_EQ(fields_of(parts), (Fields{"/products/0/last_plan/layers/1"}));
}

TEST(Problem, NeedsAShortageToCostAtLeastAMissingSafetyStock) {
    auto parts = one_product();
    parts.products[0].costs = {.shortage = 1, .safety_shortfall = 2};

    EXPECT_EQ(fields_of(parts), (Fields{"/products/0/costs/shortage"}));
}

}  // namespace
}  // namespace bihuan::supply
