#pragma once

#include <vector>

#include "platform/database/composer.h"
#include "platform/http/router.h"

namespace bihuan::api {

/// ?limit=&after=&sort=-name&search=&filter[brand_id]=…&filter[first_day][from]=…&…[to]=… as
/// options of a list of the noun. A repeated filter means any of its values; "null" means absent.
/// Throws InvalidInput with every wrong parameter, pointed at as "/query/<name>".
ListOptions read_list_options(const Description& description, const http::Query& query);

/// The same parameters for the OpenAPI document.
std::vector<http::Parameter> list_parameters(const Description& description);

}  // namespace bihuan::api
