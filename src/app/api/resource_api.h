#pragma once

#include <vector>

#include "platform/database/database.h"
#include "platform/database/resource.h"
#include "platform/http/router.h"

namespace bihuan::api {

/// GET list, POST, GET one, PATCH, DELETE of a noun, all from its description: /v1/<path>. `ETag`
/// is the row's version; PATCH needs it back as If-Match and answers 412 when somebody else was
/// faster. `resource` must outlive the operations.
std::vector<http::Operation> resource_operations(Database& database,
                                                 const Clock& clock,
                                                 const Resource& resource);

}  // namespace bihuan::api
