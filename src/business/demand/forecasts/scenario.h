#pragma once

#include "base/describe.h"
#include "business/company/people/person.h"
#include "platform/database/viewer.h"

namespace bihuan {

/// The real company (id 1) or a named what-if copy of one month.
struct Scenario {
    Id<Scenario> id;
    std::string name;
    std::optional<Month> month;
    Id<Person> person_id;  ///< Whose copy it is; none when the command line made it.
    Instant created_at;
};

template <>
inline constexpr auto kDescription<Scenario> = describe<Scenario>(
    "scenarios",
    field("id", &Scenario::id, read_only),
    field("name", &Scenario::name, required, unique, at_most(80), searchable),
    field("month", &Scenario::month),
    field("person_id", &Scenario::person_id, refers_to("people"), read_only, guards_owner),
    field("created_at", &Scenario::created_at, read_only));

inline constexpr Id<Scenario> kRealScenario{1};

class Session;

namespace forecasts {

/// The real company, which is everybody's, or a copy that the viewer sees. Throws NotFound.
Scenario get_scenario(Session& session, Id<Scenario> id);

/// A what-if copy is worked in and removed by who made it; others need scenarios.write_others. The
/// real company passes: what may be done there is each operation's own matter. Throws Forbidden.
void require_may_write(const Viewer& viewer, const Scenario& scenario);

}  // namespace forecasts

}  // namespace bihuan
