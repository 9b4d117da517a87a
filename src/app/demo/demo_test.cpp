#include "app/demo/demo.h"

#include <gtest/gtest.h>

#include "business/company/people/people.h"
#include "business/marketing/promotions/promotion.h"
#include "business/sales/facts/facts.h"
#include "platform/identity/account.h"
#include "support/databases.h"

namespace bihuan::demo {
namespace {

class DemoSuite : public DatabaseTest {};

TEST_P(DemoSuite, MakesACompanyWhoseSumsAgreeWithItsFacts) {
    const auto report = build_demo(database(), clock, {});

    EXPECT_EQ(report.last_month, Month(2026, 10));
    EXPECT_EQ(report.accounts.size(), 18U);
    EXPECT_GT(report.sell_out_rows, 100'000);
    EXPECT_GT(report.sell_in_rows, 10'000);
    EXPECT_GT(report.stock_rows, 1'000);
    read([&](Session& session) {
        EXPECT_TRUE(facts::find_wrong_sums(session).empty());
        EXPECT_TRUE(find_broken_events(session).empty());
        EXPECT_EQ(session.list<Product>({.limit = 1}).total, report.products);
        EXPECT_TRUE(identity::has_demo_passwords(session));
        const auto sales = session.list<Person>({.filters = {{"code", {std::string("E0012")}}}});
        ASSERT_EQ(sales.items.size(), 1U);
        EXPECT_EQ(sales.items.front().roles, std::vector{Role::Representative});
    });
}

TEST_P(DemoSuite, IsMadeOnceOnly) {
    build_demo(database(), clock, {});
    EXPECT_THROW(build_demo(database(), clock, {}), Error);
}

INSTANTIATE_TEST_SUITE_P(Both, DemoSuite, both_databases(), dialect_name);

}  // namespace
}  // namespace bihuan::demo
