#pragma once

#include "business/company/people/person.h"
#include "platform/database/resource.h"

namespace bihuan::people {

/// The viewer that a person is: permissions of their roles, whole company or own regions.
Viewer viewer_of(const Person& person);

Resource resource();

}  // namespace bihuan::people
