#include "business/loop/months/step_watch.h"

#include <algorithm>
#include <array>

#include "months/queries.h"

namespace bihuan::months {

struct WrittenEvent {
    std::string action;
    std::int64_t subject_id = 0;
    std::string written;
};

}  // namespace bihuan::months

template <>
inline constexpr auto bihuan::kDescription<bihuan::months::WrittenEvent> =
    bihuan::describe<bihuan::months::WrittenEvent>(
        "",
        field("action", &bihuan::months::WrittenEvent::action),
        field("subject_id", &bihuan::months::WrittenEvent::subject_id),
        field("written", &bihuan::months::WrittenEvent::written));

namespace bihuan::months {

namespace {

constexpr std::int64_t kMostEvents = 500;
/// No step reads what these change.
constexpr std::array<std::string_view, 6> kNeverRead{
    "access.", "accounts.", "exports.", "jobs.", "handovers.", "handover_receipts."};
/// Written by the steps of a month; the subject is the scenario.
constexpr std::array<std::string_view, 6> kWrittenBySteps{"months.",
                                                          "forecasts.made",
                                                          "forecasts.overridden",
                                                          "targets.made",
                                                          "production_plans.made",
                                                          "forecast_scores.made"};
constexpr std::string_view kCorrections = "overrides.";
/// What people change of plans; compile and forecast look at sales only.
constexpr std::array<std::string_view, 2> kPlans{kCorrections, "scenarios."};

bool begins_with_one_of(std::string_view action, std::span<const std::string_view> beginnings) {
    return std::ranges::any_of(
        beginnings, [&](std::string_view beginning) { return action.starts_with(beginning); });
}

bool touches(const WrittenEvent& event, const MonthStep& step) {
    if (begins_with_one_of(event.action, kNeverRead)) return false;
    const auto month = fmt::format(R"("month":"{}")", to_string(step.month));
    const bool of_month = event.written.find(month) != std::string::npos;
    const bool of_sales = step.step == Step::Compile || step.step == Step::Forecast;
    if (of_sales && begins_with_one_of(event.action, kPlans)) return false;
    // The score is of forecasts made in earlier months.
    if (step.step == Step::Score && event.action.starts_with(kCorrections)) return !of_month;
    if (!begins_with_one_of(event.action, kWrittenBySteps)) return true;
    return !of_sales && (event.subject_id != step.scenario_id.value || !of_month);
}

}  // namespace

bool may_have_changed(Session& session, const MonthStep& step) {
    const auto events = session.query<WrittenEvent>(
        months_queries::kEventsSince, {{"sequence", step.seen_event}, {"most", kMostEvents}});
    return events.size() == kMostEvents ||
           std::ranges::any_of(events,
                               [&](const WrittenEvent& event) { return touches(event, step); });
}

}  // namespace bihuan::months
