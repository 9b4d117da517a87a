#pragma once

#include <filesystem>

#include "business/company/imports/run_import.h"

namespace bihuan::imports {

struct ErrorWorkbook {
    ImportRequest request;  ///< How the file was read.
    std::filesystem::path path;
    files::Language language = files::Language::Chinese;
};

/// Writes a workbook of the file's rows with a first column that says what is wrong with each, in
/// the language: it can be corrected and imported again. A file with more rows than a sheet holds
/// gives its bad rows only. Nothing is written to the company: the file is checked anew. Throws
/// InvalidInput with the reasons when the file as a whole is refused.
void write_error_workbook(Database& database,
                          const Viewer& viewer,
                          const Clock& clock,
                          const Kinds& kinds,
                          const ErrorWorkbook& workbook);

}  // namespace bihuan::imports
