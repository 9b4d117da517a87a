#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "business/demand/forecasts/forecasts_api.h"
#include "business/loop/months/closing_suite.h"
#include "platform/identity/identity_api.h"

// The engine run again for the page of a forecast: it gives what the close gave, and at an earlier
// month it knows nothing that came later.
namespace bihuan::months {
namespace {

using nlohmann::json;

class RerunsSuite : public ClosingSuite {
protected:
    json ask(const std::string& what, const std::string& query) {
        return ask_as(whole_company(), what, query);
    }

    json ask_as(const Viewer& person, const std::string& what, const std::string& query) {
        return ask_of(forecasts::rerun_operations(database()), person, what, query);
    }

    static json ask_of(const std::vector<http::Operation>& operations,
                       const Viewer& person,
                       const std::string& what,
                       const std::string& query) {
        http::Request request{.query = http::Query::parse(query).value()};
        request.caller =
            std::make_shared<const identity::Caller>(identity::Caller{.viewer = person});
        for (const auto& operation : operations) {
            EXPECT_EQ(operation.permission, "forecasts.read");
            if (operation.path == "/v1/forecasts/" + what)
                return json::parse(std::get<std::string>(operation.handler(request).body));
        }
        return {};
    }

    Viewer whole_company() { return people::viewer_of(planner_); }

    std::string milk(const std::string& month = "2026-10") {
        return "month=" + month + "&product_id=" + std::to_string(milk_.id.value);
    }

    void close_month_of(Month month) {
        CloseOptions options{.month = month};
        options.threads = 2;
        close_month(database(), clock, viewer, options, {});
    }

    static json figure(const json& hindsight, const std::string& month, int lead) {
        for (const auto& one : hindsight["months"])
            if (one["month"] == month && one["lead"] == lead) return one;
        return {};
    }
};

INSTANTIATE_TEST_SUITE_P(Both, RerunsSuite, both_databases(), dialect_name);

TEST_P(RerunsSuite, TwelveMonthsAreSeenOneAndThreeMonthsBefore) {
    const auto hindsight = ask("hindsight", milk());

    EXPECT_EQ(hindsight["grain"], "nodes");
    EXPECT_EQ(hindsight["series"], 2);
    ASSERT_EQ(hindsight["months"].size(), 24U);
    const auto first = hindsight["months"][0];
    EXPECT_EQ(first["month"], "2025-11");
    EXPECT_EQ(first["origin"], "2025-10");
    EXPECT_EQ(first["source"], "rerun");
    EXPECT_EQ(figure(hindsight, "2026-10", 3)["origin"], "2026-07");
    const auto last = figure(hindsight, "2026-10", 1);
    EXPECT_EQ(last["naive"], figure(hindsight, "2026-09", 1)["actual"]);
    EXPECT_GE(last["high95"], last["high80"]);
    EXPECT_GE(last["high80"], last["forecast"]);
    EXPECT_EQ(hindsight["scores"][0]["engine"]["months"], 12);
    // A season without noise: the engine is nearer than "as last month".
    EXPECT_LT(hindsight["scores"][0]["engine"]["wape"].get<double>(),
              hindsight["scores"][0]["naive"]["wape"].get<double>());
}

TEST_P(RerunsSuite, AnEarlierMonthIsForecastAsItsCloseForecastIt) {
    const auto before = ask("hindsight", milk());
    const auto all_before = ask("hindsight", "month=2026-10");
    close_month_of(kClosed - 1);
    const auto after = ask("hindsight", milk());
    const auto all_after = ask("hindsight", "month=2026-10");

    auto expected = figure(before, "2026-10", 1);
    const auto closed = figure(after, "2026-10", 1);
    EXPECT_EQ(closed["source"], "close");
    EXPECT_EQ(closed["published"], closed["forecast"]);
    for (const auto* name : {"forecast", "low80", "high80", "low95", "high95", "actual"}) {
        EXPECT_EQ(closed[name], expected[name]) << name;
        EXPECT_EQ(figure(all_after, "2026-10", 1)[name], figure(all_before, "2026-10", 1)[name])
            << name;
    }
}

TEST_P(RerunsSuite, WhatWasSoldLaterChangesNoEarlierForecast) {
    const auto before = ask("hindsight", milk());
    add_outlet("E3", east_);  // opens in the last month
    sell(kClosed, kClosed);
    const auto after = ask("hindsight", milk());

    EXPECT_GT(figure(after, "2026-10", 1)["actual"], figure(before, "2026-10", 1)["actual"]);
    for (std::size_t i = 0; i < 24; ++i)
        EXPECT_EQ(after["months"][i]["forecast"], before["months"][i]["forecast"]);
}

TEST_P(RerunsSuite, CorrectionsAreShownBesideTheEnginesOwnFigure) {
    close();
    auto override = change(OverrideLayer::SalesOverride, 40);
    write([&](Transaction& t) { forecasts::add_override(t, override); });
    sell(kClosed + 1, kClosed + 1);

    const auto november = figure(ask("hindsight", milk("2026-11")), "2026-11", 1);

    EXPECT_EQ(november["source"], "close");
    EXPECT_EQ(november["published"], november["forecast"].get<std::int64_t>() + 40);
}

TEST_P(RerunsSuite, TheAnatomyIsThatOfTheStoredForecast) {
    close();
    const auto anatomy = ask("anatomy", milk());

    EXPECT_EQ(anatomy["matches"], true);
    EXPECT_EQ(anatomy["series"], 2);
    double weight = 0;
    for (const auto& model : anatomy["models"]) {
        weight += model["weight"].get<double>();
        EXPECT_EQ(model["forecast"].size(), 6U);
    }
    EXPECT_NEAR(weight, 1, 1e-9);
    EXPECT_EQ(anatomy["fit"].size(), static_cast<std::size_t>(kMonths));
    EXPECT_TRUE(anatomy["fit"].back()["quantity"].is_number());
    EXPECT_EQ(anatomy["statuses"][0]["status"], "regular");
    EXPECT_EQ(ask("anatomy", "month=2026-10")["matches"], true);
}

TEST_P(RerunsSuite, EverybodySeesTheirOwnRegionsOnly) {
    close();
    auto person = planner_;
    person.roles = {Role::RegionalManager};
    person.region_ids = {east_.id};
    Values values = to_values(person);
    write([&](Transaction& t) { change_row(t, people::resource(), values, person.version, ""); });
    const auto manager = people::viewer_of(from_row<Person>(values));
    const auto region = [&](const Region& one) {
        return milk() + "&region_id=" + std::to_string(one.id.value);
    };

    const auto mine = ask_as(manager, "hindsight", milk());

    EXPECT_EQ(mine["series"], 1);
    const auto all = whole_company();
    EXPECT_EQ(mine["months"], ask_as(all, "hindsight", region(east_))["months"]);
    EXPECT_NE(mine["months"], ask_as(all, "hindsight", region(west_))["months"]);
    EXPECT_EQ(ask_as(manager, "anatomy", "month=2026-10")["series"], 2);
    EXPECT_THROW(ask_as(manager, "hindsight", region(west_)), Error);
    EXPECT_THROW(ask_as(manager, "anatomy", region(west_)), Error);
}

TEST_P(RerunsSuite, WhatIsRememberedIsWhatWouldBeRunAgain) {
    close();
    const auto operations = forecasts::rerun_operations(database());
    const auto ask_both = [&](const std::string& query) {
        const auto remembered = ask_of(operations, whole_company(), "hindsight", query);
        EXPECT_EQ(remembered, ask("hindsight", query)) << query;
        return remembered;
    };
    const auto east = milk() + "&region_id=" + std::to_string(east_.id.value);

    const auto first = ask_both(milk());
    EXPECT_EQ(ask_both(milk()), first);
    EXPECT_NE(ask_both(east)["months"], first["months"]);
    // A correction changes no earlier forecast, and nothing is forgotten by it.
    auto correction = change(OverrideLayer::SalesOverride, 40);
    write([&](Transaction& t) { forecasts::add_override(t, correction); });
    EXPECT_EQ(ask_both(milk()), first);

    add_outlet("E3", east_);
    sell(kClosed - 8, kClosed);
    const auto more = ask_both(milk());
    EXPECT_NE(more["months"], first["months"]);
    write([&](Transaction& t) {
        Promotion promotion{.code = "Q",
                            .name = "中秋",
                            .status = PromotionStatus::Approved,
                            .first_day = Day(2026, 9, 1),
                            .last_day = Day(2026, 9, 20),
                            .depth = Share(0.3),
                            .product_ids = {milk_.id}};
        t.insert(promotion);
    });
    EXPECT_NE(ask_both(milk())["months"], more["months"]);
    EXPECT_NE(ask_both(milk("2026-09")), more);
}

TEST_P(RerunsSuite, AProductOfManyPlacesNeedsNoOther) {
    for (int i = 0; i < 8; ++i)
        add_outlet("R" + std::to_string(i), add_region("R" + std::to_string(i), china_.id));
    sell(kClosed - (kMonths - 1), kClosed);
    const auto without_close = ask("anatomy", milk());
    close();

    const auto anatomy = ask("anatomy", milk());
    const auto hindsight = ask("hindsight", milk());

    EXPECT_EQ(anatomy["matches"], true);
    EXPECT_EQ(anatomy["series"], 10);
    EXPECT_EQ(anatomy["models"], without_close["models"]);
    EXPECT_EQ(hindsight["series"], 10);
    close_month_of(kClosed - 1);
    EXPECT_EQ(figure(ask("hindsight", milk()), "2026-10", 1)["forecast"],
              figure(hindsight, "2026-10", 1)["forecast"]);
}

TEST_P(RerunsSuite, TheSumOfALargeCompanyIsRunAsOneSeries) {
    close();
    for (int i = 0; i < 60; ++i) add_region("R" + std::to_string(i), china_.id);

    const auto hindsight = ask("hindsight", "month=2026-10");
    const auto anatomy = ask("anatomy", "month=2026-10");

    EXPECT_EQ(hindsight["grain"], "total");
    EXPECT_EQ(hindsight["series"], 1);
    EXPECT_EQ(hindsight["months"].size(), 24U);
    EXPECT_EQ(figure(hindsight, "2026-10", 1)["actual"],
              figure(ask("hindsight", milk()), "2026-10", 1)["actual"].get<std::int64_t>() * 2);
    EXPECT_TRUE(anatomy["matches"].is_null());
    EXPECT_FALSE(anatomy["models"].empty());
    EXPECT_EQ(ask("anatomy", milk())["matches"], true);
}

TEST_P(RerunsSuite, WhereNothingWasSoldNothingIsRun) {
    const auto rival = "month=2026-10&product_id=" + std::to_string(rival_.id.value);
    EXPECT_TRUE(ask("hindsight", rival)["months"].empty());
    EXPECT_TRUE(ask("anatomy", rival)["models"].empty());
    EXPECT_TRUE(ask("hindsight", milk("2019-01"))["months"].empty());
    EXPECT_TRUE(ask("anatomy", "month=2019-01")["fit"].empty());
    // The history begins in May 2024: origins before June know too little.
    EXPECT_EQ(ask("hindsight", milk("2024-08"))["months"].size(), 2U);
}

}  // namespace
}  // namespace bihuan::months
