#pragma once

#include <string>

#include "business/company/imports/import.h"
#include "business/company/imports/report.h"
#include "platform/files/header_match.h"

namespace bihuan::imports {

/// {headers, mapping, preview, issues: [{row, column, cell, code, found, message}], issue_count,
/// refusal, remarks: [{code, count, rows, found, message}], created, encoding, sheet, sheets,
/// rows_read, rows_added, rows_changed, rows_unchanged, rows_failed, rows_skipped} as JSON text.
std::string report_json(const ImportReport& report);

/// {column: header}; an empty header is null: the column is left out.
std::string mapping_json(const files::HeaderChoice& mapping);
/// Throws InvalidInput when the text is not such an object.
files::HeaderChoice mapping_from_json(const std::string& text);

std::string options_json(bool create_missing, const std::string& sheet);

/// The row counts of the report.
void count_rows(const ImportReport& report, Import& import);

}  // namespace bihuan::imports
