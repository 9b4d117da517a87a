#pragma once

#include <string_view>
#include <vector>

#include "platform/database/resource.h"

namespace bihuan {

/// Every noun that people keep lists of: for the generic API, imports, exports and OpenAPI.
const std::vector<Resource>& all_resources();

/// The noun a table holds; null when it is none of the above.
const Resource* resource_of_table(std::string_view table);

}  // namespace bihuan
