#pragma once

#include <vector>

#include "business/company/imports/uploads.h"
#include "platform/http/openapi.h"

namespace bihuan::imports {

/// GET /v1/import-kinds, GET /v1/import-templates/{file}, GET and POST /v1/imports,
/// GET, PATCH and DELETE /v1/imports/{id}, POST /v1/imports/{id}/acceptance,
/// GET /v1/imports/{id}/errors.xlsx, GET /v1/facts/{kind}/export. Makes the desk's folder.
std::vector<http::Operation> operations(const Desk& desk);

void add_schemas(http::Schemas& schemas);

}  // namespace bihuan::imports
