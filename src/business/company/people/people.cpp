#include "business/company/people/people.h"

#include "business/company/regions/regions.h"

namespace bihuan::people {

Viewer viewer_of(const Person& person) {
    return {.person_id = person.id.value,
            .name = person.name,
            .permissions = permissions_of(person.roles),
            .whole_company = sees_whole_company(person)};
}

Resource resource() {
    return make_resource<Person>(
        "people", "people", [](Transaction& t, const auto& before, const auto& after) {
            regions::rebuild_visible_regions(t, before ? before->id.value : after->id.value);
        });
}

}  // namespace bihuan::people
