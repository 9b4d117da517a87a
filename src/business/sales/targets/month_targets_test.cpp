#include "business/sales/targets/month_targets.h"

#include <map>

#include <gtest/gtest.h>

#include "business/company/outlets/outlet.h"
#include "business/company/products/brand.h"
#include "business/company/regions/regions.h"
#include "business/demand/forecasts/forecast_row.h"
#include "business/sales/facts/facts.h"
#include "business/sales/facts/outlet_moves.h"
#include "support/databases.h"

namespace bihuan::targets {
namespace {

constexpr Month kClosed{2026, 10};

/// Company → East (Wang, Li) and West (nobody); two products.
class TargetSuite : public DatabaseTest {
protected:
    void SetUp() override {
        top_ = add_region("TOP", {}, 1);
        east_ = add_region("EAST", top_, 1.5);
        west_ = add_region("WEST", top_, 0.5);
        write([&](Transaction& t) {
            t.insert(channel_);
            Brand brand{.code = "B", .name = "B", .own = true};
            t.insert(brand);
            for (auto* product : {&milk_, &tea_}) {
                product->brand_id = brand.id;
                t.insert(*product);
            }
            for (auto* person : {&wang_, &li_}) t.insert(*person);
        });
        const auto a = add_outlet("A", east_, wang_.id);
        add_outlet("B", east_, wang_.id);
        add_outlet("C", east_, li_.id);
        const auto d = add_outlet("D", west_, {});
        sell({{a, milk_.id, 600}, {a, tea_.id, 200}, {d, milk_.id, 200}});
        forecast(milk_.id, 1001);
        forecast(tea_.id, 333);
    }

    Id<Region> add_region(const std::string& code, Id<Region> parent, double potential) {
        Values values = to_values(
            Region{.code = code, .name = code, .parent_id = parent, .potential = potential});
        write([&](Transaction& t) { add_row(t, regions::resource(), values, ""); });
        return from_row<Region>(values).id;
    }

    Id<Outlet> add_outlet(const std::string& code, Id<Region> region, Id<Person> person) {
        Values values = to_values(Outlet{.code = code,
                                         .name = code,
                                         .region_id = region,
                                         .channel_id = channel_.id,
                                         .representative_id = person});
        write([&](Transaction& t) { add_row(t, facts::outlets_resource(), values, ""); });
        return from_row<Outlet>(values).id;
    }

    struct Sale {
        Id<Outlet> outlet;
        Id<Product> product;
        std::int64_t units = 0;
    };

    void sell(const std::vector<Sale>& sales) {
        write([&](Transaction& t) {
            std::size_t i = 0;
            facts::add_facts(t, facts::FactKind::SellOut, {make_id()}, [&](facts::FactRow& row) {
                if (i == sales.size()) return false;
                row = {.outlet_id = sales[i].outlet,
                       .product_id = sales[i].product,
                       .day = Day(2026, 10, 15),
                       .quantity = {sales[i].units},
                       .value = {sales[i].units * 250},
                       .row_number = static_cast<std::int64_t>(i + 1)};
                ++i;
                return true;
            });
            t.record({.action = "sell_out.imported", .subject_kind = "sell_out"});
        });
    }

    void forecast(Id<Product> product, std::int64_t quantity) {
        const std::vector<ForecastRow> rows{{.month = kClosed,
                                             .target_month = kClosed + 1,
                                             .product_id = product,
                                             .region_id = east_,
                                             .channel_id = channel_.id,
                                             .quantity = quantity,
                                             .level = quantity}};
        write([&](Transaction& t) {
            t.bulk_insert<ForecastRow>(rows);
            t.record({.action = "forecasts.made", .subject_kind = "forecasts"});
        });
    }

    MonthTargets made() {
        return make_targets(read([](Session& s) { return read_basis(s, kRealScenario, kClosed); }));
    }

    static std::int64_t total(const MonthTargets& targets, Id<Region> region) {
        std::int64_t sum = 0;
        for (const auto& row : targets.rows) sum += row.region_id == region ? row.quantity : 0;
        return sum;
    }

    Id<Region> top_;
    Id<Region> east_;
    Id<Region> west_;
    Channel channel_{.code = "MT", .name = "现代渠道"};
    Product milk_{.code = "MILK", .name = "牛奶"};
    Product tea_{.code = "TEA", .name = "茶"};
    Person wang_{.code = "wang", .name = "王", .roles = {Role::Representative}};
    Person li_{.code = "li", .name = "李", .roles = {Role::Representative}};
};

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
