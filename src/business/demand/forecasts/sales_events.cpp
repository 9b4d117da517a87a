#include "business/demand/forecasts/sales_events.h"

#include <algorithm>

#include "forecasts/queries.h"

namespace bihuan::forecasts {

struct WrittenAction {
    std::string action;
};

}  // namespace bihuan::forecasts

template <>
inline constexpr auto bihuan::kDescription<bihuan::forecasts::WrittenAction> =
    bihuan::describe<bihuan::forecasts::WrittenAction>(
        "", field("action", &bihuan::forecasts::WrittenAction::action));

namespace bihuan::forecasts {

bool begins_with_one_of(std::string_view action, std::span<const std::string_view> beginnings) {
    return std::ranges::any_of(
        beginnings, [&](std::string_view beginning) { return action.starts_with(beginning); });
}

bool may_change_sales(std::string_view action) {
    return !begins_with_one_of(action, kNeverRead) && !begins_with_one_of(action, kPlans) &&
           !begins_with_one_of(action, kWrittenBySteps);
}

bool sales_may_have_changed(Session& session, std::int64_t since) {
    constexpr std::int64_t kMost = 500;
    const auto events = session.query<WrittenAction>(forecasts_queries::kActionsSince,
                                                     {{"sequence", since}, {"most", kMost}});
    return events.size() == kMost || std::ranges::any_of(events, [](const WrittenAction& event) {
               return may_change_sales(event.action);
           });
}

}  // namespace bihuan::forecasts
