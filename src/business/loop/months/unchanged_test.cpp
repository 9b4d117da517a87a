#include <algorithm>
#include <mutex>

#include <gmock/gmock.h>

#include "business/company/channels/channel.h"
#include "business/demand/forecasts/forecast_month.h"
#include "business/demand/forecasts/forecast_sums.h"
#include "business/demand/forecasts/scores.h"
#include "business/demand/production/production_rule.h"
#include "business/loop/months/closing_suite.h"
#include "business/loop/months/what_if.h"
#include "business/sales/targets/target_proposal.h"

namespace bihuan::months {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::Field;
using ::testing::Not;

/// A close leaves its steps alone when nothing was written, and never when anything was.
class UnchangedSuite : public ClosingSuite {
protected:
    /// Milk of one outlet on a day: a new figure, or the correction of one.
    void state(facts::FactKind kind, Id<Outlet> outlet, Day day, std::int64_t units) {
        write([&](Transaction& t) {
            bool told = false;
            facts::add_facts(t, kind, {++imports_}, [&](facts::FactRow& row) {
                if (std::exchange(told, true)) return false;
                row = {.outlet_id = outlet,
                       .product_id = milk_.id,
                       .day = day,
                       .quantity = {units},
                       .value = {units * 500},
                       .row_number = 1};
                return true;
            });
            t.record({.action = "facts.imported", .subject_kind = "imports"});
        });
    }

    template <class Noun, class Change>
    void edit(const Resource& resource, Id<Noun> id, Change&& change) {
        auto noun = read([&](Session& session) { return session.get(id); });
        change(noun);
        Values values = to_values(noun);
        write([&](Transaction& t) { change_row(t, resource, values, noun.version, "test"); });
    }

    template <class Noun>
    void add(Noun noun) {
        write([&](Transaction& t) { t.insert(noun); });
    }

    /// Closed, changed, closed again: `step` is worked out anew, and all comes to the same as when
    /// every step is.
    template <class Change>
    void expect_seen(const char* what, Step step, Change&& change) {
        SCOPED_TRACE(what);
        close();
        EXPECT_THAT(close().steps, Each(Field(&StepOutcome::skipped, true)));
        change();
        const auto after = close();
        EXPECT_FALSE(after.steps[static_cast<std::size_t>(step)].skipped);
        const auto forced = close({.force = true});
        for (std::size_t i = 0; i < kSteps; ++i)
            EXPECT_EQ(after.steps[i].output_hash, forced.steps[i].output_hash)
                << choice_name(static_cast<Step>(i));
    }

    /// The queries of another close of the month by a program of its own.
    std::vector<std::string> queries_of_a_close() {
        std::mutex mutex;
        std::vector<std::string> names;
        const auto company =
            Database::open(database_.address(), {.on_query = [&](std::string_view name) {
                               const std::lock_guard lock(mutex);
                               names.emplace_back(name);
                           }});
        close_month(*company, clock, viewer, {.month = kClosed, .threads = 2}, {});
        return names;
    }

    /// What the month's steps wrote, figure by figure.
    std::string all_figures() {
        return read([&](Session& session) {
            ContentHash hash;
            const auto add = [&](const auto& rows) {
                for (const auto& row : rows)
                    for (const auto& value : to_values(row)) hash.add_value(value);
            };
            for (const auto* product : {&milk_, &tea_})
                add(forecasts::rows_of_product(session, kRealScenario, kClosed, product->id));
            add(production::find_rows(session, kRealScenario, kClosed, {}));
            add(forecasts::scores_of(session, kRealScenario, kClosed));
            for (const auto& step : steps_of(session, kRealScenario, kClosed))
                hash.add(step.output_hash);
            return hash.hex();
        });
    }

    const Resource products_ = facts::products_resource();
    const Resource outlets_kind_ = facts::outlets_resource();
};

INSTANTIATE_TEST_SUITE_P(Both, UnchangedSuite, both_databases(), dialect_name);

TEST_P(UnchangedSuite, NothingWrittenMeansNothingRead) {
    close();

    const auto names = queries_of_a_close();

    EXPECT_THAT(names, Contains("months.events_since"));
    for (const char* name : {"months.month_totals",
                             "forecasts.node_sales",
                             "targets.sold_by_region",
                             "production.forecast_demand",
                             "forecasts.frozen_forecast"})
        EXPECT_THAT(names, Not(Contains(name)));
}

TEST_P(UnchangedSuite, WhatNoStepRestsOnIsReadOverOnce) {
    close();
    add(Brand{.code = "N", .name = "N"});

    EXPECT_THAT(queries_of_a_close(), Contains("forecasts.node_sales"));
    EXPECT_THAT(queries_of_a_close(), Not(Contains("forecasts.node_sales")));
}

TEST_P(UnchangedSuite, FactsAreSeen) {
    const Day last = kClosed.first_day() + 20;
    expect_seen("a new fact", Step::Forecast, [&] {
        state(facts::FactKind::SellOut, outlets_[0].id, last, 7);
    });
    expect_seen("a correction", Step::Forecast, [&] {
        state(facts::FactKind::SellOut, outlets_[0].id, last, 8);
    });
    expect_seen("a fact of a month long past", Step::Forecast, [&] {
        state(facts::FactKind::SellOut, outlets_[0].id, (kClosed - 20).first_day() + 5, 900);
    });
    add_outlet("X1", west_);
    edit(outlets_kind_, outlets_.back().id, [](Outlet& o) { o.outlet_class = "W"; });
    expect_seen("a count of stock", Step::Supply, [&] {
        state(facts::FactKind::Stock, outlets_.back().id, last, 240);
    });
    expect_seen("an empty shelf", Step::Forecast, [&] {
        state(facts::FactKind::Stock, outlets_[0].id, kClosed.first_day() + 24, 0);
    });
}

TEST_P(UnchangedSuite, MasterDataIsSeen) {
    expect_seen("an outlet's move", Step::Forecast, [&] {
        write([&](Transaction& t) {
            facts::move_outlet(t, outlets_[0].id, west_.id, channel_.id, kClosed.first_day());
        });
    });
    expect_seen("a product's stage", Step::Forecast, [&] {
        edit(products_, tea_.id, [](Product& p) { p.stage = LifecycleStage::Introduction; });
    });
    expect_seen("a product's last day", Step::Forecast, [&] {
        edit(products_, tea_.id, [](Product& p) { p.active_to = Day(2026, 12, 31); });
    });
    expect_seen("a rival that becomes ours", Step::Forecast, [&] {
        edit(products_, rival_.id, [](Product& p) { p.own = true; });
    });
    expect_seen("a region's potential", Step::Targets, [&] {
        edit(regions::resource(), east_.id, [](Region& r) { r.potential = 3; });
    });
    expect_seen("a region's place", Step::Forecast, [&] {
        edit(regions::resource(), west_.id, [&](Region& r) { r.parent_id = east_.id; });
    });
}

TEST_P(UnchangedSuite, PlansAreSeen) {
    const auto price = read([](Session& session) { return session.all<Price>().front(); });
    const auto promotion = read([](Session& session) { return session.all<Promotion>().front(); });
    expect_seen("a price", Step::Forecast, [&] {
        edit(make_resource<Price>("prices", "prices"), price.id, [](Price& p) { p.price = {450}; });
    });
    expect_seen("a promotion", Step::Forecast, [&] {
        edit(make_resource<Promotion>("promotions", "promotions"), promotion.id, [](Promotion& p) {
            p.depth = Share(0.4);
        });
    });
    expect_seen("a new promotion", Step::Forecast, [&] {
        add(Promotion{.code = "Q",
                      .name = "年货",
                      .status = PromotionStatus::Approved,
                      .first_day = Day(2026, 12, 1),
                      .last_day = Day(2026, 12, 9)});
    });
    expect_seen("a proposal", Step::Targets, [&] {
        add(TargetProposal{.target_month = kClosed + 1,
                           .representative_id = planner_.id,
                           .region_id = east_.id,
                           .product_id = milk_.id,
                           .quantity = {999}});
    });
    expect_seen("a rule of production", Step::Supply, [&] {
        add(ProductionRule{.product_id = milk_.id, .minimum_batch = 5000});
    });
    expect_seen("an order of production", Step::Supply, [&] {
        add(ProductionOrder{
            .code = "O1", .product_id = milk_.id, .due_day = Day(2026, 11, 9), .quantity = {600}});
    });
}

TEST_P(UnchangedSuite, CorrectionsOfTheForecastAreSeen) {
    auto override = change(OverrideLayer::SalesOverride, 101);
    auto edited = change(OverrideLayer::IndexEdit, 0);
    edited.edited_index = "festival";
    edited.factor = 1.2;
    expect_seen("an override", Step::Consensus, [&] {
        write([&](Transaction& t) { forecasts::add_override(t, override); });
    });
    expect_seen("an edited index", Step::Consensus, [&] {
        write([&](Transaction& t) { forecasts::add_override(t, edited); });
    });
    expect_seen("a withdrawal", Step::Consensus, [&] {
        write([&](Transaction& t) { forecasts::withdraw_override(t, override.id, "mistake"); });
    });
}

TEST_P(UnchangedSuite, AnEditedIndexIsLaidOnWithoutRefittingAnything) {
    auto edited = change(OverrideLayer::IndexEdit, 0);
    edited.edited_index = "festival";
    edited.factor = 1.2;
    close();
    const auto before = rows();

    write([&](Transaction& t) { forecasts::add_override(t, edited); });
    const auto queries = queries_of_a_close();
    const auto after = all_figures();

    for (const char* name :
         {"forecasts.node_sales", "forecasts.clear_forecasts", "forecasts.frozen_forecast"})
        EXPECT_THAT(queries, Not(Contains(name)));
    EXPECT_NE(total(rows(), kClosed + 1), total(before, kClosed + 1));
    close({.force = true});
    EXPECT_EQ(all_figures(), after);
}

TEST_P(UnchangedSuite, ACorrectionOfAnEarlierMonthsForecastIsScored) {
    close_month(database(), clock, viewer, {.month = kClosed - 1, .threads = 1}, {});
    auto earlier = change(OverrideLayer::SalesOverride, 500);
    earlier.month = kClosed - 1;
    earlier.target_month = kClosed;
    expect_seen("a correction of what is scored", Step::Score, [&] {
        write([&](Transaction& t) { forecasts::add_override(t, earlier); });
    });
}

TEST_P(UnchangedSuite, TheCloseOfAnEarlierMonthIsSeen) {
    expect_seen("an earlier month", Step::Score, [&] {
        close_month(database(), clock, viewer, {.month = kClosed - 1, .threads = 1}, {});
    });
}

TEST_P(UnchangedSuite, AnotherMethodWorksEveryStepOutAnew) {
    close();
    EXPECT_THAT(close({.method = "another"}).steps, Each(Field(&StepOutcome::skipped, false)));
    EXPECT_THAT(close({.method = "another"}).steps, Each(Field(&StepOutcome::skipped, true)));
}

TEST_P(UnchangedSuite, TwoSessionsReadWhatOneReads) {
    const auto one = read([](Session& session) { return forecasts::read_basis(session, kClosed); });
    const auto two = forecasts::read_basis(database(), viewer, kClosed);

    EXPECT_EQ(two.content_hash, one.content_hash);
    EXPECT_EQ(two.history.keys, one.history.keys);
    EXPECT_EQ(two.history.quantities, one.history.quantities);
    EXPECT_EQ(two.history.reported, one.history.reported);
    EXPECT_EQ(two.plans.promoted_depth, one.plans.promoted_depth);
}

TEST_P(UnchangedSuite, SumsOfForecastsAreThoseOfTheirRows) {
    const auto wrong = [&] {
        return read([](Session& session) { return forecasts::find_wrong_forecast_sums(session); });
    };
    close();
    auto override = change(OverrideLayer::SalesOverride, 33);
    write([&](Transaction& t) { forecasts::add_override(t, override); });
    EXPECT_EQ(wrong().size(), 0U);

    write([&](Transaction& t) {
        t.execute({"test.spoil",
                   "UPDATE forecast_sums SET quantity = quantity + 1, series = series + 1"
                   " WHERE target_month = '2026-12' AND region_id = :region_id",
                   {}},
                  {{"region_id", east_.id}},
                  Trace::None);
    });
    const auto found = wrong();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].target_month, kClosed + 2);
    EXPECT_EQ(found[0].stored_quantity, found[0].right_quantity + 1);
}

}  // namespace
}  // namespace bihuan::months
