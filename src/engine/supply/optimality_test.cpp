#include <algorithm>
#include <limits>

#include <glpk.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "engine/supply/supply.h"

// The optimum of small problems, found in other ways: by trying every set of runs, and by GLPK.
namespace bihuan::supply {
namespace {

constexpr double kShortage = 1000;

Problem::Parts weeks(int count) {
    Problem::Parts parts{.plan_day = Day(2026, 11, 2)};
    for (int week = 0; week < count; ++week) {
        parts.buckets.push_back({Day(2026, 11, 2) + 7 * week, 7});
    }
    return parts;
}

Product random_product(Random& random, std::size_t buckets) {
    Product product{.code = std::to_string(random.bits()), .opening_stock = 0};
    for (std::size_t i = 0; i < buckets; ++i) {
        product.demand.push_back(10 + random.below(90));
    }
    product.costs = {.holding = random.uniform(0.5, 2),
                     .shortage = kShortage,
                     .safety_shortfall = 0,
                     .run = random.uniform(20, 200)};
    return product;
}

/// Wagner and Whitin (1958): an optimal plan makes in each run exactly what is needed until the
/// next.
double cheapest_by_enumeration(const Product& product) {
    const auto count = product.demand.size();
    double best = std::numeric_limits<double>::infinity();
    for (unsigned runs = 1; runs < (1U << count); runs += 2) {  // The first week must run.
        double cost = 0;
        std::size_t last = 0;
        for (std::size_t week = 0; week < count; ++week) {
            if ((runs >> week & 1U) != 0) {
                last = week;
                cost += product.costs.run;
            }
            cost +=
                product.costs.holding *
                static_cast<double>((week - last) * static_cast<std::size_t>(product.demand[week]));
        }
        best = std::min(best, cost);
    }
    return best;
}

TEST(PlanProduction, FindsTheOptimumOfWagnerAndWhitin) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Random random(seed);
        auto parts = weeks(8);
        parts.products.push_back(random_product(random, parts.buckets.size()));
        const double expected = cheapest_by_enumeration(parts.products[0]);

        const auto outcome = plan_production(*Problem::from(parts), {.gap = 0});

        EXPECT_NEAR(outcome.cost, expected, 1e-6 * expected) << "seed " << seed;
        EXPECT_EQ(outcome.status, Status::Optimal) << "seed " << seed;
        EXPECT_DOUBLE_EQ(outcome.gap, 0) << "seed " << seed;
    }
}

TEST(PlanProduction, GivesTheCostOfSilverPykeAndPeterson) {
    // Inventory Management and Production Planning and Scheduling, 1998, chapter 6: twelve periods,
    // 54 a replenishment, 0.40 a unit and period; the Wagner-Whitin plan costs 501.20.
    auto parts = weeks(12);
    parts.products.push_back({.code = "MIDAS",
                              .demand = {10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41},
                              .opening_stock = 0,
                              .costs = {.holding = 0.4, .shortage = kShortage, .run = 54}});

    const auto outcome = plan_production(*Problem::from(parts), {});

    EXPECT_NEAR(outcome.cost, 501.20, 1e-9);
    EXPECT_NEAR(cheapest_by_enumeration(parts.products[0]), 501.20, 1e-9);
}

/// The same rule as a recursion over the first week of each run, for horizons too long to
/// enumerate.
double cheapest_by_recursion(const Product& product) {
    const auto count = product.demand.size();
    std::vector<double> best(count + 1, std::numeric_limits<double>::infinity());
    best[0] = 0;
    for (std::size_t run = 0; run < count; ++run) {
        double cost = best[run] + product.costs.run;
        for (std::size_t week = run; week < count; ++week) {
            cost += product.costs.holding * static_cast<double>(week - run) *
                    static_cast<double>(product.demand[week]);
            best[week + 1] = std::min(best[week + 1], cost);
        }
    }
    return best[count];
}

TEST(PlanProduction, PlansAYearOfOneProductExactly) {
    for (const std::int64_t scale : {1, 1000}) {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            Random random(seed);
            auto parts = weeks(52);
            auto product = random_product(random, parts.buckets.size());
            // Large figures are not planned at every unit, and yet at those that matter.
            for (auto& demand : product.demand) demand *= scale;
            product.costs.run *= static_cast<double>(scale);
            parts.products.push_back(product);
            const double expected = cheapest_by_recursion(parts.products[0]);

            const auto outcome = plan_production(*Problem::from(parts), {});

            EXPECT_NEAR(outcome.cost, expected, 1e-9 * expected) << "seed " << seed;
            EXPECT_LE(outcome.gap, 1e-9) << "seed " << seed;
            EXPECT_EQ(outcome.status, Status::Optimal);
        }
    }
}

TEST(PlanProduction, ProvesAPlanOfFewLargeLots) {
    // Owed at the start, lots far above the demand: without lots the bound would be near nothing.
    auto parts = weeks(6);
    parts.products.push_back({.code = "A",
                              .multiple = 144,
                              .demand = {10, 12, 9, 11, 10, 8},
                              .opening_stock = -5,
                              .costs = {.holding = 0.5, .shortage = kShortage}});

    const auto outcome = plan_production(*Problem::from(parts), {});

    EXPECT_EQ(outcome.status, Status::Optimal);
    EXPECT_DOUBLE_EQ(outcome.gap, 0);
}

/// The same problem as a mixed integer programme in whole lots, written down a second time.
class Reference {
public:
    explicit Reference(const Problem::Parts& parts) : problem_(glp_create_prob()) {
        glp_term_out(GLP_OFF);
        const auto buckets = static_cast<int>(parts.buckets.size());
        hours_row_ = glp_add_rows(problem_, buckets);
        for (int bucket = 0; bucket < buckets; ++bucket) {
            const auto hours = parts.lines[0].hours[static_cast<std::size_t>(bucket)];
            glp_set_row_bnds(problem_, hours_row_ + bucket, GLP_UP, 0, hours);
        }
        for (const auto& product : parts.products) {
            add_product(product);
        }
    }
    Reference(const Reference&) = delete;
    Reference& operator=(const Reference&) = delete;
    ~Reference() { glp_delete_prob(problem_); }

    double optimum() {
        glp_iocp options;
        glp_init_iocp(&options);
        options.presolve = GLP_ON;
        options.mip_gap = 1e-6;
        EXPECT_EQ(glp_intopt(problem_, &options), 0);
        return glp_mip_obj_val(problem_);
    }

private:
    int column(double cost, double high, int kind) {
        const int added = glp_add_cols(problem_, 1);
        const bool bounded = high < std::numeric_limits<double>::infinity();
        glp_set_col_bnds(problem_, added, bounded ? GLP_DB : GLP_LO, 0, bounded ? high : 0);
        glp_set_obj_coef(problem_, added, cost);
        glp_set_col_kind(problem_, added, kind);
        return added;
    }

    int row(int kind, double bound) {
        const int added = glp_add_rows(problem_, 1);
        glp_set_row_bnds(problem_, added, kind, bound, bound);
        return added;
    }

    void add_to_row(int at, int column, double factor) {
        std::vector<int> columns(static_cast<std::size_t>(glp_get_num_cols(problem_)) + 1);
        std::vector<double> factors(columns.size());
        int count = glp_get_mat_row(problem_, at, columns.data(), factors.data());
        ++count;
        columns[static_cast<std::size_t>(count)] = column;
        factors[static_cast<std::size_t>(count)] = factor;
        glp_set_mat_row(problem_, at, count, columns.data(), factors.data());
    }

    void add_product(const Product& product) {
        constexpr double kNoLimit = std::numeric_limits<double>::infinity();
        const auto lot = static_cast<double>(product.multiple);
        int stock = 0;
        int owed = 0;
        for (std::size_t bucket = 0; bucket < product.demand.size(); ++bucket) {
            const int lots = column(0, kNoLimit, GLP_IV);
            const int run = column(product.costs.run, 1, GLP_BV);
            const int balance = row(GLP_FX, static_cast<double>(product.demand[bucket]));
            add_to_row(balance, lots, lot);
            if (stock != 0) {
                add_to_row(balance, stock, 1);
                add_to_row(balance, owed, -1);
            }
            stock = column(product.costs.holding, kNoLimit, GLP_CV);
            owed = column(product.costs.shortage, kNoLimit, GLP_CV);
            add_to_row(balance, stock, -1);
            add_to_row(balance, owed, 1);
            const int most = row(GLP_UP, 0);
            add_to_row(most, lots, lot);
            add_to_row(most, run, -2000);
            const int least = row(GLP_LO, 0);
            add_to_row(least, lots, lot);
            add_to_row(least, run, -static_cast<double>(product.smallest_batch));
            const int hours = hours_row_ + static_cast<int>(bucket);
            add_to_row(hours, lots, lot * product.hours_per_unit);
            add_to_row(hours, run, product.run_hours);
        }
    }

    glp_prob* problem_;
    int hours_row_ = 0;
};

Problem::Parts tight_line_in_lots(std::uint64_t seed) {
    Random random(seed);
    auto parts = weeks(4);
    parts.lines.push_back({.code = "L", .hours = {14, 14, 14, 14}});
    for (int i = 0; i < 3; ++i) {
        auto product = random_product(random, 4);
        product.line = 0;
        product.hours_per_unit = random.uniform(0.05, 0.1);
        product.run_hours = random.uniform(0, 1);
        product.multiple = 5;
        product.smallest_batch = 20;
        product.costs.shortage = 10;
        parts.products.push_back(product);
    }
    return parts;
}

TEST(PlanProduction, IsNearTheOptimumThatGlpkFindsForATightLineInLots) {
    double gaps = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        const auto parts = tight_line_in_lots(seed);

        const auto outcome = plan_production(*Problem::from(parts), {});
        const double optimum = Reference(parts).optimum();

        EXPECT_TRUE(outcome.relaxations.empty());
        EXPECT_LE(outcome.bound, optimum * (1 + 1e-6));
        EXPECT_GE(outcome.cost, optimum * (1 - 1e-6));
        EXPECT_LE(outcome.cost, optimum * 1.02);
        EXPECT_LE(outcome.gap, 0.08);
        gaps += outcome.cost / optimum - 1;
    }
    EXPECT_LE(gaps / 20, 0.01);
}

TEST(PlanProduction, GoesOnUntilTheGapOrTheNodesAreReached) {
    const auto parts = tight_line_in_lots(3);
    const auto problem = Problem::from(parts);

    const auto none = plan_production(*problem, {.most_nodes = 0, .gap = 0});
    const auto some = plan_production(*problem, {.most_nodes = 50, .gap = 0});
    const auto many = plan_production(*problem, {.most_nodes = 2000, .gap = 0});
    const auto content = plan_production(*problem, {.most_nodes = 2000, .gap = 0.5});

    EXPECT_GE(some.bound, none.bound);
    EXPECT_GE(many.bound, some.bound);
    EXPECT_LE(many.cost, none.cost);
    EXPECT_GT(many.bound, none.bound);
    EXPECT_DOUBLE_EQ(content.bound, none.bound);
    EXPECT_EQ(content.status, Status::Optimal);
}

}  // namespace
}  // namespace bihuan::supply
