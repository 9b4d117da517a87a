#pragma once

#include <cmath>

#include <gtest/gtest.h>

#include "base/content_hash.h"
#include "business/company/outlets/outlet.h"
#include "business/company/people/people.h"
#include "business/company/products/brand.h"
#include "business/company/regions/regions.h"
#include "business/demand/forecasts/overrides.h"
#include "business/demand/production/month_plan.h"
#include "business/loop/months/closing.h"
#include "business/marketing/prices/price.h"
#include "business/marketing/promotions/promotion.h"
#include "business/sales/facts/facts.h"
#include "business/sales/facts/outlet_moves.h"
#include "support/databases.h"

namespace bihuan::months {

inline constexpr Month kClosed{2026, 10};
inline constexpr int kMonths = 30;

/// Two regions with two outlets each, two products of ours and one competitor's, thirty months of
/// weekly sales with a season and a promotion each November.
class ClosingSuite : public DatabaseTest {
protected:
    void SetUp() override {
        china_ = add_region("CN", {});
        east_ = add_region("E", china_.id);
        west_ = add_region("W", china_.id);
        write([&](Transaction& t) {
            channel_ = {.code = "MT", .name = "现代渠道"};
            t.insert(channel_);
            Brand brand{.code = "B", .name = "B", .own = true};
            t.insert(brand);
            for (auto* product : {&milk_, &tea_, &rival_}) {
                product->brand_id = brand.id;
                t.insert(*product);
            }
            Promotion promotion{.code = "P",
                                .name = "双十一",
                                .status = PromotionStatus::Approved,
                                .first_day = Day(2026, 11, 1),
                                .last_day = Day(2026, 11, 15),
                                .depth = Share(0.2),
                                .product_ids = {milk_.id}};
            t.insert(promotion);
            Price price{.product_id = tea_.id, .first_day = Day(2024, 1, 1), .price = {500}};
            t.insert(price);
        });
        planner_ = add_person("林静", Role::MarketingManager);
        add_outlet("E1", east_);
        add_outlet("E2", east_);
        add_outlet("W1", west_);
        add_outlet("W2", west_);
        sell(kClosed - (kMonths - 1), kClosed);
    }

    Region add_region(const std::string& code, Id<Region> parent) {
        Values values = to_values(Region{.code = code, .name = code, .parent_id = parent});
        write([&](Transaction& t) { add_row(t, regions::resource(), values, ""); });
        return from_row<Region>(values);
    }

    Person add_person(const std::string& name, Role role) {
        Values values = to_values(
            Person{.code = name, .name = name, .roles = {role}, .region_ids = {china_.id}});
        write([&](Transaction& t) { add_row(t, people::resource(), values, ""); });
        return from_row<Person>(values);
    }

    void add_outlet(const std::string& code, const Region& region) {
        Outlet outlet{.code = code,
                      .name = code,
                      .region_id = region.id,
                      .channel_id = channel_.id,
                      .outlet_class = "A"};
        Values values = to_values(outlet);
        write([&](Transaction& t) { add_row(t, facts::outlets_resource(), values, ""); });
        outlets_.push_back(from_row<Outlet>(values));
    }

    /// Whether an outlet had the product to sell on the day.
    virtual bool on_shelf(std::size_t /*outlet*/, const Product& /*product*/, Day /*day*/) const {
        return true;
    }

    /// Four reports a month, on the 3rd, 10th, 17th and 24th.
    void sell(Month first, Month last) {
        std::vector<facts::FactRow> rows;
        for (Month month = first; month <= last; month = month + 1)
            for (std::size_t outlet = 0; outlet < outlets_.size(); ++outlet)
                for (const auto* product : {&milk_, &tea_, &rival_})
                    for (int week = 0; week < 4; ++week) {
                        const Day day = month.first_day() + 2 + 7 * week;
                        if (!on_shelf(outlet, *product, day)) continue;
                        const double season = 1 + 0.3 * std::sin(0.5236 * month.number());
                        const auto units = static_cast<std::int64_t>(
                            (20 + 5 * static_cast<double>(outlet)) * season + week);
                        rows.push_back({.outlet_id = outlets_[outlet].id,
                                        .product_id = product->id,
                                        .day = day,
                                        .quantity = {units},
                                        .value = {units * 500},
                                        .price = Money{500},
                                        .coupon = month.month() == 11 ? 0.5 : 0.0,
                                        .row_number = static_cast<std::int64_t>(rows.size()) + 1});
                    }
        write([&](Transaction& t) {
            std::size_t next = 0;
            facts::add_facts(t, facts::FactKind::SellOut, {++imports_}, [&](facts::FactRow& row) {
                if (next == rows.size()) return false;
                row = rows[next++];
                return true;
            });
            t.record({.action = "facts.imported", .subject_kind = "imports"});
        });
    }

    CloseSummary close(CloseOptions options = {}) {
        options.month = kClosed;
        options.threads = 2;
        return close_month(database(), clock, viewer, options, {});
    }

    std::vector<ForecastRow> rows(Id<Scenario> scenario = kRealScenario, Id<Product> product = {}) {
        return read([&](Session& session) {
            return forecasts::rows_of_product(
                session, scenario, kClosed, product ? product : milk_.id);
        });
    }

    std::int64_t total(const std::vector<ForecastRow>& figures, Month target) {
        std::int64_t sum = 0;
        for (const auto& row : figures)
            if (row.target_month == target) sum += row.quantity;
        return sum;
    }

    Override change(OverrideLayer layer, std::int64_t quantity) {
        return {.month = kClosed,
                .target_month = kClosed + 1,
                .product_id = milk_.id,
                .layer = layer,
                .quantity_change = quantity,
                .reason = "大客户订单",
                .person_id = planner_.id};
    }

    /// What would differ if anything of the real month had been touched.
    std::string real_month() {
        return read([&](Session& session) {
            ContentHash hash;
            for (const auto* product : {&milk_, &tea_})
                for (const auto& row :
                     forecasts::rows_of_product(session, kRealScenario, kClosed, product->id))
                    for (const auto& value : to_values(row)) hash.add_value(value);
            for (const auto& row : production::find_rows(session, kRealScenario, kClosed, {}))
                for (const auto& value : to_values(row)) hash.add_value(value);
            for (const auto& step : steps_of(session, kRealScenario, kClosed))
                for (const auto& value : to_values(step)) hash.add_value(value);
            return hash.hex();
        });
    }

    Region china_;
    Region east_;
    Region west_;
    Channel channel_;
    Product milk_{.code = "MILK", .name = "牛奶", .category = "乳品", .units_per_box = 12};
    Product tea_{.code = "TEA", .name = "茶", .category = "茶饮", .units_per_box = 24};
    Product rival_{.code = "RIVAL", .name = "竞品", .own = false};
    Person planner_;
    std::vector<Outlet> outlets_;
    std::int64_t imports_ = 0;
};

}  // namespace bihuan::months
