#include "business/demand/forecasts/stock_outs.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "business/demand/forecasts/forecasts_api.h"
#include "business/loop/months/closing_suite.h"
#include "platform/identity/identity_api.h"

// Empty shelves: what stock counts tell of them, and what a close makes of it.
namespace bihuan::months {
namespace {

using facts::FactKind;
using forecasts::StockOut;
using nlohmann::json;

/// The first outlet sells no milk in the last days of the closed month.
class StockOutsSuite : public ClosingSuite {
protected:
    static constexpr Day kCounted{2026, 10, 4};

    bool on_shelf(std::size_t outlet, const Product& product, Day day) const override {
        return outlet != 0 || product.id != milk_.id || day < kCounted || day >= Day(2026, 11, 1);
    }

    void state(FactKind kind, Id<Outlet> outlet, Day day, std::int64_t quantity) {
        bool given = false;
        write([&](Transaction& t) {
            facts::add_facts(t, kind, {++imports_}, [&](facts::FactRow& row) {
                if (std::exchange(given, true)) return false;
                row = {.outlet_id = outlet,
                       .product_id = milk_.id,
                       .day = day,
                       .quantity = {quantity},
                       .row_number = 1};
                return true;
            });
            t.record({.action = "facts.imported", .subject_kind = "imports"});
        });
    }

    std::vector<StockOut> stock_outs() {
        return read([&](Session& session) {
            const auto of = [&](Id<Product> product) {
                return forecasts::load_stock_outs(
                    session, kClosed - (kMonths - 1), kClosed, product);
            };
            EXPECT_TRUE(of(tea_.id).empty());
            EXPECT_EQ(of(milk_.id).size(), of({}).size());
            return of({});
        });
    }

    std::int64_t expected_in(const Region& region) {
        std::int64_t sum = 0;
        for (const auto& row : rows())
            if (row.region_id == region.id && row.target_month == kClosed + 1) sum += row.quantity;
        return sum;
    }

    json anatomy() {
        http::Request request{.query = http::Query::parse("month=2026-10&product_id=" +
                                                          std::to_string(milk_.id.value))
                                           .value()};
        request.caller = std::make_shared<const identity::Caller>(
            identity::Caller{.viewer = people::viewer_of(planner_)});
        for (const auto& operation : forecasts::rerun_operations(database()))
            if (operation.path == "/v1/forecasts/anatomy")
                return json::parse(std::get<std::string>(operation.handler(request).body));
        return {};
    }
};

INSTANTIATE_TEST_SUITE_P(Both, StockOutsSuite, both_databases(), dialect_name);

TEST_P(StockOutsSuite, AnEmptyShelfIsNoFallingDemand) {
    close();
    const auto sold_less = expected_in(east_);
    const auto elsewhere = expected_in(west_);
    const auto told = anatomy();
    for (const auto& point : told["cleaned"]) EXPECT_NE(point["reason"], "stock_out");

    state(FactKind::Stock, outlets_[0].id, kCounted, 0);
    close();

    EXPECT_GT(expected_in(east_), sold_less * 11 / 10);
    EXPECT_NEAR(static_cast<double>(expected_in(west_)),
                static_cast<double>(elsewhere),
                0.05 * static_cast<double>(elsewhere));
}

TEST_P(StockOutsSuite, ThePlannerSeesTheMonthAndWhy) {
    state(FactKind::Stock, outlets_[0].id, kCounted, 0);
    close();

    const auto told = anatomy();
    EXPECT_EQ(told["matches"], true);
    ASSERT_EQ(told["cleaned"].size(), 1U);
    const auto& point = told["cleaned"][0];
    EXPECT_EQ(point["month"], "2026-10");
    EXPECT_EQ(point["reason"], "stock_out");
    EXPECT_GT(point["used"].get<double>(), point["was"].get<double>() * 1.2);
}

TEST_P(StockOutsSuite, LastsUntilSomethingShowsThatItIsOver) {
    EXPECT_TRUE(stock_outs().empty());
    const auto outlet = outlets_[0].id;
    state(FactKind::Stock, outlet, kCounted, 0);
    ASSERT_EQ(stock_outs().size(), 1U);
    EXPECT_EQ(stock_outs()[0].from, kCounted + 1);
    EXPECT_EQ(stock_outs()[0].until, kCounted + 1 + forecasts::kLongestStockOut);
    EXPECT_GT(stock_outs()[0].a_day, 1);
    EXPECT_EQ(stock_outs()[0].key.region_id, east_.id.value);

    state(FactKind::Stock, outlet, Day(2026, 10, 11), 0);  // still empty: the same one
    ASSERT_EQ(stock_outs().size(), 1U);
    state(FactKind::Stock, outlet, Day(2026, 10, 28), 5);
    EXPECT_EQ(stock_outs()[0].until, Day(2026, 10, 28));
    state(FactKind::SellIn, outlet, Day(2026, 10, 25), 24);
    EXPECT_EQ(stock_outs()[0].until, Day(2026, 10, 25));
    state(FactKind::SellOut, outlet, Day(2026, 10, 21), 1);
    EXPECT_EQ(stock_outs()[0].until, Day(2026, 10, 21));
    state(FactKind::SellOut, outlet, Day(2026, 10, 21), 0);  // corrected: it did not sell
    EXPECT_EQ(stock_outs()[0].until, Day(2026, 10, 25));
    state(FactKind::Stock, outlet, Day(2026, 10, 30), 0);  // and empty again
    ASSERT_EQ(stock_outs().size(), 2U);
    EXPECT_EQ(stock_outs()[1].from, Day(2026, 10, 31));
}

TEST_P(StockOutsSuite, IsNotToldByCorrectedCountsNorOfWarehousesNorUnsoldProducts) {
    state(FactKind::Stock, outlets_[1].id, kCounted, 0);
    ASSERT_EQ(stock_outs().size(), 1U);
    state(FactKind::Stock, outlets_[1].id, kCounted, 30);
    EXPECT_TRUE(stock_outs().empty());

    add_outlet("W9", west_);  // never sold anything
    state(FactKind::Stock, outlets_.back().id, kCounted, 0);
    EXPECT_TRUE(stock_outs().empty());
}

TEST_P(StockOutsSuite, CostsWhatTheOutletUsuallySells) {
    state(FactKind::Stock, outlets_[0].id, kCounted, 0);
    const auto history = read([&](Session& session) {
        return forecasts::load_history(session, kClosed, forecasts::Grain::Node);
    });
    ASSERT_FALSE(history.lost.empty());
    for (std::size_t series = 0; series < history.size(); ++series) {
        const auto& key = history.keys[series];
        const double lost = history.demand(series, history.months - 1) -
                            history.quantity(series, history.months - 1);
        const bool empty = key.product_id == milk_.id.value && key.region_id == east_.id.value;
        EXPECT_NEAR(lost, empty ? 27 * stock_outs()[0].a_day : 0, 1e-9);
        EXPECT_EQ(history.demand(series, 0), history.quantity(series, 0));
    }
}

}  // namespace
}  // namespace bihuan::months
