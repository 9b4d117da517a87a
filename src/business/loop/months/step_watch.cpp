#include "business/loop/months/step_watch.h"

#include <algorithm>

#include "business/demand/forecasts/sales_events.h"
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
bool touches(const WrittenEvent& event, const MonthStep& step) {
    if (step.step == Step::Compile || step.step == Step::Forecast)
        return forecasts::may_change_sales(event.action);
    if (forecasts::begins_with_one_of(event.action, forecasts::kNeverRead)) return false;
    const auto month = fmt::format(R"("month":"{}")", to_string(step.month));
    const bool of_month = event.written.find(month) != std::string::npos;
    // The score is of forecasts made in earlier months.
    if (step.step == Step::Score && event.action.starts_with(forecasts::kCorrections))
        return !of_month;
    if (!forecasts::begins_with_one_of(event.action, forecasts::kWrittenBySteps)) return true;
    return event.subject_id != step.scenario_id.value || !of_month;
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
