#pragma once

#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "business/company/outlets/outlet.h"
#include "business/company/products/brand.h"
#include "business/company/regions/regions.h"
#include "business/demand/forecasts/forecast_row.h"
#include "business/sales/facts/facts.h"
#include "business/sales/facts/outlet_moves.h"
#include "business/sales/targets/month_targets.h"
#include "support/databases.h"

namespace bihuan::targets {

inline constexpr Month kClosed{2026, 10};

/// Company → East (Wang, Li) and West (nobody); two products.
class TargetCompany : public DatabaseTest {
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
        outlet_a_ = add_outlet("A", east_, wang_.id);
        add_outlet("B", east_, wang_.id);
        add_outlet("C", east_, li_.id);
        const auto d = add_outlet("D", west_, {});
        sell({{outlet_a_, milk_.id, 600}, {outlet_a_, tea_.id, 200}, {d, milk_.id, 200}});
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

    void sell(const std::vector<Sale>& sales, Day day = Day(2026, 10, 15)) {
        write([&](Transaction& t) {
            std::size_t i = 0;
            facts::add_facts(t, facts::FactKind::SellOut, {make_id()}, [&](facts::FactRow& row) {
                if (i == sales.size()) return false;
                row = {.outlet_id = sales[i].outlet,
                       .product_id = sales[i].product,
                       .day = day,
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
    Id<Outlet> outlet_a_;
    Channel channel_{.code = "MT", .name = "现代渠道"};
    Product milk_{.code = "MILK", .name = "牛奶"};
    Product tea_{.code = "TEA", .name = "茶"};
    Person wang_{.code = "wang", .name = "王", .roles = {Role::Representative}};
    Person li_{.code = "li", .name = "李", .roles = {Role::Representative}};
};

}  // namespace bihuan::targets
