#pragma once

#include "base/describe.h"
#include "business/company/people/person.h"

namespace bihuan {

/// The real company (id 1) or a named what-if copy of one month.
struct Scenario {
    Id<Scenario> id;
    std::string name;
    std::optional<Month> month;
    Id<Person> person_id;
    Instant created_at;
};

template <>
inline constexpr auto kDescription<Scenario> =
    describe<Scenario>("scenarios",
                       field("id", &Scenario::id, read_only),
                       field("name", &Scenario::name, required, unique, at_most(80), searchable),
                       field("month", &Scenario::month),
                       field("person_id", &Scenario::person_id, refers_to("people"), read_only),
                       field("created_at", &Scenario::created_at, read_only));

inline constexpr Id<Scenario> kRealScenario{1};

}  // namespace bihuan
