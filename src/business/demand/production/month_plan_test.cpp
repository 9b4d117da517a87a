#include "business/demand/production/month_plan.h"

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "business/company/outlets/outlet.h"
#include "business/company/products/brand.h"
#include "business/company/regions/regions.h"
#include "business/demand/forecasts/forecast_row.h"
#include "business/demand/production/buckets.h"
#include "business/demand/production/explanation.h"
#include "business/sales/facts/facts.h"
#include "business/sales/facts/outlet_moves.h"
#include "support/databases.h"

namespace bihuan::production {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Month kClosed{2026, 10};

TEST(WeeksOf, CoverTheMonthWithoutStubs) {
    // November 2026 starts on a Sunday and ends on a Monday: both stubs join their neighbours.
    EXPECT_THAT(weeks_of(Month(2026, 11)),
                ElementsAre(supply::Bucket{Day(2026, 11, 1), 8},
                            supply::Bucket{Day(2026, 11, 9), 7},
                            supply::Bucket{Day(2026, 11, 16), 7},
                            supply::Bucket{Day(2026, 11, 23), 8}));
    for (int ahead = 0; ahead < 240; ++ahead) {
        const Month month = kClosed + ahead;
        int days = 0;
        for (const auto& week : weeks_of(month)) {
            EXPECT_GE(week.days, 4);
            EXPECT_LE(week.days, 10);
            EXPECT_EQ(week.first_day, month.first_day() + days);
            days += week.days;
        }
        EXPECT_EQ(days, month.days());
    }
}

TEST(CutToBuckets, SpreadsAMonthOverWeeksWithoutLosingAUnit) {
    const std::vector<PlanRow> rows{{.bucket = BucketKind::Month,
                                     .first_day = Day(2026, 11, 1),
                                     .quantity = 101,
                                     .demand = 110,
                                     .opening_stock = -9}};

    const auto last = cut_to_buckets(rows, plan_buckets(kClosed), {});

    ASSERT_EQ(last.quantity.size(), 4U);
    EXPECT_EQ(last.quantity[0] + last.quantity[1] + last.quantity[2] + last.quantity[3], 101);
    EXPECT_EQ(last.layers[1].sum(), last.quantity[1]);
}

TEST(CutToBuckets, SplitsAMonthIntoWholeLots) {
    const std::vector<PlanRow> rows{{.bucket = BucketKind::Month,
                                     .first_day = Day(2026, 11, 1),
                                     .quantity = 264,
                                     .demand = 264}};

    const auto last = cut_to_buckets(rows, plan_buckets(kClosed), {.smallest = 96, .multiple = 24});

    // By days it would be 70, 62, 62, 70; a third batch would leave nothing to make it from.
    EXPECT_THAT(last.quantity, ElementsAre(96, 168, 0, 0));
    EXPECT_EQ(
        last.layers[0].batch + last.layers[1].batch + last.layers[2].batch + last.layers[3].batch,
        0);
}

class MonthPlanSuite : public DatabaseTest {
protected:
    void SetUp() override {
        Values region = to_values(Region{.code = "E", .name = "华东"});
        write([&](Transaction& t) { add_row(t, regions::resource(), region, ""); });
        region_ = from_row<Region>(region);
        write([&](Transaction& t) {
            channel_ = {.code = "MT", .name = "现代渠道"};
            t.insert(channel_);
            Brand brand{.code = "B", .name = "B", .own = true};
            t.insert(brand);
            for (auto* product : {&milk_, &tea_}) {
                product->brand_id = brand.id;
                t.insert(*product);
            }
            ProductionSite site{.code = "S", .name = "一厂", .units_per_week = 700};
            t.insert(site);
            ProductionRule rule{.product_id = milk_.id,
                                .production_site_id = site.id,
                                .minimum_batch = 240,
                                .batch_multiple = 24};
            t.insert(rule);
            ProductionOrder order{.code = "O",
                                  .product_id = milk_.id,
                                  .due_day = Day(2026, 11, 10),
                                  .quantity = {96}};
            t.insert(order);
        });
        forecast(kClosed, {{milk_.id, 1200}, {tea_.id, 300}});
    }

    void forecast(Month month, const std::vector<std::pair<Id<Product>, std::int64_t>>& figures) {
        std::vector<ForecastRow> rows;
        std::vector<ForecastSeries> series;
        for (const auto& [product, quantity] : figures) {
            for (int ahead = 1; ahead <= 6; ++ahead)
                rows.push_back({.month = month,
                                .target_month = month + ahead,
                                .product_id = product,
                                .region_id = region_.id,
                                .channel_id = channel_.id,
                                .quantity = quantity,
                                .level = quantity});
            series.push_back({.month = month,
                              .product_id = product,
                              .region_id = region_.id,
                              .channel_id = channel_.id,
                              .status = "forecast",
                              .error_sd = 0.1 * static_cast<double>(quantity)});
        }
        write([&](Transaction& t) {
            t.bulk_insert<ForecastRow>(rows);
            t.bulk_insert<ForecastSeries>(series);
            t.record({.action = "forecasts.made", .subject_kind = "forecasts"});
        });
    }

    void count_stock(Day day, std::int64_t quantity) {
        if (!warehouse_) {
            Values outlet = to_values(Outlet{.code = "W1",
                                             .name = "总仓",
                                             .region_id = region_.id,
                                             .channel_id = channel_.id,
                                             .outlet_class = "W"});
            write([&](Transaction& t) { add_row(t, facts::outlets_resource(), outlet, ""); });
            warehouse_ = from_row<Outlet>(outlet).id;
        }
        write([&](Transaction& t) {
            bool given = false;
            facts::add_facts(t, facts::FactKind::Stock, {make_id()}, [&](facts::FactRow& row) {
                row = {.outlet_id = warehouse_,
                       .product_id = milk_.id,
                       .day = day,
                       .quantity = {quantity},
                       .row_number = 1};
                return !std::exchange(given, true);
            });
            t.record({.action = "stocks.imported", .subject_kind = "stocks"});
        });
    }

    MonthPlan plan(Month month) {
        const auto basis = read([&](Session& s) { return read_basis(s, kRealScenario, month); });
        return make_plan(basis, {});
    }

    std::vector<PlanRow> rows_of(const MonthPlan& plan, Id<Product> product) {
        std::vector<PlanRow> result;
        std::copy_if(plan.rows.begin(),
                     plan.rows.end(),
                     std::back_inserter(result),
                     [&](const PlanRow& row) { return row.product_id == product; });
        return result;
    }

    Region region_;
    Channel channel_;
    Product milk_{.code = "MILK", .name = "牛奶", .units_per_box = 24};
    Product tea_{.code = "TEA", .name = "茶", .units_per_box = 12};
    Id<Outlet> warehouse_;
};

INSTANTIATE_TEST_SUITE_P(Both, MonthPlanSuite, both_databases(), dialect_name);

std::int64_t layers_of(const PlanRow& row) {
    std::int64_t sum = 0;
    for (const auto& layer : kLayerFields) sum += row.*layer.member;
    return sum;
}

TEST_P(MonthPlanSuite, PlansTheNextMonthInWeeksAndThreeMonthsAfterIt) {
    count_stock(Day(2026, 10, 30), 500);
    const auto made = plan(kClosed);

    const auto milk = rows_of(made, milk_.id);
    ASSERT_EQ(milk.size(), 7U);
    EXPECT_EQ(milk[3].bucket, BucketKind::Week);
    EXPECT_EQ(milk[4].bucket, BucketKind::Month);
    EXPECT_EQ(milk[4].first_day, Day(2026, 12, 1));
    std::int64_t stock = 500;
    for (const auto& row : milk) {
        EXPECT_EQ(layers_of(row), row.quantity);
        EXPECT_TRUE(row.quantity == 0 || row.quantity >= 240);
        EXPECT_EQ(row.quantity % 24, 0);
        stock += row.quantity - row.demand + (row.first_day == Day(2026, 11, 9) ? 96 : 0);
        EXPECT_EQ(row.projected_stock, stock);
        EXPECT_EQ(row.shortage, 0);
    }
    EXPECT_EQ(milk[0].demand + milk[1].demand + milk[2].demand + milk[3].demand, 1200);
}

TEST_P(MonthPlanSuite, ExplainsStockAndOrdersByTheirSources) {
    count_stock(Day(2026, 10, 30), 500);
    const auto made = plan(kClosed);
    write([&](Transaction& t) { store_plan(t, kRealScenario, made); });
    std::string evidence;
    for (const Day day : {Day(2026, 11, 1), Day(2026, 11, 9), Day(2026, 11, 16)}) {
        const auto told = read([&](Session& s) {
            return explain(s, {.month = kClosed, .product = milk_.id, .first_day = day});
        });
        std::int64_t sum = 0;
        for (const auto& layer : told.layers) {
            sum += layer.quantity;
            for (const auto& each : layer.evidence) evidence += each.text + ";";
        }
        EXPECT_EQ(sum, told.row.quantity);
    }

    EXPECT_THAT(evidence, HasSubstr("W1 2026-10-30 500"));
    EXPECT_THAT(evidence, HasSubstr("O 2026-11-10 96"));
}

TEST_P(MonthPlanSuite, SaysWhatItTookForUnknown) {
    const auto tea = rows_of(plan(kClosed), tea_.id);

    EXPECT_THAT(tea[0].reasons, HasSubstr("opening_stock_unknown"));
    EXPECT_THAT(tea[0].reasons, HasSubstr("production_rule_unknown"));
    EXPECT_EQ(tea[0].quantity % 12, 0);
}

TEST_P(MonthPlanSuite, IgnoresStockCountedAfterTheMonth) {
    count_stock(Day(2026, 11, 2), 500);

    EXPECT_THAT(rows_of(plan(kClosed), milk_.id)[0].reasons, HasSubstr("opening_stock_unknown"));
}

TEST_P(MonthPlanSuite, StoresTheSamePlanAgainWithTheSameHash) {
    const auto store = [&] {
        const auto made = plan(kClosed);
        return write([&](Transaction& t) { return store_plan(t, kRealScenario, made); });
    };
    const auto hash = store();

    EXPECT_EQ(store(), hash);
    const auto stored =
        read([&](Session& s) { return find_rows(s, kRealScenario, kClosed, milk_.id); });
    EXPECT_EQ(stored.size(), 7U);
}

TEST_P(MonthPlanSuite, ExplainsTheChangeAgainstThePlanOfTheMonthBefore) {
    const auto first = plan(kClosed);
    write([&](Transaction& t) { store_plan(t, kRealScenario, first); });
    forecast(kClosed + 1, {{milk_.id, 1500}, {tea_.id, 300}});

    const auto second = plan(kClosed + 1);

    std::int64_t demand_change = 0;
    for (const auto& row : rows_of(second, milk_.id)) {
        const auto reasons = nlohmann::json::parse(row.reasons);
        if (!row.previous_quantity) {
            EXPECT_FALSE(reasons.contains("change"));
            continue;
        }
        std::int64_t sum = 0;
        for (const auto& [code, units] : reasons["change"].items())
            sum += units.get<std::int64_t>();
        EXPECT_EQ(sum, row.quantity - *row.previous_quantity);
        demand_change += reasons["change"].value("demand", std::int64_t{0});
    }
    EXPECT_EQ(demand_change, 3 * 300);
}

TEST_P(MonthPlanSuite, KeepsNoSafetyStockForMonthsThatNeverSell) {
    forecast(kClosed - 1, {{milk_.id, 0}, {tea_.id, 300}});
    auto basis = read([&](Session& s) { return read_basis(s, kRealScenario, kClosed - 1); });
    EXPECT_THAT(basis.products[0].never_sells, testing::Each(true));
    basis.products[0].error_deviation = 100;
    const auto most_kept = [&] {
        std::int64_t most = 0;
        for (const auto& row : rows_of(make_plan(basis, {}), milk_.id))
            most = std::max(
                most, nlohmann::json::parse(row.reasons)["safety_target"].get<std::int64_t>());
        return most;
    };
    EXPECT_EQ(most_kept(), 0);
    basis.products[0].never_sells.assign(basis.products[0].never_sells.size(), false);
    EXPECT_GT(most_kept(), 0) << "rarely is not never";
}

TEST_P(MonthPlanSuite, HoldsPastForecastsAgainstSales) {
    const auto deviation = [&] {
        return read([&](Session& s) { return read_basis(s, kRealScenario, kClosed); })
            .products[0]
            .error_deviation;
    };
    EXPECT_NEAR(deviation(), 120, 1e-9);

    // Nothing was sold in October: an error of 900, beside three months' worth of 120.
    forecast(kClosed - 1, {{milk_.id, 900}});

    EXPECT_NEAR(deviation(), std::sqrt((3 * 120.0 * 120 + 900.0 * 900) / 4), 1e-3);
}

TEST_P(MonthPlanSuite, ShowsWhatAChangedForecastWouldDo) {
    auto basis = read([&](Session& s) { return read_basis(s, kRealScenario, kClosed); });
    auto one = only_with(basis, milk_.id);
    ASSERT_EQ(one.products.size(), 1U);
    const auto total = [](const MonthPlan& plan) {
        std::int64_t sum = 0;
        for (const auto& row : plan.rows) sum += row.quantity;
        return sum;
    };
    const auto before = total(make_plan(one, {}));

    one.products[0].demand[0] += 480;

    EXPECT_NEAR(static_cast<double>(total(make_plan(one, {})) - before), 480, 48);
}

}  // namespace
}  // namespace bihuan::production
