#pragma once

#include <vector>

#include "app/api/api.h"
#include "business/company/imports/export.h"
#include "platform/http/router.h"

namespace bihuan::api {

/// GET /v1/<noun>/export?format=xlsx|csv&language=zh|en with the filters of the noun's list: a
/// workbook or CSV file that imports read again.
std::vector<http::Operation> export_operations(const Foundation& foundation);

}  // namespace bihuan::api
