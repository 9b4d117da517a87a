#pragma once

#include "business/company/people/person.h"
#include "platform/database/resource.h"

namespace bihuan::people {

/// The viewer that a person is: permissions of their roles, whole company or own regions.
Viewer viewer_of(const Person& person);

/// The name of whoever is referred to: it is told to those, too, who do not see the person's row.
std::optional<std::string> name_of(Session& session, Id<Person> id);

Resource resource();

}  // namespace bihuan::people
