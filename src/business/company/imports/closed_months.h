#pragma once

#include <span>

#include "business/company/imports/report.h"
#include "platform/database/session.h"

namespace bihuan::imports {

/// Tells which of the months in which facts change are closed, and which later closes rest on those
/// facts: a close does not follow them until it is done again. Months are in order.
void remark_closed_months(Session& session, std::span<const Month> changed, ImportReport& report);

}  // namespace bihuan::imports
