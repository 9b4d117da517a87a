#pragma once

#include <vector>

#include "platform/database/database.h"
#include "platform/http/openapi.h"

namespace bihuan::api {

/// GET /v1/company, /v1/descriptions, /v1/search and /v1/events.
std::vector<http::Operation> company_operations(Database& database, const Clock& clock);

void add_company_schemas(http::Schemas& schemas);

}  // namespace bihuan::api
