#pragma once

#include <memory>

#include "platform/files/table_reader.h"
#include "platform/files/zip_archive.h"

namespace bihuan::files {

/// Reads one sheet of the workbook. The archive is checked to its last byte before the first row is
/// handed out, so a cut or damaged file never gives half its rows.
Result<std::unique_ptr<TableReader>> open_xlsx(ZipArchive archive, const TableOptions& options);

}  // namespace bihuan::files
