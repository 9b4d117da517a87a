#include <algorithm>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "business/demand/forecasts/accuracy_view.h"
#include "business/demand/forecasts/forecast_view.h"
#include "business/loop/handovers/documents.h"
#include "business/loop/handovers/handovers.h"
#include "business/loop/months/closing_suite.h"

namespace bihuan::months {
namespace {

using ::testing::ElementsAre;

using nlohmann::json;

using MonthPagesSuite = ClosingSuite;

/// Who is told of a layer's value added some months ahead, in order; null is all together.
std::vector<json> people_of(const json& accuracy, std::string_view layer, int lead = 1) {
    std::vector<json> people;
    for (const auto& row : accuracy["value_added"])
        if (row["layer"] == layer && row["lead"] == lead) people.push_back(row["person"]);
    return people;
}

/// The last step over all figures of a lead and level.
json last_step_of(const json& accuracy, const json& pooled) {
    json last;
    for (const auto& row : accuracy["value_added"])
        if (row["figures"] == "all" && row["lead"] == pooled["lead"] &&
            row["level"] == pooled["level"])
            last = row;
    return last;
}

INSTANTIATE_TEST_SUITE_P(Both, MonthPagesSuite, both_databases(), dialect_name);

TEST_P(MonthPagesSuite, TheLedgerListsAllFourteenWithWhatIsMissing) {
    const Day today(2026, 11, 3);
    const auto open = read([&](Session& session) {
        return handovers::ledger(session, kRealScenario, kClosed, today);
    });
    ASSERT_EQ(open.size(), 15U);
    EXPECT_EQ(open[3].kind.code, "M2S-4");
    EXPECT_EQ(open[3].state, handovers::HandoverState::Due);
    EXPECT_THAT(open[3].missing, ElementsAre("not_closed"));
    EXPECT_EQ(open[3].due_day, Day(2026, 11, 4));
    EXPECT_THAT(open[5].missing, ElementsAre("no_module"));

    close();
    const auto published = read([&](Session& session) {
        return handovers::ledger(session, kRealScenario, kClosed, today);
    });
    EXPECT_EQ(published[3].state, handovers::HandoverState::Delivered);
    EXPECT_EQ(published[9].completeness, 1.0);
    EXPECT_EQ(published[9].receivers, 1);
}

TEST_P(MonthPagesSuite, AHandoverIsFrozenReadAndDecidedFromOnce) {
    close();
    const auto entries = read([&](Session& session) {
        return handovers::ledger(session, kRealScenario, kClosed, Day(2026, 11, 3));
    });
    const auto id = entries[3].handover_id;
    const auto handover = read([&](Session& session) { return session.get(id); });
    EXPECT_EQ(handover.document_hash, sha256_hex(handover.document));

    const auto manager = people::viewer_of(planner_);
    database().write(manager, clock, [&](Transaction& t) {
        handovers::acknowledge(t, id, "为什么华东多?");
        handovers::acknowledge(t, id, "为什么华东多这么多?");
        handovers::decide(t, id, "按此执行");
    });
    EXPECT_THROW(database().write(
                     manager, clock, [&](Transaction& t) { handovers::decide(t, id, "改主意"); }),
                 Error);
    const auto after = read([&](Session& session) {
        return handovers::ledger(session, kRealScenario, kClosed, Day(2026, 11, 3));
    });
    EXPECT_EQ(after[3].state, handovers::HandoverState::Decided);
    EXPECT_EQ(after[3].acknowledged, 1);
}

TEST_P(MonthPagesSuite, AManagerOfTheEastReadsNoFigureOfTheWest) {
    close();
    auto person = planner_;
    person.roles = {Role::RegionalManager};
    person.region_ids = {east_.id};
    Values values = to_values(person);
    write([&](Transaction& t) { change_row(t, people::resource(), values, person.version, ""); });
    const auto manager = people::viewer_of(from_row<Person>(values));
    ASSERT_FALSE(manager.whole_company);

    const auto seen = database().read(manager, [&](Session& session) {
        return forecasts::sum_forecast(session, {.month = kClosed, .product = milk_.id});
    });
    const auto all = read([&](Session& session) {
        return forecasts::sum_forecast(session, {.month = kClosed, .product = milk_.id});
    });
    EXPECT_EQ(seen.front().series, 1);
    EXPECT_LT(seen.front().row.quantity, all.front().row.quantity);
    const auto id = read([&](Session& session) {
                        return handovers::ledger(session, kRealScenario, kClosed, Day(2026, 11, 3));
                    })[9]
                        .handover_id;
    const auto document = database().read(manager, [&](Session& session) {
        return handovers::visible_document(session.get(id).document, session);
    });
    EXPECT_TRUE(document["facts"].empty());
    for (const auto& table : document["tables"])
        if (table["key"] == "by_region") {
            ASSERT_EQ(table["rows"].size(), 1U);
            EXPECT_EQ(table["rows"][0][0], "E");
        }
}

TEST_P(MonthPagesSuite, PagesShowTheForecastOfAnyScope) {
    close();
    const auto show = [&](const forecasts::Scope& scope) {
        return read([&](Session& session) { return forecasts::forecast_json(session, scope); });
    };
    const auto one = show({.month = kClosed, .product = milk_.id});
    EXPECT_EQ(one["history"].size(), static_cast<std::size_t>(kMonths));
    EXPECT_EQ(one["forecast"].size(), 6U);
    EXPECT_EQ(one["units_per_box"], 12);
    EXPECT_FALSE(one["models"].empty());
    const auto east = show({.month = kClosed, .product = milk_.id, .region = east_.id});
    EXPECT_LT(east["forecast"][0]["quantity"], one["forecast"][0]["quantity"]);
    const auto all = show({.month = kClosed});
    EXPECT_EQ(all["series"], 4);
    const auto channel = show({.month = kClosed, .channel = channel_.id});
    EXPECT_EQ(channel["history"], all["history"]);

    const auto table = read([&](Session& session) {
        return forecasts::forecast_table_json(session, {.month = kClosed}, kClosed + 1);
    });
    EXPECT_EQ(table["items"].size(), 2U);
    const auto accuracy = read([&](Session& session) {
        return forecasts::accuracy_json(session, kRealScenario, kClosed);
    });
    EXPECT_FALSE(accuracy["rows"].empty());
    EXPECT_EQ(accuracy["value_added"][0]["layer"], "statistical");
}

TEST_P(MonthPagesSuite, TheErrorOfSeveralMonthsIsTheirErrorsOverTheirSales) {
    close();
    const auto [accuracy, scores] = read([&](Session& session) {
        return std::pair(forecasts::accuracy_json(session, kRealScenario, kClosed),
                         forecasts::scores_of(session, kRealScenario, kClosed));
    });

    double error = 0;
    double sold = 0;
    for (const auto& score : scores) {
        if (score.lead != 1 || score.level != ScoreLevel::Node) continue;
        if (score.method != ScoreMethod::Naive) continue;
        error += score.absolute_error;
        sold += score.actual;
    }
    const auto pooled = std::ranges::find_if(accuracy["pooled"], [](const json& one) {
        return one["lead"] == 1 && one["level"] == "node" && one["method"] == "naive";
    });
    ASSERT_NE(pooled, accuracy["pooled"].end());
    EXPECT_GT(sold, 0);
    EXPECT_DOUBLE_EQ((*pooled)["wape"].get<double>(), error / sold);
    EXPECT_EQ((*pooled)["months"], 6);
}

TEST_P(MonthPagesSuite, CorrectionsAreScoredAgainstWhatCame) {
    close();
    auto override = change(OverrideLayer::SalesOverride, 50);
    write([&](Transaction& t) { forecasts::add_override(t, override); });
    sell(kClosed + 1, kClosed + 1);
    close_month(database(), clock, viewer, {.month = kClosed + 1, .threads = 2}, {});

    const auto accuracy = read([&](Session& session) {
        return forecasts::accuracy_json(session, kRealScenario, kClosed + 1);
    });
    EXPECT_EQ(people_of(accuracy, "sales_override"), (std::vector<json>{planner_.name}));
}

TEST_P(MonthPagesSuite, TheStepsOfEachLeadAndLevelEndWhereItsPublishedForecastStands) {
    close();
    auto override = change(OverrideLayer::SalesOverride, 50);
    write([&](Transaction& t) { forecasts::add_override(t, override); });
    sell(kClosed + 1, kClosed + 1);
    close_month(database(), clock, viewer, {.month = kClosed + 1, .threads = 2}, {});

    const auto accuracy = read([&](Session& session) {
        return forecasts::accuracy_json(session, kRealScenario, kClosed + 1);
    });
    int told = 0;
    for (const auto& pooled : accuracy["pooled"]) {
        if (pooled["method"] != "final") continue;
        const auto step = last_step_of(accuracy, pooled);
        ASSERT_FALSE(step.is_null()) << pooled;
        EXPECT_EQ(step["wape_after"], pooled["wape"]) << pooled;
        ++told;
    }
    EXPECT_EQ(told, 8) << "two leads of outlets, nodes, products and the total";
}

TEST_P(MonthPagesSuite, ACorrectionThreeMonthsAheadIsScoredOnceItsMonthHasCome) {
    close();
    auto override = change(OverrideLayer::SalesOverride, 50);
    override.target_month = kClosed + 3;
    write([&](Transaction& t) { forecasts::add_override(t, override); });
    for (int ahead = 1; ahead <= 3; ++ahead) sell(kClosed + ahead, kClosed + ahead);
    close_month(database(), clock, viewer, {.month = kClosed + 3, .threads = 2}, {});

    const auto accuracy = read([&](Session& session) {
        return forecasts::accuracy_json(session, kRealScenario, kClosed + 3);
    });
    EXPECT_EQ(people_of(accuracy, "sales_override", 3), (std::vector<json>{planner_.name}));
    EXPECT_EQ(people_of(accuracy, "sales_override", 1), std::vector<json>{});
}

TEST_P(MonthPagesSuite, ValueAddedIsToldByPersonWhereSeveralCorrected) {
    close();
    const Person other = add_person("李强", Role::MarketingManager);
    const auto correct = [&](const Person& person, const Region& region) {
        auto override = change(OverrideLayer::SalesOverride, 50);
        override.person_id = person.id;
        override.region_id = region.id;
        write([&](Transaction& t) { forecasts::add_override(t, override); });
    };
    correct(planner_, east_);
    correct(other, west_);
    sell(kClosed + 1, kClosed + 1);
    close_month(database(), clock, viewer, {.month = kClosed + 1, .threads = 2}, {});

    const auto accuracy = read([&](Session& session) {
        return forecasts::accuracy_json(session, kRealScenario, kClosed + 1);
    });
    EXPECT_EQ(people_of(accuracy, "sales_override"),
              (std::vector<json>{nullptr, planner_.name, other.name}));
}

}  // namespace
}  // namespace bihuan::months
