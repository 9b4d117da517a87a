#include "business/demand/forecasts/scenario.h"

#include "base/error.h"
#include "platform/database/session.h"

namespace bihuan::forecasts {

Scenario get_scenario(Session& session, Id<Scenario> id) {
    return id == kRealScenario ? Scenario{.id = id} : session.get(id);
}

void require_may_write(const Viewer& viewer, const Scenario& scenario) {
    const bool own = viewer.person_id != 0 && scenario.person_id.value == viewer.person_id;
    const bool allowed = scenario.id == kRealScenario || viewer.may("scenarios.write_others") ||
                         (own && viewer.may("scenarios.write"));
    if (!allowed)
        throw Error(
            ErrorCode::Forbidden,
            "This what-if copy is another person's.",
            {{"not_yours", "/scenario", "Make a copy of your own, or ask whose it is.", ""}});
}

}  // namespace bihuan::forecasts
