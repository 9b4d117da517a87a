#pragma once

#include <vector>

#include "platform/database/database.h"
#include "platform/http/openapi.h"

namespace bihuan::targets {

/// GET /v1/targets?month=&target_month=&region_id=&by=region|product|representative&scenario=.
std::vector<http::Operation> operations(Database& database);

void add_schemas(http::Schemas& schemas);

}  // namespace bihuan::targets
