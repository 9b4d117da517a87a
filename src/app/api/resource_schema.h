#pragma once

#include <string>

#include "platform/database/resource.h"
#include "platform/http/openapi.h"

namespace bihuan::api {

/// "product-lines" → "ProductLine", "people" → "Person".
std::string schema_name(const Resource& resource);

/// Adds <Noun>, <Noun>New (what a POST takes), <Noun>Change (PATCH) and <Noun>Page.
void add_schemas(const Resource& resource, http::Schemas& schemas);

/// {"products": {"fields": […]}, …}: what the web client makes its tables and forms from, without
/// fields that the viewer does not see. References name the path of the noun referred to.
std::string descriptions_json(const Viewer& viewer);
std::string_view descriptions_schema();

}  // namespace bihuan::api
