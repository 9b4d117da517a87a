#include "business/demand/production/production_rule.h"

#include <gtest/gtest.h>

#include "business/company/products/brand.h"
#include "support/databases.h"

namespace bihuan::production {
namespace {

class ProductionRuleSuite : public DatabaseTest {};

INSTANTIATE_TEST_SUITE_P(Both, ProductionRuleSuite, both_databases(), dialect_name);

TEST_P(ProductionRuleSuite, KeepsSitesRulesAndOrders) {
    write([&](Transaction& t) {
        Brand brand{.code = "B", .name = "B", .own = true};
        t.insert(brand);
        Product product{.code = "P", .name = "P", .brand_id = brand.id};
        t.insert(product);
        ProductionSite site{.code = "S", .name = "一厂", .units_per_week = 1000};
        t.insert(site);
        ProductionRule rule{
            .product_id = product.id, .production_site_id = site.id, .minimum_batch = 240};
        t.insert(rule);
        ProductionOrder order{
            .code = "O1", .product_id = product.id, .due_day = Day(2026, 11, 5), .quantity = {48}};
        t.insert(order);
    });

    EXPECT_EQ(read([](Session& s) { return s.all<ProductionRule>(); }).front().minimum_batch, 240);
    EXPECT_EQ(read([](Session& s) { return s.all<ProductionOrder>(); }).front().quantity.units, 48);
    EXPECT_EQ(resources().size(), 3U);
}

TEST(FindIssues, NamesTheFieldOfARuleThatCannotBe) {
    const auto read = from_values<ProductionRule>(to_values(ProductionRule{
        .product_id = {1}, .batch_multiple = 0, .lead_weeks = -1, .service_level = 1}));
    ASSERT_FALSE(read.has_value());
    const auto& issues = read.error();

    ASSERT_EQ(issues.size(), 3U);
    EXPECT_EQ(issues[0].field, "/batch_multiple");
    EXPECT_EQ(issues[1].field, "/lead_weeks");
    EXPECT_EQ(issues[2].field, "/service_level");
}

}  // namespace
}  // namespace bihuan::production
