#pragma once

#include "business/company/imports/report.h"

namespace bihuan::imports {

/// Names the columns of a file that no figure is taken from, those that hold figures or returns
/// apart, and says when nothing tells the value of what was sold.
void remark_columns(const Kind& kind, const files::HeaderMatch& match, ImportReport& report);

}  // namespace bihuan::imports
