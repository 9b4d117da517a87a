#include "business/demand/production/production_api.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "business/company/products/brand.h"
#include "business/demand/production/month_plan.h"
#include "platform/identity/identity_api.h"
#include "support/databases.h"

namespace bihuan::production {
namespace {

using nlohmann::json;

class ProductionApiSuite : public DatabaseTest {
protected:
    void SetUp() override {
        write([&](Transaction& t) {
            Brand brand{.code = "B", .name = "B", .own = true};
            t.insert(brand);
            product_.brand_id = brand.id;
            t.insert(product_);
            site_ = {.code = "S", .name = "一厂", .units_per_week = 100};
            t.insert(site_);
            ProductionRule rule{.product_id = product_.id, .production_site_id = site_.id};
            t.insert(rule);
        });
        MonthPlan plan{.month = Month(2026, 10)};
        plan.rows.push_back({.month = plan.month,
                             .product_id = product_.id,
                             .first_day = Day(2026, 11, 1),
                             .quantity = 99,
                             .demand = 90,
                             .batch_rounding = 9,
                             .previous_quantity = 80,
                             .projected_stock = -5,
                             .shortage = 5,
                             .reasons = R"({"days":7,"change":{"demand":10,"batch_rounding":9},
                                 "findings":[{"kind":"shortage","cause":"capacity","quantity":5}],
                                 "assumptions":[{"code":"opening_stock_unknown","quantity":4}]})"});
        write([&](Transaction& t) { store_plan(t, kRealScenario, plan); });
    }

    json ask(std::size_t operation, const std::string& query) {
        http::Request request{.query = http::Query::parse(query).value()};
        request.path_values["product_id"] = std::to_string(product_.id.value);
        request.caller =
            std::make_shared<const identity::Caller>(identity::Caller{.viewer = viewer});
        const auto response = operations(database())[operation].handler(request);
        return json::parse(std::get<std::string>(response.body));
    }

    Product product_{.code = "P", .name = "水", .units_per_box = 24};
    ProductionSite site_;
};

INSTANTIATE_TEST_SUITE_P(Both, ProductionApiSuite, both_databases(), dialect_name);

TEST_P(ProductionApiSuite, ShowsThePlanWithItsChangeSitesAndAssumptions) {
    const auto plan = ask(0, "month=2026-10");

    ASSERT_EQ(plan["rows"].size(), 1U);
    EXPECT_EQ(plan["rows"][0]["product_name"], "水");
    EXPECT_EQ(plan["weeks"], json({"2026-11-01"}));
    EXPECT_TRUE(plan["months"].empty());
    EXPECT_EQ(plan["rows"][0]["weeks"]["quantity"], json({99}));
    EXPECT_EQ(plan["rows"][0]["weeks"]["cover_weeks"], json::array({nullptr}));
    EXPECT_EQ(plan["rows"][0]["change"], 19);
    EXPECT_EQ(plan["rows"][0]["change_reasons"].size(), 2U);
    EXPECT_EQ(plan["sites"][0]["utilisation"][0]["used"], 99);
    EXPECT_EQ(plan["sites"][0]["binding"], true);
    EXPECT_EQ(plan["assumptions"][0]["code"], "opening_stock_unknown");
    EXPECT_EQ(plan["totals"]["shortage"], 5);
}

TEST_P(ProductionApiSuite, OpensAProductDownToItsLayers) {
    const auto product = ask(1, "month=2026-10");

    const auto& bucket = product["buckets"][0];
    EXPECT_EQ(bucket["kind"], "week");
    std::int64_t sum = 0;
    for (const auto& layer : bucket["layers"]) sum += layer["quantity"].get<std::int64_t>();
    EXPECT_EQ(sum, 99);
    EXPECT_EQ(bucket["reasons"][0]["code"], "capacity");
}

TEST_P(ProductionApiSuite, ExplainsAQuantityByWhatItsLayersRestOn) {
    const auto id = "&product_id=" + std::to_string(product_.id.value);
    const auto told = ask(2, "month=2026-10&first_day=2026-11-01" + id);

    EXPECT_EQ(told["figure"], 99);
    ASSERT_EQ(told["layers"].size(), 2U);
    EXPECT_EQ(told["layers"][0]["evidence"][0]["kind"], "forecasts");
    EXPECT_EQ(told["layers"][1]["evidence"][0]["text"], "≥ 0, × 1");
    EXPECT_THROW(ask(2, "month=2026-10&first_day=2026-11-02" + id), Error);
    EXPECT_THROW(ask(2, "month=2026-10&first_day=now" + id), Error);
}

TEST_P(ProductionApiSuite, RefusesAMonthThatIsNoneAndAnUnknownCopy) {
    EXPECT_THROW(ask(0, "month=2026-13"), Error);
    EXPECT_THROW(ask(0, "month=2026-10&scenario=nobody"), Error);
    EXPECT_TRUE(ask(0, "month=2026-09")["rows"].empty());
}

}  // namespace
}  // namespace bihuan::production
