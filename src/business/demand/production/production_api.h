#pragma once

#include <vector>

#include "platform/database/database.h"
#include "platform/http/openapi.h"

namespace bihuan::production {

/// GET /v1/production?month=&scenario=, GET /v1/production/{product_id}?month=&scenario= and
/// GET /v1/explanations/production?month=&product_id=&first_day=&scenario= for who sees the
/// nation's plan, and GET /v1/availability?month= for everybody.
std::vector<http::Operation> operations(Database& database);

void add_schemas(http::Schemas& schemas);

}  // namespace bihuan::production
