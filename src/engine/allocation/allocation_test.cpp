#include "engine/allocation/allocation.h"

#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"

namespace bihuan::allocation {
namespace {

using ::testing::ElementsAre;

/// A root with leaves that sell one product.
Problem::Parts leaves(std::vector<Cell> cells, std::int64_t total) {
    Problem::Parts parts;
    parts.nodes.push_back({});
    for (const auto& cell : cells) {
        parts.nodes.push_back({.parent = 0});
        parts.cells.push_back({cell});
    }
    parts.product_totals = {total};
    return parts;
}

Outcome allocated(Problem::Parts parts) {
    const auto problem = Problem::from(std::move(parts));
    EXPECT_TRUE(problem.has_value());
    return allocate(*problem);
}

std::vector<std::int64_t> totals(const Outcome& outcome) {
    std::vector<std::int64_t> result;
    for (const auto& node : outcome.nodes) {
        result.push_back(node.total);
    }
    return result;
}

TEST(Allocate, FollowsHistoryWhenNothingElseIsKnown) {
    const auto outcome = allocated(leaves({{.history = 300}, {.history = 100}}, 1001));

    EXPECT_THAT(totals(outcome), ElementsAre(1001, 751, 250));
    EXPECT_NEAR(outcome.nodes[1].from.history, 750.75, 1e-9);
    EXPECT_NEAR(outcome.nodes[1].from.rounding, 0.25, 1e-9);
}

TEST(Allocate, LimitsWhatPotentialMayMove) {
    auto parts =
        leaves({{.history = 500, .potential = 900}, {.history = 500, .potential = 100}}, 1000);
    parts.weights = {.history = 0.5, .distribution = 0, .potential = 0.5};

    const auto outcome = allocated(parts);

    // Hand calculation: indices 1.8 and 0.2 are kept within 0.8 … 1.25; 0.625 and 0.4 make shares
    // of 0.6098 and 0.3902; half history, half potential: 0.5549 and 0.4451.
    EXPECT_THAT(totals(outcome), ElementsAre(1000, 555, 445));
    EXPECT_NEAR(outcome.nodes[1].from.potential, 304.878, 1e-3);
    EXPECT_NEAR(outcome.nodes[1].from.history, 250, 1e-9);
}

TEST(Allocate, BlendsProposalsByTheirShare) {
    auto parts =
        leaves({{.history = 500, .proposal = 900}, {.history = 500, .proposal = 300}}, 1000);
    parts.weights.proposal = 0.4;

    const auto outcome = allocated(parts);

    // Hand calculation: 0.6·500 + 0.4·750 = 600.
    EXPECT_THAT(totals(outcome), ElementsAre(1000, 600, 400));
    EXPECT_NEAR(outcome.nodes[1].from.proposal, 300, 1e-9);
    EXPECT_DOUBLE_EQ(*outcome.nodes[0].proposed, 1200);
}

TEST(Allocate, KeepsBoundsAndSpreadsWhatTheyTake) {
    auto parts = leaves({{.history = 600}, {.history = 200}, {.history = 200}}, 1000);
    parts.nodes[1].highest = 400;

    const auto outcome = allocated(parts);

    EXPECT_THAT(totals(outcome), ElementsAre(1000, 400, 300, 300));
    EXPECT_NEAR(outcome.nodes[1].from.bounds, -200, 1e-6);
    EXPECT_TRUE(outcome.nodes[1].at_highest);
    EXPECT_EQ(outcome.status, Status::Exact);
}

TEST(Allocate, SaysWhichBoundsContradictTheTotal) {
    auto parts = leaves({{.history = 1}, {.history = 1}}, 100);
    parts.nodes[1].highest = 30;
    parts.nodes[2].highest = 40;

    const auto outcome = allocated(parts);

    EXPECT_EQ(outcome.status, Status::Relaxed);
    EXPECT_FALSE(outcome.relaxed_nodes.empty());
    EXPECT_EQ(outcome.nodes[1].total + outcome.nodes[2].total, 100);
}

TEST(Allocate, GivesNothingOfAProductToALeafThatDoesNotSellIt) {
    Problem::Parts parts;
    parts.nodes = {{}, {.parent = 0}, {.parent = 0}};
    parts.product_totals = {70, 30};
    parts.cells = {{{.history = 50}, {.history = 0, .sold = false}},
                   {{.history = 20}, {.history = 30}}};

    const auto outcome = allocated(parts);

    EXPECT_THAT(outcome.nodes[1].products, ElementsAre(50, 0));
    EXPECT_THAT(outcome.nodes[2].products, ElementsAre(20, 30));
}

TEST(Allocate, SaysWhichUnsoldProductsContradictTheTotals) {
    Problem::Parts parts;
    parts.nodes = {{}, {.parent = 0}};
    parts.product_totals = {70, 30};
    parts.cells = {{{.history = 50}, {.sold = false}}};

    const auto outcome = allocated(parts);

    EXPECT_EQ(outcome.status, Status::Relaxed);
    ASSERT_EQ(outcome.relaxed_cells.size(), 1U);
    EXPECT_EQ(outcome.relaxed_cells[0], (std::pair<std::size_t, std::size_t>(0, 1)));
    EXPECT_THAT(outcome.nodes[0].products, ElementsAre(70, 30));
}

Problem::Parts random_company(std::uint64_t seed) {
    Random random(seed);
    Problem::Parts parts;
    parts.nodes.push_back({});
    const auto count = 1 + random.below(40);
    for (std::int64_t i = 1; i <= count; ++i) {
        parts.nodes.push_back({.parent = static_cast<std::size_t>(random.below(i))});
        if (random.chance(0.1)) {
            parts.nodes.back().lowest = random.below(200);
        }
        if (random.chance(0.1)) {
            parts.nodes.back().highest = parts.nodes.back().lowest.value_or(0) + random.below(900);
        }
    }
    std::vector<bool> inner(parts.nodes.size(), false);
    for (std::size_t i = 1; i < parts.nodes.size(); ++i) {
        inner[*parts.nodes[i].parent] = true;
    }
    const auto products = 1 + random.below(12);
    for (std::int64_t i = 0; i < products; ++i) {
        parts.product_totals.push_back(random.chance(0.1) ? 0 : random.below(3000));
    }
    for (const bool has_children : inner) {
        for (std::int64_t i = 0; i < products && !has_children; ++i) {
            if (i == 0) {
                parts.cells.emplace_back();
            }
            Cell cell{.history = random.chance(0.2) ? 0 : random.uniform(0, 500),
                      .distribution = random.uniform(0, 1),
                      .potential = random.uniform(0, 800),
                      .sold = random.chance(0.85)};
            if (random.chance(0.3)) {
                cell.proposal = random.uniform(0, 600);
            }
            parts.cells.back().push_back(cell);
        }
    }
    return parts;
}

TEST(Allocate, AddsUpAtEveryNodeAndForEveryProduct) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        SCOPED_TRACE(seed);
        const auto parts = random_company(seed);

        const auto outcome = allocated(parts);

        EXPECT_EQ(outcome.nodes[0].products, parts.product_totals);
        std::vector<std::vector<std::int64_t>> sums(parts.nodes.size());
        for (std::size_t i = parts.nodes.size(); i-- > 0;) {
            const auto& target = outcome.nodes[i];
            EXPECT_EQ(
                std::accumulate(target.products.begin(), target.products.end(), std::int64_t{0}),
                target.total);
            EXPECT_NEAR(target.from.sum(), static_cast<double>(target.total), 1e-6);
            for (const auto units : target.products) {
                EXPECT_GE(units, 0);
            }
            if (!sums[i].empty()) {
                EXPECT_EQ(sums[i], target.products);
            }
            if (i > 0) {
                auto& parent = sums[*parts.nodes[i].parent];
                parent.resize(target.products.size());
                for (std::size_t k = 0; k < parent.size(); ++k) {
                    parent[k] += target.products[k];
                }
            }
        }
    }
}

TEST(AllocationProblem, ReportsEveryIssueWithItsPlace) {
    auto parts = leaves({{.history = -1}, {.history = 1}}, 10);
    parts.nodes[2].parent = 7;
    parts.nodes[1].lowest = 5;
    parts.nodes[1].highest = 4;
    parts.weights.proposal = 2;

    const auto problem = Problem::from(parts);

    ASSERT_FALSE(problem.has_value());
    std::vector<std::string> fields;
    for (const auto& issue : problem.error()) {
        fields.push_back(issue.field);
    }
    EXPECT_THAT(
        fields,
        ElementsAre("/nodes/1/lowest", "/nodes/2/parent", "/cells/0/0", "/weights/proposal"));
}

}  // namespace
}  // namespace bihuan::allocation
