#include <gmock/gmock.h>

#include "business/demand/forecasts/explanation.h"
#include "business/loop/months/close_report.h"
#include "business/loop/months/closing_suite.h"
#include "business/loop/months/production_preview.h"
#include "business/loop/months/what_if.h"

namespace bihuan::months {
namespace {

using ::testing::Each;
using ::testing::Field;

INSTANTIATE_TEST_SUITE_P(Both, ClosingSuite, both_databases(), dialect_name);

TEST_P(ClosingSuite, DoesAllSevenStepsAndSaysWhatCameOut) {
    const auto report = close_json(close());

    EXPECT_EQ(report["steps"].size(), kSteps);
    EXPECT_EQ(report["counts"]["series"], 4);
    EXPECT_GT(report["demand"].get<std::int64_t>(), 0);
    EXPECT_GT(report["production"].get<std::int64_t>(), 0);
    EXPECT_EQ(report["handovers"].size(), 5U);
    const auto& outlet = report["accuracy"]["lead_1"]["outlet"];
    EXPECT_LT(outlet["wape"].get<double>(), 0.1);
    EXPECT_EQ(outlet["series"], 8);
    EXPECT_TRUE(report["accuracy"]["lead_3"].contains("total"));
    EXPECT_THAT(close_text(close()), ::testing::HasSubstr("Closed 2026-10"));
}

TEST_P(ClosingSuite, EveryFigureIsTheExactSumOfItsLayers) {
    close();

    for (const auto* product : {&milk_, &tea_}) {
        const auto figures = rows(kRealScenario, product->id);
        ASSERT_EQ(figures.size(), 12U);
        for (const auto& row : figures) {
            EXPECT_EQ(row.quantity, row.statistical() + row.overridden());
            EXPECT_GE(row.quantity, 0);
            EXPECT_LE(row.low95, row.low80);
            EXPECT_LE(row.low80, row.quantity);
            EXPECT_LE(row.quantity, row.high80);
            EXPECT_LE(row.high80, row.high95);
        }
    }
}

TEST_P(ClosingSuite, ClosingAgainLeavesEveryStepAlone) {
    const auto first = close();
    const auto second = close();

    EXPECT_THAT(second.steps, Each(Field(&StepOutcome::skipped, true)));
    for (std::size_t i = 0; i < kSteps; ++i)
        EXPECT_EQ(second.steps[i].output_hash, first.steps[i].output_hash);
}

TEST_P(ClosingSuite, TheSameInputsGiveTheSameBytesWhenForced) {
    const auto first = close();
    const auto before = rows();
    const auto second = close({.force = true});

    for (std::size_t i = 0; i < kSteps; ++i) {
        EXPECT_FALSE(second.steps[i].skipped);
        EXPECT_EQ(second.steps[i].output_hash, first.steps[i].output_hash) << i;
    }
    const auto after = rows();
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < after.size(); ++i)
        EXPECT_EQ(to_values(after[i]), to_values(before[i]));
}

TEST_P(ClosingSuite, UsesNothingThatWasKnownOnlyLater) {
    const auto first = close();
    sell(kClosed + 1, kClosed + 2);
    const auto second = close({.force = true});

    for (const auto step : {Step::Compile, Step::Forecast, Step::Consensus, Step::Score}) {
        const auto i = static_cast<std::size_t>(step);
        EXPECT_EQ(second.steps[i].output_hash, first.steps[i].output_hash) << choice_name(step);
    }
}

TEST_P(ClosingSuite, LateFactsAreTakenInAndMakeANewEdition) {
    close();
    add_outlet("N1", east_);
    sell(kClosed, kClosed);
    const auto again = close();

    EXPECT_FALSE(again.steps.front().skipped);
    const auto& handovers =
        again.steps[static_cast<std::size_t>(Step::Publish)].summary["handovers"];
    for (const auto& handover : handovers)
        if (handover["code"] == "S2M-5") {
            EXPECT_EQ(handover["edition"], 2);
        }
}

TEST_P(ClosingSuite, SalesImportedIntoAClosedMonthAskForTheirStepsAgain) {
    const auto status = [&](Step step) {
        return read([&](Session& session) {
            return steps_of(session, kRealScenario, kClosed)[static_cast<std::size_t>(step)].status;
        });
    };
    close();
    add_outlet("N1", east_);
    sell(kClosed + 1, kClosed + 1);
    EXPECT_EQ(status(Step::Compile), StepStatus::Done) << "the next month's sales are not of it";
    EXPECT_EQ(status(Step::Forecast), StepStatus::Done);

    sell(kClosed - 1, kClosed - 1);
    EXPECT_EQ(status(Step::Compile), StepStatus::Done) << "it counts its own month only";
    EXPECT_EQ(status(Step::Forecast), StepStatus::Stale);
    EXPECT_EQ(status(Step::Publish), StepStatus::Stale);

    sell(kClosed, kClosed);
    EXPECT_EQ(status(Step::Compile), StepStatus::Stale);
    close();
    for (std::size_t i = 0; i < kSteps; ++i)
        EXPECT_EQ(status(static_cast<Step>(i)), StepStatus::Done);
}

TEST_P(ClosingSuite, AMonthWithoutSalesIsRefused) {
    EXPECT_THROW(close_month(database(), clock, viewer, {.month = kClosed + 3}, {}), Error);
    EXPECT_EQ(read([&](Session& session) {
                  return steps_of(session, kRealScenario, kClosed + 3).front().status;
              }),
              StepStatus::Open);
}

TEST_P(ClosingSuite, AStepAloneNeedsTheOneBefore) {
    EXPECT_THROW(close({.only = Step::Supply}), Error);
    close();
    const auto summary = close({.only = Step::Supply, .force = true});
    ASSERT_EQ(summary.steps.size(), 1U);
    const auto steps =
        read([&](Session& session) { return steps_of(session, kRealScenario, kClosed); });
    EXPECT_EQ(steps[static_cast<std::size_t>(Step::Supply)].status, StepStatus::Done);
    EXPECT_EQ(steps[static_cast<std::size_t>(Step::Publish)].status, StepStatus::Stale);
}

TEST_P(ClosingSuite, AStoppedCloseLeavesNoHalfStep) {
    std::stop_source stop;
    const jobs::Progress progress(
        [&](std::string_view stage, std::int64_t done, std::int64_t) {
            if (stage == "targets" && done == 0) stop.request_stop();
        },
        stop.get_token());

    EXPECT_THROW(close_month(database(), clock, viewer, {.month = kClosed, .threads = 1}, progress),
                 jobs::Cancelled);

    const auto steps =
        read([&](Session& session) { return steps_of(session, kRealScenario, kClosed); });
    EXPECT_EQ(steps[static_cast<std::size_t>(Step::Consensus)].status, StepStatus::Done);
    EXPECT_EQ(steps[static_cast<std::size_t>(Step::Targets)].status, StepStatus::Open);
    EXPECT_TRUE(close().steps[static_cast<std::size_t>(Step::Forecast)].skipped);
}

TEST_P(ClosingSuite, AnOverrideIsALayerThatAddsUpToTheUnit) {
    close();
    const auto before = total(rows(), kClosed + 1);
    auto override = change(OverrideLayer::SalesOverride, 101);
    write([&](Transaction& t) { forecasts::add_override(t, override); });

    EXPECT_EQ(total(rows(), kClosed + 1), before + 101);
    std::int64_t layer = 0;
    for (const auto& row : rows()) {
        EXPECT_EQ(row.quantity, row.statistical() + row.overridden());
        layer += row.sales_override;
    }
    EXPECT_EQ(layer, 101);
    EXPECT_EQ(
        read([&](Session& session) {
            return steps_of(session, kRealScenario, kClosed)[static_cast<std::size_t>(Step::Supply)]
                .status;
        }),
        StepStatus::Done)
        << "the clock of this test stands still";

    const auto explained = read([&](Session& session) {
        return forecasts::explain(session, {.month = kClosed, .product = milk_.id}, kClosed + 1);
    });
    std::int64_t sum = 0;
    for (const auto& one : explained.layers) sum += one.quantity;
    EXPECT_EQ(sum, explained.figure);
    EXPECT_EQ(explained.layers.back().author, "林静");
    EXPECT_EQ(explained.layers.back().reason, "大客户订单");

    write([&](Transaction& t) { forecasts::withdraw_override(t, override.id, "mistake"); });
    EXPECT_EQ(total(rows(), kClosed + 1), before);
}

TEST_P(ClosingSuite, AnOverrideOfNothingIsRefused) {
    close();
    auto override = change(OverrideLayer::SalesOverride, 5);
    override.target_month = kClosed + 9;
    EXPECT_THROW(write([&](Transaction& t) { forecasts::add_override(t, override); }), Error);
}

TEST_P(ClosingSuite, OverridesSurviveANewForecast) {
    close();
    auto override = change(OverrideLayer::MarketingOverride, -40);
    write([&](Transaction& t) { forecasts::add_override(t, override); });
    const auto before = total(rows(), kClosed + 1);

    close({.force = true});

    EXPECT_EQ(total(rows(), kClosed + 1), before);
}

TEST_P(ClosingSuite, AWhatIfNeverTouchesTheRealMonth) {
    close();
    const auto before = real_month();
    const auto what_if =
        write([&](Transaction& t) { return find_or_make_what_if(t, "低价", kClosed); });
    EXPECT_EQ(total(rows(what_if.id), kClosed + 1), total(rows(), kClosed + 1));

    auto override = change(OverrideLayer::IndexEdit, 0);
    override.scenario_id = what_if.id;
    override.edited_index = "promotion";
    override.factor = 1.5;
    write([&](Transaction& t) { forecasts::add_override(t, override); });
    const auto summary = close({.scenario = what_if.id});

    EXPECT_TRUE(summary.steps[static_cast<std::size_t>(Step::Forecast)].skipped);
    EXPECT_FALSE(summary.steps[static_cast<std::size_t>(Step::Supply)].skipped);
    EXPECT_EQ(summary.steps[static_cast<std::size_t>(Step::Publish)].summary["handovers"].size(),
              5U);
    EXPECT_NEAR(static_cast<double>(total(rows(what_if.id), kClosed + 1)),
                1.5 * static_cast<double>(total(rows(), kClosed + 1)),
                1);
    EXPECT_EQ(real_month(), before);
    EXPECT_THROW(
        write([&](Transaction& t) { return find_or_make_what_if(t, "低价", kClosed - 1).id; }),
        Error);

    write([&](Transaction& t) { remove_what_if(t, what_if.id); });
    EXPECT_TRUE(rows(what_if.id).empty());
    EXPECT_EQ(real_month(), before);
    EXPECT_THROW(write([&](Transaction& t) { remove_what_if(t, kRealScenario); }), Error);
}

TEST_P(ClosingSuite, MoreDemandMeansMoreProduction) {
    close();
    const std::vector<std::int64_t> change{120};
    const auto effect = read([&](Session& session) {
        return preview_production(session, {.month = kClosed, .product = milk_.id}, change);
    });
    ASSERT_TRUE(effect.has_value());
    EXPECT_GT(effect->after, effect->before);
}

}  // namespace
}  // namespace bihuan::months
