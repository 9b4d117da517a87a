#pragma once

#include "business/company/imports/report.h"

namespace bihuan::imports {

/// The file's headers and what they are taken for, of a header that lacks one, too.
void tell_columns(const Kind& kind, const files::HeaderMatch& match, ImportReport& report);

/// Whether the file says what was paid, in all or per unit.
bool tells_amounts(const files::HeaderMatch& match);

/// Names the columns of a file that no figure is taken from, those that hold figures or returns
/// apart, and says when nothing tells the value of what was sold.
void remark_columns(const Kind& kind, const files::HeaderMatch& match, ImportReport& report);

/// Of headings longer than a cell can be, or with signs that no report can hold.
Issues unfit_headings(const files::HeaderMatch& match);

/// Why figures of the file cannot be taken as they stand: a heading says cents or another currency,
/// or counts the boxes of a list whose figures are base units. Places as header matching gives
/// them.
Issues heading_issues(const Kind& kind, const files::HeaderMatch& match);

}  // namespace bihuan::imports
