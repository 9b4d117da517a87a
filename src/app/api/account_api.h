#pragma once

#include <vector>

#include "platform/http/openapi.h"
#include "platform/identity/identity.h"

namespace bihuan::api {

/// GET /v1/accounts, PUT and DELETE /v1/people/{id}/account, for who may accounts.write.
std::vector<http::Operation> account_operations(Database& database, identity::Identity& identity);

void add_account_schemas(http::Schemas& schemas);

}  // namespace bihuan::api
