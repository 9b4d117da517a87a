#include "business/loop/months/steps.h"

#include <map>
#include <memory>

#include "base/checked.h"
#include "base/content_hash.h"
#include "business/demand/forecasts/overrides.h"
#include "business/demand/forecasts/scores.h"
#include "business/demand/production/month_plan.h"
#include "business/demand/production/plan_view.h"
#include "business/loop/handovers/documents.h"
#include "business/loop/handovers/handovers.h"
#include "business/loop/months/step_rows.h"
#include "business/sales/targets/month_targets.h"
#include "months/queries.h"

namespace bihuan::months {

namespace {

using nlohmann::json;

/// The step before has to be done; running one step alone does not do it.
MonthStep require_done(const StepContext& context, Step step) {
    auto stored = context.stored(step);
    if (stored.status != StepStatus::Done && stored.status != StepStatus::Stale)
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("The step {} of {} has not been done yet; close the month first.",
                                choice_name(step),
                                to_string(context.options.month)));
    return stored;
}

PreparedStep prepare_compile(const StepContext& context) {
    const Month month = context.options.month;
    json summary{{"fact_rows", 0}, {"products", 0}, {"quantity", 0}, {"value", 0}};
    context.read([&](Session& session) {
        session.query_each<MonthTotal>(
            months_queries::kMonthTotals, {{"month", month}}, [&](const MonthTotal& total) {
                summary["fact_rows"] = summary["fact_rows"].get<std::int64_t>() + total.fact_rows;
                if (!total.own) return;
                summary["products"] = total.products;
                summary["quantity"] = total.quantity;
                summary["value"] = total.value.minor;
            });
        const auto reporting = handovers::find_reporting(session, month);
        summary["outlets_active"] = reporting.active;
        summary["outlets_reported"] = reporting.reported;
    });
    if (summary["fact_rows"] == 0)
        throw Error(
            ErrorCode::InvalidInput,
            fmt::format("There is no sell-out of {} to close; import it first.", to_string(month)),
            {{"no_facts", "/month", "Import sell-out of the month.", to_string(month)}});
    const std::string hash = sha256_hex(summary.dump());
    return {hash, [=] { return [=](Transaction&) { return Written{hash, summary}; }; }};
}

PreparedStep prepare_forecast(const StepContext& context) {
    const auto basis = context.sales();
    if (basis->history.size() == 0)
        throw Error(ErrorCode::InvalidInput,
                    "No own product has sell-out; mark your products as own and import sell-out.");
    const auto work = [&context, basis] {
        auto made = std::make_shared<forecasts::MonthForecast>(forecasts::make_forecast(
            *basis,
            {.threads = context.options.threads,
             .stop = context.progress.stop_token(),
             .on_progress = [&context](double share) { context.report(Step::Forecast, share); },
             .on_spare_thread = context.has_spare_thread}));
        return [&context, made](Transaction& t) {
            const json summary{{"series", made->series.size()}, {"figures", made->rows.size()}};
            return Written{forecasts::store_forecast(t, context.options.scenario, *made), summary};
        };
    };
    return {basis->content_hash, work};
}

struct DemandSum {
    std::int64_t quantity = 0;
    std::int64_t overridden = 0;
    double boxes = 0;
};

DemandSum sum_demand(Session& session, Id<Scenario> scenario, Month closed, Month target) {
    DemandSum sum;
    session.query_each<ProductDemand>(
        months_queries::kDemandByProduct,
        {{"scenario_id", scenario}, {"month", closed}, {"target_month", target}},
        [&](const ProductDemand& row) {
            add_to(sum.quantity, row.quantity, "the figures of a step");
            add_to(sum.overridden, row.overridden, "the figures of a step");
            sum.boxes += static_cast<double>(row.quantity) / static_cast<double>(row.units_per_box);
        });
    return sum;
}

PreparedStep prepare_consensus(const StepContext& context) {
    const auto forecast = require_done(context, Step::Forecast);
    const auto& options = context.options;
    ContentHash hash;
    hash.add(forecast.output_hash);
    for (const auto& override : context.read([&](Session& session) {
             return forecasts::active_overrides(session, options.scenario, options.month, {});
         }))
        for (const auto& value : to_values(override)) hash.add_value(value);
    const auto work = [&options, forecast] {
        return [&options, forecast](Transaction& t) {
            const auto outcome = forecasts::apply_overrides(t, options.scenario, options.month);
            const Month next = options.month + 1;
            const auto now = sum_demand(t, options.scenario, options.month, next);
            const auto last = sum_demand(t, kRealScenario, options.month - 1, next);
            const json summary{
                {"overrides", outcome.overrides},
                {"demand", now.quantity},
                {"overridden", now.overridden},
                {"demand_last_plan", last.quantity > 0 ? json(last.quantity) : json()},
                {"units_per_box",
                 now.boxes > 0 ? json(static_cast<double>(now.quantity) / now.boxes) : json()}};
            return Written{ContentHash().add(forecast.output_hash).add(outcome.content_hash).hex(),
                           summary};
        };
    };
    return {hash.hex(), work};
}

json targets_summary(const targets::MonthTargets& made) {
    std::int64_t quantity = 0;
    std::int64_t value = 0;
    for (const auto& row : made.rows) {
        add_to(quantity, row.quantity, "the figures of a step");
        add_to(value, row.value.minor, "the figures of a step");
    }
    return {{"targets", made.rows.size()}, {"quantity", quantity}, {"value", value}};
}

PreparedStep prepare_targets(const StepContext& context) {
    require_done(context, Step::Consensus);
    const auto& options = context.options;
    auto basis = std::make_shared<targets::TargetBasis>(context.read([&](Session& session) {
        return targets::read_basis(session, options.scenario, options.month);
    }));
    const auto work = [&options, basis] {
        auto made = std::make_shared<targets::MonthTargets>(targets::make_targets(*basis));
        return [&options, made](Transaction& t) {
            return Written{targets::store_targets(t, options.scenario, *made),
                           targets_summary(*made)};
        };
    };
    return {basis->content_hash, work};
}

json supply_summary(const production::MonthPlan& plan) {
    std::int64_t production = 0;
    std::int64_t previous = 0;
    std::int64_t shortage = 0;
    bool planned_before = false;
    std::map<std::string, std::int64_t> assumptions;
    for (const auto& row : plan.rows) {
        const auto reasons = json::parse(row.reasons, nullptr, /*allow_exceptions=*/false);
        if (reasons.is_object() && reasons.contains("assumptions"))
            for (const auto& assumption : reasons["assumptions"])
                ++assumptions[assumption.value("code", "")];
        if (row.bucket != BucketKind::Week) continue;
        add_to(production, row.quantity, "the figures of a step");
        shortage = std::max(shortage, row.shortage);
        if (!row.previous_quantity) continue;
        add_to(previous, *row.previous_quantity, "the figures of a step");
        planned_before = true;
    }
    json assumed = json::array();
    for (const auto& [code, products] : assumptions)
        assumed.push_back({{"code", code}, {"products", products}});
    return {{"production", production},
            {"production_last_plan", planned_before ? json(previous) : json()},
            {"production_change", planned_before ? json(production - previous) : json()},
            {"shortage", shortage},
            {"status", plan.status},
            {"assumptions", assumed}};
}

PreparedStep prepare_supply(const StepContext& context) {
    require_done(context, Step::Consensus);
    const auto& options = context.options;
    auto basis = std::make_shared<production::PlanBasis>(context.read([&](Session& session) {
        return production::read_basis(session, options.scenario, options.month);
    }));
    const auto work = [&context, &options, basis] {
        auto plan = std::make_shared<production::MonthPlan>(production::make_plan(
            *basis,
            {.stop = context.progress.stop_token(),
             .on_progress = [&context](double share) { context.report(Step::Supply, share); }}));
        return [&options, plan](Transaction& t) {
            const auto summary = supply_summary(*plan);
            return Written{production::store_plan(t, options.scenario, *plan), summary};
        };
    };
    return {basis->content_hash, work};
}

Written publish_handovers(Transaction& t, const CloseOptions& options) {
    json summary = json::array();
    ContentHash output;
    for (const auto& delivery : handovers::publish(t, options.scenario, options.month)) {
        output.add(delivery.code).add(delivery.document_hash);
        summary.push_back({{"code", delivery.code},
                           {"edition", delivery.edition},
                           {"fresh", delivery.fresh},
                           {"completeness", delivery.completeness},
                           {"missing", delivery.missing}});
    }
    return Written{output.hex(), json{{"handovers", summary}}};
}

PreparedStep prepare_publish(const StepContext& context) {
    const auto& options = context.options;
    ContentHash hash;
    for (const auto step : {Step::Compile, Step::Consensus, Step::Targets, Step::Supply})
        hash.add(require_done(context, step).output_hash);
    context.read([&](Session& session) {
        // Made from what no step before has read.
        hash.add(handovers::document_text(handovers::promotion_document(session, options.month)));
        hash.add(handovers::document_text(handovers::region_document(session, options.month)));
    });
    const auto work = [&options] {
        return [&options](Transaction& t) { return publish_handovers(t, options); };
    };
    return {hash.hex(), work};
}

json accuracy_json(std::span<const ForecastScore> scores, std::int64_t lead, ScoreLevel level) {
    const auto wape = [&](ScoreMethod method) {
        const auto accuracy = forecasts::accuracy_of(scores, lead, level, method);
        return accuracy.wape ? json(*accuracy.wape) : json();
    };
    const auto final_accuracy = forecasts::accuracy_of(scores, lead, level, ScoreMethod::Final);
    if (!final_accuracy.wape) return nullptr;
    return {{"wape", wape(ScoreMethod::Final)},
            {"wape_statistical", wape(ScoreMethod::Statistical)},
            {"wape_naive", wape(ScoreMethod::Naive)},
            {"wape_seasonal_naive", wape(ScoreMethod::SeasonalNaive)},
            {"bias", *final_accuracy.bias},
            {"series", final_accuracy.series},
            {"months", final_accuracy.months}};
}

/// `planned` are the scores that plans known ahead would have had; see score_with_plans.
json scores_summary(std::span<const ForecastScore> scores, std::span<const ForecastScore> planned) {
    json accuracy = json::object();
    for (const int lead : forecasts::kLeads) {
        json levels = json::object();
        for (std::size_t i = 0; i < kChoices<ScoreLevel>.size(); ++i) {
            const auto level = static_cast<ScoreLevel>(i);
            auto figures = accuracy_json(scores, lead, level);
            if (figures.is_null()) continue;
            const auto known = forecasts::accuracy_of(planned, lead, level, ScoreMethod::Final);
            if (known.wape) figures["wape_plans_known"] = *known.wape;
            levels[std::string(choice_name(level))] = std::move(figures);
        }
        accuracy[fmt::format("lead_{}", lead)] = std::move(levels);
    }
    return {{"accuracy", accuracy}};
}

std::string hash_of(const forecasts::ScoreBasis& basis) {
    ContentHash hash;
    hash.add(basis.nodes->content_hash);
    if (basis.outlets) {
        for (const auto& key : basis.outlets->history.keys) hash.add(key.outlet_id);
        hash.add_numbers(basis.outlets->history.quantities);
    }
    for (const auto& row : basis.frozen)
        hash.add(row.product_id.value).add(row.quantity).add(row.statistical());
    return hash.hex();
}

PreparedStep prepare_score(const StepContext& context) {
    const auto& options = context.options;
    const auto sales = context.sales();
    auto basis = std::make_shared<forecasts::ScoreBasis>(context.read(
        [&](Session& session) { return forecasts::read_score_basis(session, sales); }));
    const auto work = [stop = context.progress.stop_token(), &options, basis] {
        const forecasts::ForecastOptions run{.threads = options.threads, .stop = stop};
        const auto scores = forecasts::score_forecasts(*basis, run);
        const auto planned = forecasts::score_with_plans(*basis, run);
        return [&options, scores, planned](Transaction& t) {
            return Written{forecasts::store_scores(t, options.scenario, options.month, scores),
                           scores_summary(scores, planned)};
        };
    };
    return {hash_of(*basis), work};
}

}  // namespace

std::shared_ptr<const forecasts::ForecastBasis> StepContext::sales() const {
    if (!kept_sales)
        kept_sales = std::make_shared<forecasts::ForecastBasis>(
            forecasts::read_basis(database, viewer, options.month));
    return kept_sales;
}

PreparedStep prepare(Step step, const StepContext& context) {
    switch (step) {
        case Step::Compile:
            return prepare_compile(context);
        case Step::Forecast:
            return prepare_forecast(context);
        case Step::Consensus:
            return prepare_consensus(context);
        case Step::Targets:
            return prepare_targets(context);
        case Step::Supply:
            return prepare_supply(context);
        case Step::Publish:
            return prepare_publish(context);
        case Step::Score:
            return prepare_score(context);
    }
    throw Error(ErrorCode::Internal, "An unknown step.");
}

}  // namespace bihuan::months
