#pragma once

#include <string>

#include "business/company/imports/import.h"
#include "business/company/imports/report.h"

namespace bihuan::imports {

/// {headers, mapping, preview, issues: [{row, column, cell, code, found, message}], issue_count,
/// refusal, remarks: [{code, count, rows, found, message}], created, encoding, sheet, sheets,
/// rows_read, rows_added, rows_changed, rows_unchanged, rows_failed, rows_skipped} as JSON text.
std::string report_json(const ImportReport& report);

/// The row counts of the report.
void count_rows(const ImportReport& report, Import& import);

}  // namespace bihuan::imports
