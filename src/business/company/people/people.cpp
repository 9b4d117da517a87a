#include "business/company/people/people.h"

#include <nlohmann/json.hpp>

#include "business/company/people/administrators.h"
#include "business/company/regions/regions.h"
#include "people/queries.h"

namespace bihuan {

namespace people {

struct PersonName {
    std::string name;
};

}  // namespace people

template <>
inline constexpr auto kDescription<people::PersonName> =
    describe<people::PersonName>("", field("name", &people::PersonName::name));

namespace people {

Viewer viewer_of(const Person& person) {
    return {.person_id = person.id.value,
            .name = person.name,
            .permissions = permissions_of(person.roles),
            .whole_company = sees_whole_company(person)};
}

namespace {

nlohmann::json role_names(const Person& person) {
    auto names = nlohmann::json::array();
    for (const auto role : person.roles) names.push_back(choice_name(role));
    return names;
}

/// What a person may do has changed: an event of its own, beside the row's.
void tell_roles(Transaction& t, const Person& before, const Person& after) {
    if (before.roles == after.roles) return;
    t.record({.action = "people.roles_changed",
              .subject_kind = "people",
              .subject_id = after.id.value,
              .before = nlohmann::json{{"roles", role_names(before)}}.dump(),
              .after = nlohmann::json{{"roles", role_names(after)}}.dump()});
}

}  // namespace

std::optional<std::string> name_of(Session& session, Id<Person> id) {
    auto found = session.query_optional<PersonName>(people_queries::kNameOfPerson, {{"id", id}});
    if (!found) return std::nullopt;
    return std::move(found->name);
}

Resource resource() {
    return make_resource<Person>(
        "people", "people", [](Transaction& t, const auto& before, const auto& after) {
            if (before) require_an_administrator(t, *before, after);
            if (before && after) tell_roles(t, *before, *after);
            regions::rebuild_visible_regions(t, before ? before->id.value : after->id.value);
        });
}

}  // namespace people

}  // namespace bihuan
