#include "business/company/people/people.h"

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

std::optional<std::string> name_of(Session& session, Id<Person> id) {
    auto found = session.query_optional<PersonName>(people_queries::kNameOfPerson, {{"id", id}});
    if (!found) return std::nullopt;
    return std::move(found->name);
}

Resource resource() {
    return make_resource<Person>(
        "people", "people", [](Transaction& t, const auto& before, const auto& after) {
            regions::rebuild_visible_regions(t, before ? before->id.value : after->id.value);
        });
}

}  // namespace people

}  // namespace bihuan
