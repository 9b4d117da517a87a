#pragma once

#include <vector>

#include "platform/database/database.h"
#include "platform/http/openapi.h"

namespace bihuan::handovers {

/// GET /v1/handovers/{id}, POST /v1/handovers/{id}/acknowledgement and …/decision.
std::vector<http::Operation> operations(Database& database, const Clock& clock);

void add_schemas(http::Schemas& schemas);

}  // namespace bihuan::handovers
