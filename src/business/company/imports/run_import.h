#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "business/company/imports/import.h"
#include "business/company/imports/reading.h"
#include "business/company/imports/report.h"
#include "platform/database/database.h"
#include "platform/jobs/progress.h"

namespace bihuan::imports {

/// A file to be read into the company.
struct ImportRequest {
    const Kind& kind;
    std::filesystem::path path;
    std::string file_name;  ///< What people call it.
    Reading reading = {};
    bool dry_run = false;          ///< Do everything, then take it all back.
    RowObserver observer;          ///< May be empty. May be called for all rows more than once.
    jobs::Progress progress = {};  ///< Stages "read" and "write".
    /// The row of `imports` that this run belongs to, and what keeps the report there, in the same
    /// transaction. Without them the run writes a row of its own.
    Id<Import> import = {};
    std::function<void(Transaction&, const ImportReport&)> keep = {};
};

/// Reads the file in one transaction: good rows are written, bad ones reported, all of them. When
/// the file as a whole is refused, or a transaction fails, nothing is written. The same file twice
/// changes nothing. Throws Forbidden when the viewer may not write the kind, NotFound for a file
/// that is not there, Cancelled by way of the progress.
ImportReport run_import(Database& database,
                        const Viewer& viewer,
                        const Clock& clock,
                        const Kinds& kinds,
                        const ImportRequest& request);

}  // namespace bihuan::imports
