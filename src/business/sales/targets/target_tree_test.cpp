#include "business/sales/targets/target_tree.h"

#include <nlohmann/json.hpp>

#include "business/company/people/people.h"
#include "business/sales/targets/target_company.h"
#include "business/sales/targets/targets_api.h"
#include "platform/identity/identity_api.h"

namespace bihuan::targets {
namespace {

class TargetTreeSuite : public TargetCompany {
protected:
    void SetUp() override {
        TargetCompany::SetUp();
        const auto targets = made();
        write([&](Transaction& t) { store_targets(t, kRealScenario, targets); });
        sell({{outlet_a_, milk_.id, 90}}, Day(2026, 11, 2));
    }

    Tree tree(Id<Region> region, By by) {
        return read([&](Session& s) {
            return read_tree(
                s, {.month = kClosed, .target_month = kClosed + 1, .region = region, .by = by});
        });
    }

    static std::int64_t sum(const Tree& tree) {
        std::int64_t result = 0;
        for (const auto& child : tree.children) result += child.quantity;
        return result;
    }
};

INSTANTIATE_TEST_SUITE_P(Both, TargetTreeSuite, both_databases(), dialect_name);

TEST_P(TargetTreeSuite, ChildrenAddUpHoweverTheyAreSplit) {
    for (const auto by : {By::Region, By::Product, By::Representative}) {
        const auto all = tree({}, by);
        EXPECT_EQ(all.node.id, top_.value);
        EXPECT_EQ(all.node.quantity, 1334);
        EXPECT_EQ(sum(all), 1334);
        EXPECT_EQ(all.node.from_history + all.node.from_potential + all.node.from_proposal, 1334);
        EXPECT_EQ(sum(tree(east_, by)), tree(east_, by).node.quantity);
    }
}

TEST_P(TargetTreeSuite, BelowALeafRegionLieItsRepresentativesWithTheirSales) {
    const auto east = tree(east_, By::Region);

    ASSERT_EQ(east.children.size(), 2U);
    for (const auto& child : east.children)
        EXPECT_EQ(child.actual, child.id == wang_.id.value ? 90 : 0);
    EXPECT_EQ(east.node.actual, 90);
}

TEST_P(TargetTreeSuite, MeasuresTheRunRateAgainstWorkingDays) {
    const auto all = tree({}, By::Region);

    // Sunday the 1st is off, Monday the 2nd is the first of 21 working days of November 2026.
    ASSERT_TRUE(all.node.run_rate.has_value());
    EXPECT_NEAR(*all.node.run_rate, 90.0 / 1334 * 21, 1e-9);
    ASSERT_EQ(all.days.size(), 30U);
    EXPECT_EQ(all.days[0].cumulative_actual, 0);
    EXPECT_EQ(all.days[1].cumulative_actual, 90);
    EXPECT_FALSE(all.days[2].cumulative_actual.has_value());
    EXPECT_EQ(all.days[29].cumulative_target, 1334);
}

TEST_P(TargetTreeSuite, ShowsAManagerOnlyTheirRegions) {
    Values person = to_values(
        Person{.code = "m", .name = "m", .roles = {Role::RegionalManager}, .region_ids = {west_}});
    write([&](Transaction& t) { add_row(t, people::resource(), person, ""); });
    viewer = people::viewer_of(from_row<Person>(person));

    const auto west = tree({}, By::Product);

    EXPECT_EQ(west.node.id, west_.value);
    EXPECT_LT(west.node.quantity, 500);
    EXPECT_EQ(west.node.actual, std::nullopt);
    EXPECT_EQ(sum(west), west.node.quantity);
}

TEST_P(TargetTreeSuite, AnswersOverHttpAndRefusesWhatItCannotRead) {
    const auto ask = [&](const std::string& query) {
        http::Request request{.query = http::Query::parse(query).value()};
        request.caller =
            std::make_shared<const identity::Caller>(identity::Caller{.viewer = viewer});
        const auto response = operations(database()).front().handler(request);
        return nlohmann::json::parse(std::get<std::string>(response.body));
    };

    EXPECT_EQ(ask("month=2026-10")["node"]["quantity"], 1334);
    EXPECT_EQ(ask("month=2026-10&by=product")["children"].size(), 2U);
    EXPECT_THROW(ask("month=2026-10&by=colour"), Error);
    EXPECT_THROW(ask("month=now"), Error);
    EXPECT_THROW(ask("month=2026-10&region_id=7"), Error);
}

}  // namespace
}  // namespace bihuan::targets
