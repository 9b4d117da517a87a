#include "app/check/company_check.h"

#include <gmock/gmock.h>

#include "app/demo/demo.h"
#include "business/demand/production/production_rule.h"
#include "business/loop/handovers/handover.h"
#include "business/loop/handovers/handovers.h"
#include "business/loop/months/closing_suite.h"
#include "business/loop/months/what_if.h"
#include "business/sales/targets/target_proposal.h"
#include "platform/identity/account.h"

namespace bihuan::check {
namespace {

using months::kClosed;

/// What another hand does in the database, and what the check says of it.
struct Change {
    const char* sql;
    const char* code;
    const char* place;  ///< Its beginning.
    const char* words;  ///< Some of the message.
};

class CompanyCheckSuite : public months::ClosingSuite {
protected:
    void SetUp() override {
        ClosingSuite::SetUp();
        add_figures(facts::FactKind::SellIn, 40);
        add_figures(facts::FactKind::Stock, 7);
        write([&](Transaction& t) {
            TargetProposal proposal{.target_month = kClosed + 1,
                                    .representative_id = planner_.id,
                                    .region_id = east_.id,
                                    .product_id = milk_.id,
                                    .quantity = {120}};
            t.insert(proposal);
            ProductionRule rule{.product_id = milk_.id, .batch_multiple = 12};
            t.insert(rule);
        });
        close();
        write([&](Transaction& t) {
            identity::store_account(t,
                                    {.person_id = planner_.id.value,
                                     .login = "lin",
                                     .password_hash = "$argon2id$",
                                     .must_change_password = true});
        });
        auto sales = change(OverrideLayer::SalesOverride, 33);
        sales.region_id = east_.id;
        write([&](Transaction& t) { forecasts::add_override(t, sales); });
        const auto person = planner_.id.value;
        Viewer reader{.person_id = person, .whole_company = true};
        database().write(reader, clock, [&](Transaction& t) {
            for (const auto& handover : t.all<Handover>()) {
                handovers::acknowledge(t, handover.id, "有多少新品？");
                handovers::decide(t, handover.id, "照办");
                break;
            }
        });
    }

    void add_figures(facts::FactKind kind, std::int64_t units) {
        write([&](Transaction& t) {
            std::size_t next = 0;
            facts::add_facts(t, kind, {++import_}, [&](facts::FactRow& row) {
                if (next == outlets_.size()) return false;
                row = {.outlet_id = outlets_[next].id,
                       .product_id = milk_.id,
                       .day = Day(2026, 10, 5),
                       .quantity = {units + static_cast<std::int64_t>(next)},
                       .value = {units * 100},
                       .row_number = static_cast<std::int64_t>(next) + 1};
                ++next;
                return true;
            });
        });
    }

    Issues issues() {
        return read([](Session& session) { return check_company(session); });
    }

    /// Of a company in which the statement was run; it is taken back afterwards.
    Issues issues_after(const char* sql) {
        return database().rehearse(viewer, clock, [&](Transaction& t) {
            const auto changed = t.execute(Query{"by_hand", sql, {}}, {}, Trace::None);
            EXPECT_GT(changed, 0) << sql;
            return check_company(t);
        });
    }

    std::int64_t import_ = 100;
};

INSTANTIATE_TEST_SUITE_P(Both, CompanyCheckSuite, both_databases(), dialect_name);

std::string all(const Issues& issues) {
    std::string text;
    for (const auto& issue : issues)
        text += fmt::format("{} {} {}\n", issue.code, issue.field, issue.message);
    return text;
}

constexpr Change kChanges[]{
    {"UPDATE prices SET price = price + 1",
     "row_changed",
     "/prices/",
     "price is 501, its last event says 500"},
    {"UPDATE people SET roles = '[\"administrator\"]'",
     "row_changed",
     "/people/",
     "roles is [\"administrator\"]"},
    {"UPDATE people SET clearance = 'secret'", "row_changed", "/people/", "clearance"},
    {"UPDATE promotions SET budget = 99", "row_changed", "/promotions/", "budget is 99"},
    {"UPDATE promotions SET depth = 0.5", "row_changed", "/promotions/", "depth is 0.5"},
    {"UPDATE production_rules SET batch_multiple = 24",
     "row_changed",
     "/production_rules/",
     "batch_multiple is 24"},
    {"UPDATE outlets SET name = '别的' WHERE code = 'E1'", "row_changed", "/outlets/", "E1"},
    {"UPDATE products SET units_per_box = 13 WHERE code = 'MILK'",
     "row_changed",
     "/products/",
     "units_per_box is 13, its last event says 12"},
    {"UPDATE target_proposals SET quantity = 121",
     "row_changed",
     "/target_proposals/",
     "quantity is 121"},
    {"UPDATE regions SET potential = 2 WHERE code = 'E'", "row_changed", "/regions/", "potential"},
    {"DELETE FROM prices", "row_missing", "/prices/", "is missing"},
    {"INSERT INTO channels (id, code, name, version) VALUES (77, 'X', 'X', 1)",
     "row_without_event",
     "/channels/77",
     "no event"},
    {"INSERT INTO accounts (person_id, login, password_hash, demo_password, changed_at)"
     " VALUES (77, 'ghost', 'x', FALSE, '2026-10-01T00:00:00Z')",
     "row_without_event",
     "/accounts/77",
     "ghost"},
    {"UPDATE accounts SET password_hash = '$argon2id$other'",
     "row_changed",
     "/accounts/",
     "lin has"},
    {"UPDATE accounts SET login = 'root'", "row_changed", "/accounts/", "root has another login"},
    {"UPDATE accounts SET demo_password = TRUE", "row_changed", "/accounts/", "flag"},
    {"UPDATE accounts SET must_change_password = FALSE", "row_changed", "/accounts/", "flag"},
    {"DELETE FROM accounts", "row_missing", "/accounts/", "is missing"},
    {"UPDATE overrides SET quantity_change = 34",
     "row_changed",
     "/overrides/",
     "quantity_change is 34"},
    {"UPDATE overrides SET quantity_change = 34",
     "corrections_differ",
     "/forecasts/1/2026-10",
     "MILK 牛奶 in E E"},
    {"DELETE FROM overrides",
     "corrections_differ",
     "/forecasts/1/2026-10",
     "sales_override is 33; the corrections in force make 0"},
    {"UPDATE forecasts SET sales_override = sales_override + 5, quantity = quantity + 5 WHERE "
     "sales_override > 0",
     "corrections_differ",
     "/forecasts/1/2026-10",
     "sales_override is 38; the corrections in force make 33"},
    {"UPDATE forecasts SET sales_override = 5, quantity = quantity + 5 WHERE sales_override = 0",
     "corrections_differ",
     "/forecasts/1/2026-10",
     "sales_override is 5; the corrections in force make 0"},
    {"UPDATE forecasts SET level = level + 1, quantity = quantity + 1",
     "output_changed",
     "/forecasts/1/2026-10",
     "written were"},
    {"UPDATE forecasts SET quantity = quantity + 1",
     "layers_differ",
     "/forecasts/1/2026-10",
     "its layers add up to"},
    {"UPDATE forecast_series SET evidence = '{}'",
     "output_changed",
     "/forecast_series/1/2026-10",
     "seal"},
    {"UPDATE forecast_sums SET trend = trend + 1",
     "wrong_sum",
     "/forecast_sums/1/2026-10",
     "trend is"},
    {"UPDATE targets SET quantity = quantity + 1, from_history = from_history + 1",
     "output_changed",
     "/targets/1/2026-10",
     "seal"},
    {"UPDATE targets SET quantity = quantity + 1",
     "layers_differ",
     "/targets/1/2026-10",
     "its parts add up to"},
    {"UPDATE production_plans SET demand = demand + 1, quantity = quantity + 1",
     "output_changed",
     "/production_plans/1/2026-10",
     "seal"},
    {"UPDATE production_plans SET quantity = quantity + 1",
     "layers_differ",
     "/production_plans/1/2026-10",
     "its layers add up to"},
    {"UPDATE forecast_scores SET absolute_error = 0",
     "output_changed",
     "/forecast_scores/1/2026-10",
     "seal"},
    {"UPDATE month_steps SET summary = '{}' WHERE step = 'targets'",
     "step_changed",
     "/month_steps/1/2026-10/targets",
     "summary_hash"},
    {"UPDATE month_steps SET status = 'stale' WHERE step = 'consensus'",
     "step_changed",
     "/month_steps/1/2026-10/consensus",
     "its status is stale, events say done"},
    {"UPDATE month_steps SET status = 'open' WHERE step = 'score'",
     "step_changed",
     "/month_steps/1/2026-10/score",
     "its status is open, events say done"},
    {"UPDATE month_steps SET person_id = 77",
     "step_changed",
     "/month_steps/1/2026-10/publish",
     "its person_id is 77"},
    {"UPDATE month_steps SET finished_at = '2020-01-01T00:00:00Z'",
     "step_changed",
     "/month_steps/1/2026-10/compile",
     "its finished_at is 2020-01-01"},
    {"UPDATE month_steps SET method = 'by hand'",
     "step_changed",
     "/month_steps/1/2026-10/supply",
     "its method is by hand"},
    {"UPDATE month_steps SET seen_event = 1000000",
     "step_changed",
     "/month_steps/1/2026-10/targets",
     "the newest event is"},
    {"DELETE FROM month_steps",
     "row_missing",
     "/month_steps/1/2026-10/score",
     "its event says it was done"},
    {"DELETE FROM month_steps WHERE step = 'publish'",
     "row_missing",
     "/month_steps/1/2026-10/publish",
     "its event says it was done"},
    {"INSERT INTO month_steps (scenario_id, month, step, status, input_hash, output_hash, summary, "
     "person_id) VALUES (1, '2026-09', 'publish', 'done', '', '', '{}', 0)",
     "row_without_event",
     "/month_steps/1/2026-09/publish",
     "no event says it was done"},
    {"UPDATE stocks SET quantity = quantity + 1", "facts_changed", "/stocks/", "4 of them"},
    {"UPDATE sell_in SET value = 0", "facts_changed", "/sell_in/", "4 of them"},
    {"UPDATE sell_out SET coupon = 0.9", "facts_changed", "/sell_out/", "were changed"},
    {"DELETE FROM sell_in", "facts_changed", "/sell_in/", "stored are 0"},
    {"UPDATE stocks SET import_id = 999", "facts_without_event", "/stocks/999", "no event"},
    {"UPDATE sales_months SET quantity = quantity + 1 WHERE month = '2026-10'",
     "wrong_sum",
     "/sales_months/2026-10",
     "the facts add up to"},
    {"UPDATE sales_months SET value = value + 1 WHERE month = '2026-10'",
     "wrong_sum",
     "/sales_months/2026-10",
     " value is"},
    {"UPDATE sales_weeks SET quantity = quantity + 1", "wrong_sum", "/sales_weeks/", "quantity is"},
    {"DELETE FROM sales_days", "wrong_sum", "/sales_days/", "own products"},
    {"UPDATE sell_out SET quantity = quantity + 1",
     "wrong_sum",
     "/sales_months/",
     "the facts add up to"},
    {"UPDATE handovers SET document = '{}'", "document_changed", "/handovers/", "delivered was"},
    {"UPDATE handovers SET document_hash = 'x'", "row_changed", "/handovers/", "document_hash"},
    {"UPDATE handovers SET decision = '不办' WHERE decision <> ''",
     "row_changed",
     "/handovers/",
     "decision is \"不办\""},
    {"UPDATE handovers SET completeness = 0.1", "row_changed", "/handovers/", "completeness"},
    {"UPDATE handover_receipts SET question = '？'",
     "row_changed",
     "/handover_receipts/",
     "question"},
    {"DELETE FROM handover_receipts", "row_missing", "/handover_receipts/", "is missing"},
    {"DELETE FROM visible_regions", "derived_row_wrong", "/visible_regions/", "is not stored"},
    {"INSERT INTO acquaintances (person_id, other_id) SELECT MIN(id), MAX(id) FROM people",
     "derived_row_wrong",
     "/acquaintances/",
     "does not follow"},
    {"INSERT INTO promotion_regions (row_id, region_id) SELECT promotions.id, -1 FROM promotions",
     "derived_row_wrong",
     "/promotion_regions/",
     "does not follow"},
    {"INSERT INTO region_paths (ancestor_id, region_id, depth) SELECT w.id, e.id, 1 FROM regions "
     "w, regions e"
     " WHERE w.code = 'W' AND e.code = 'E'",
     "derived_row_wrong",
     "/region_paths/",
     "does not follow"},
    {"UPDATE outlet_assignments SET region_id = (SELECT id FROM regions WHERE code = 'W')",
     "derived_row_wrong",
     "/outlet_assignments/",
     "newest assignment"},
    {"UPDATE overrides SET quantity_change = 9223372036854775807",
     "number_too_large",
     "/overrides/",
     "E E"},
    {"UPDATE target_proposals SET quantity = 9223372036854775807",
     "number_too_large",
     "/target_proposals/",
     "林静"},
    {"UPDATE forecasts SET quantity = 9223372036854775807",
     "number_too_large",
     "/forecasts/quantity",
     "MILK 牛奶"},
};

TEST_P(CompanyCheckSuite, NamesWhatAnotherHandChanged) {
    ASSERT_EQ(all(issues()), "");
    for (const auto& change : kChanges) {
        const auto found = issues_after(change.sql);
        const auto told = std::ranges::any_of(found, [&](const Issue& issue) {
            return issue.code == change.code && issue.field.starts_with(change.place) &&
                   issue.message.find(change.words) != std::string::npos;
        });
        EXPECT_TRUE(told) << change.sql << "\nwanted " << change.code << " " << change.place
                          << " … " << change.words << "\n"
                          << all(found).substr(0, 1500);
    }
    EXPECT_EQ(all(issues()), "");
}

TEST_P(CompanyCheckSuite, TakesAgreementFromEventsAndNotFromTheStep) {
    const auto found = database().rehearse(viewer, clock, [&](Transaction& t) {
        for (const char* sql : {"UPDATE month_steps SET status = 'stale' WHERE step = 'consensus'",
                                "UPDATE forecasts SET sales_override = sales_override + 500, "
                                "quantity = quantity + 500 "
                                "WHERE sales_override > 0"})
            EXPECT_GT(t.execute(Query{"by_hand", sql, {}}, {}, Trace::None), 0) << sql;
        return check_company(t);
    });
    EXPECT_TRUE(std::ranges::any_of(found, [](const Issue& issue) {
        return issue.code == "corrections_differ";
    })) << all(found);
}

/// Layers that a forecast took out are in force again once somebody agrees.
TEST_P(CompanyCheckSuite, HoldsCorrectionsAlsoBeforeTheyAreAgreedOnAnew) {
    close({.only = months::Step::Forecast, .force = true});
    EXPECT_EQ(all(issues()), "");
    const auto found = issues_after(
        "UPDATE forecasts SET sales_override = sales_override + 500, quantity = quantity + 500 "
        "WHERE target_month = '2026-11'");
    EXPECT_TRUE(std::ranges::any_of(found, [](const Issue& issue) {
        return issue.code == "corrections_differ";
    })) << all(found);
    close();
    EXPECT_EQ(all(issues()), "");
}

TEST_P(CompanyCheckSuite, APasswordPutThereByHandIsNotMadeRightByWhoUsesIt) {
    const auto put = [](Transaction& t, const std::string& hash) {
        t.execute(Query{"by_hand", "UPDATE accounts SET password_hash = '" + hash + "'", {}},
                  {},
                  Trace::None);
    };
    const auto account = [this](Session& session) {
        return *identity::find_account_of(session, planner_.id.value);
    };
    write([&](Transaction& t) {  // the same password, hashed anew
        const auto before = account(t);
        put(t, "anew");
        identity::note_rehash(t, before, "anew");
    });
    EXPECT_EQ(all(issues()), "");

    write([&](Transaction& t) { put(t, "by hand"); });
    write([&](Transaction& t) {
        const auto before = account(t);
        put(t, "by hand, anew");
        identity::note_rehash(t, before, "by hand, anew");
    });
    EXPECT_NE(all(issues()).find("row_changed /accounts/"), std::string::npos);
    write([&](Transaction& t) {
        auto own = account(t);
        own.password_hash = "own";
        identity::store_account(t, own, identity::PasswordGiver::Self);
    });
    EXPECT_NE(all(issues()).find("row_changed /accounts/"), std::string::npos);

    write([&](Transaction& t) {  // by an administrator
        auto given = account(t);
        given.password_hash = "given";
        identity::store_account(t, given);
    });
    EXPECT_EQ(all(issues()), "");
    write([&](Transaction& t) { identity::erase_account(t, planner_.id.value); });
    EXPECT_EQ(all(issues()), "");
}

TEST_P(CompanyCheckSuite, FindsNothingWrongWithWhatPeopleDo) {
    const auto what_if =
        write([&](Transaction& t) { return months::find_or_make_what_if(t, "低价", kClosed); });
    EXPECT_EQ(all(issues()), "");
    auto copied = change(OverrideLayer::MarketingOverride, -7);
    copied.scenario_id = what_if.id;
    write([&](Transaction& t) { forecasts::add_override(t, copied); });
    close({.scenario = what_if.id});
    EXPECT_EQ(all(issues()), "");

    auto marketing = change(OverrideLayer::MarketingOverride, -20);
    write([&](Transaction& t) { forecasts::add_override(t, marketing); });
    write([&](Transaction& t) { forecasts::withdraw_override(t, marketing.id, "错了"); });
    EXPECT_EQ(all(issues()), "");

    // Figures of the past are corrected, an outlet moves, a price rises; the month is closed anew.
    add_figures(facts::FactKind::Stock, 9);
    sell(kClosed, kClosed);
    write([&](Transaction& t) {
        auto values = to_values(outlets_[0]);
        auto moved = outlets_[0];
        moved.region_id = west_.id;
        values = to_values(moved);
        change_row(t, facts::outlets_resource(), values, 1, "搬迁");
        auto price = t.all<Price>().front();
        price.price = {520};
        t.update(price, price.version);
    });
    EXPECT_EQ(all(issues()), "");
    close();
    EXPECT_EQ(all(issues()), "");

    write([&](Transaction& t) { months::remove_what_if(t, what_if.id); });
    EXPECT_EQ(all(issues()), "");
}

class DemoCheckSuite : public DatabaseTest {};

INSTANTIATE_TEST_SUITE_P(Both, DemoCheckSuite, both_databases(), dialect_name);

TEST_P(DemoCheckSuite, ADemoCompanyWithAClosedMonthIsSound) {
    demo::build_demo(database(), clock, {});
    months::close_month(database(), clock, viewer, {.month = kClosed, .threads = 2}, {});
    const auto issues = read([](Session& session) { return check_company(session); });
    EXPECT_EQ(all(issues), "");
}

}  // namespace
}  // namespace bihuan::check
