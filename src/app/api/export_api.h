#pragma once

#include <vector>

#include "business/company/imports/export.h"
#include "platform/http/router.h"

namespace bihuan::api {

/// GET /v1/<noun>/export?format=xlsx|csv&language=zh|en with the filters of the noun's list: a
/// workbook or CSV file that imports read again. `kinds` outlives the operations.
std::vector<http::Operation> export_operations(Database& database,
                                               const Clock& clock,
                                               const imports::Kinds& kinds);

}  // namespace bihuan::api
