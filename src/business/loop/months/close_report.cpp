#include "business/loop/months/close_report.h"

#include <fmt/format.h>

namespace bihuan::months {

namespace {

using nlohmann::json;

/// A figure of a step's summary; null when the step was not run or has no such figure.
json figure(const CloseSummary& summary, Step step, const std::string& name) {
    for (const auto& outcome : summary.steps)
        if (outcome.step == step && outcome.summary.contains(name)) return outcome.summary[name];
    return nullptr;
}

std::string whole(const json& number) {
    return number.is_number() ? fmt::format("{}", number.get<std::int64_t>()) : "–";
}

std::string percent(const json& share) {
    return share.is_number() ? fmt::format("{:.1f} %", share.get<double>() * 100) : "–";
}

std::string accuracy_lines(const json& accuracy) {
    std::string lines;
    for (const auto& [lead, levels] : accuracy.items())
        for (const auto& [level, figures] : levels.items())
            lines += fmt::format("  WAPE {} {:<8} {} (naive {}, seasonal naive {}{}, {} series)\n",
                                 lead,
                                 level,
                                 percent(figures["wape"]),
                                 percent(figures["wape_naive"]),
                                 percent(figures["wape_seasonal_naive"]),
                                 figures.contains("wape_plans_known")
                                     ? ", with plans known " + percent(figures["wape_plans_known"])
                                     : "",
                                 figures["series"].get<std::int64_t>());
    return lines;
}

}  // namespace

json close_json(const CloseSummary& summary) {
    json steps = json::array();
    for (const auto& outcome : summary.steps)
        steps.push_back({{"step", choice_name(outcome.step)},
                         {"skipped", outcome.skipped},
                         {"seconds", outcome.seconds},
                         {"output_hash", outcome.output_hash}});
    const auto of = [&](Step step, const char* name) { return figure(summary, step, name); };
    return {{"month", to_string(summary.month)},
            {"scenario", summary.scenario},
            {"steps", steps},
            {"counts",
             {{"fact_rows", of(Step::Compile, "fact_rows")},
              {"products", of(Step::Compile, "products")},
              {"outlets_active", of(Step::Compile, "outlets_active")},
              {"outlets_reported", of(Step::Compile, "outlets_reported")},
              {"series", of(Step::Forecast, "series")},
              {"forecasts", of(Step::Forecast, "figures")},
              {"overrides", of(Step::Consensus, "overrides")},
              {"targets", of(Step::Targets, "targets")}}},
            {"demand", of(Step::Consensus, "demand")},
            {"demand_last_plan", of(Step::Consensus, "demand_last_plan")},
            {"production", of(Step::Supply, "production")},
            {"production_last_plan", of(Step::Supply, "production_last_plan")},
            {"production_change", of(Step::Supply, "production_change")},
            {"shortage", of(Step::Supply, "shortage")},
            {"assumptions", of(Step::Supply, "assumptions")},
            {"handovers", of(Step::Publish, "handovers")},
            {"accuracy", of(Step::Score, "accuracy")}};
}

std::string close_text(const CloseSummary& summary) {
    const auto of = [&](Step step, const char* name) { return figure(summary, step, name); };
    std::string text = fmt::format("Closed {}{}:",
                                   to_string(summary.month),
                                   summary.scenario.empty() ? "" : " (" + summary.scenario + ")");
    for (const auto& outcome : summary.steps)
        text +=
            fmt::format(" {}{}", choice_name(outcome.step), outcome.skipped ? " (unchanged)" : "");
    text += "\n";
    const Month next = summary.month + 1;
    if (!of(Step::Consensus, "demand").is_null())
        text += fmt::format("  Demand of {}: {} units (last plan {})\n",
                            to_string(next),
                            whole(of(Step::Consensus, "demand")),
                            whole(of(Step::Consensus, "demand_last_plan")));
    if (!of(Step::Supply, "production").is_null())
        text += fmt::format("  Production of {}: {} units (change against the last plan {})\n",
                            to_string(next),
                            whole(of(Step::Supply, "production")),
                            whole(of(Step::Supply, "production_change")));
    for (const auto& assumption : of(Step::Supply, "assumptions"))
        text += fmt::format("  Assumed: {} ({} products)\n",
                            assumption.value("code", ""),
                            assumption.value("products", std::int64_t{0}));
    for (const auto& handover : of(Step::Publish, "handovers"))
        text += fmt::format("  {} edition {}{}, {} complete\n",
                            handover.value("code", ""),
                            handover.value("edition", std::int64_t{0}),
                            handover.value("fresh", false) ? "" : " (unchanged)",
                            percent(handover["completeness"]));
    const auto accuracy = of(Step::Score, "accuracy");
    return accuracy.is_object() ? text + accuracy_lines(accuracy) : text;
}

}  // namespace bihuan::months
