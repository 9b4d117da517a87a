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

        const auto outcome =
            plan_production(*Problem::from(parts), {.most_nodes = 100000, .gap = 0});

        EXPECT_NEAR(outcome.cost, expected, 1e-6 * expected) << "seed " << seed;
        EXPECT_EQ(outcome.status, Status::Optimal) << "seed " << seed;
    }
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
        options.mir_cuts = GLP_ON;
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

TEST(PlanProduction, IsNearTheOptimumThatGlpkFindsForALineInLots) {
    double ours = 0;
    double theirs = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        SCOPED_TRACE(seed);
        Random random(seed);
        auto parts = weeks(4);
        parts.lines.push_back({.code = "L", .hours = {20, 20, 20, 20}});
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

        const auto outcome =
            plan_production(*Problem::from(parts), {.most_nodes = 100000, .gap = 0});
        const double optimum = Reference(parts).optimum();

        EXPECT_LE(outcome.bound, optimum * (1 + 1e-6));
        EXPECT_GE(outcome.cost, optimum * (1 - 1e-6));
        EXPECT_LE(outcome.cost, optimum * 1.1);
        ours += outcome.cost;
        theirs += optimum;
    }
    EXPECT_LE(ours, theirs * 1.03);
}

}  // namespace
}  // namespace bihuan::supply
