#pragma once

#include <map>
#include <string>

#include "platform/http/router.h"

namespace bihuan::http {

struct ApiTitle {
    std::string title = "Bihuan";
    std::string version;
};

/// Component schemas by name, each JSON text.
using Schemas = std::map<std::string, std::string, std::less<>>;

/// The OpenAPI 3.1 document of every operation below /v1, as indented JSON, the same bytes for the
/// same operations in any order. Our own bug (BIHUAN_CHECK): a schema names a component that is not
/// there.
std::string openapi_document(const Router& router, const Schemas& schemas, const ApiTitle& title);

}  // namespace bihuan::http
