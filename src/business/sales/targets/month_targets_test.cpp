#include "business/sales/targets/month_targets.h"

#include "business/sales/targets/target_company.h"

namespace bihuan::targets {
namespace {

class TargetSuite : public TargetCompany {};

INSTANTIATE_TEST_SUITE_P(Both, TargetSuite, both_databases(), dialect_name);

TEST_P(TargetSuite, EachProductAddsUpToItsForecast) {
    std::map<Id<Product>, std::int64_t> sums;
    for (const auto& row : made().rows) {
        sums[row.product_id] += row.quantity;
        EXPECT_EQ(row.from_history + row.from_potential + row.from_proposal, row.quantity);
        EXPECT_EQ(row.value.minor, 250 * row.quantity);
    }

    EXPECT_EQ(sums[milk_.id], 1001);
    EXPECT_EQ(sums[tea_.id], 333);
}

TEST_P(TargetSuite, PotentialMovesARegionWithinItsLimits) {
    const auto targets = made();

    // History is 800 : 200. Potentials 1.5 and 0.5 make indices of 1.154 and 0.8 (0.385 cut):
    // shares 0.8523 and 0.1477; 0.6 history + 0.4 potential: 0.8209 and 0.1791 of 1334.
    EXPECT_NEAR(static_cast<double>(total(targets, east_)), 1095, 1);
    EXPECT_EQ(total(targets, east_) + total(targets, west_), 1334);
}

TEST_P(TargetSuite, ARepresentativeGetsARegionsShareByOutlets) {
    const auto targets = made();

    std::map<std::int64_t, std::int64_t> sums;
    for (const auto& row : targets.rows)
        if (row.region_id == east_) sums[row.representative_id] += row.quantity;
    EXPECT_NEAR(static_cast<double>(sums[wang_.id.value]),
                2.0 / 3 * static_cast<double>(total(targets, east_)),
                1);
    EXPECT_EQ(sums.size(), 2U);
}

TEST_P(TargetSuite, AProposalMovesItsRepresentative) {
    const auto before = made();
    write([&](Transaction& t) {
        TargetProposal proposal{.target_month = kClosed + 1,
                                .representative_id = li_.id,
                                .region_id = east_,
                                .product_id = milk_.id,
                                .quantity = {700}};
        t.insert(proposal);
    });

    const auto after = made();

    const auto of_li = [&](const MonthTargets& targets) {
        std::int64_t sum = 0;
        for (const auto& row : targets.rows)
            sum += row.representative_id == li_.id.value ? row.quantity : 0;
        return sum;
    };
    EXPECT_GT(of_li(after), of_li(before));
}

TEST_P(TargetSuite, StoresTheSameTargetsAgainWithTheSameHash) {
    const auto store = [&] {
        const auto targets = made();
        return write([&](Transaction& t) { return store_targets(t, kRealScenario, targets); });
    };

    const auto hash = store();

    EXPECT_EQ(store(), hash);
}

TEST_P(TargetSuite, WithoutAForecastThereAreNoTargets) {
    const auto basis = read([](Session& s) { return read_basis(s, kRealScenario, kClosed + 1); });

    EXPECT_TRUE(make_targets(basis).rows.empty());
}

}  // namespace
}  // namespace bihuan::targets
