#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "business/company/imports/run_import.h"
#include "platform/jobs/jobs.h"

// Imports in steps, as a browser does them: a file is sent and checked, its columns are mapped and
// it is checked again, then it is accepted. Checks and the acceptance are jobs.
namespace bihuan::imports {

/// What the steps stand on.
struct Desk {
    Database& database;
    const Clock& clock;
    const Kinds& kinds;
    jobs::Jobs& jobs;
    std::filesystem::path folder;  ///< Where the files lie until their import is dropped.
};

inline constexpr std::string_view kCheckJob = "import-check";
inline constexpr std::string_view kAcceptJob = "import-accept";

Reading reading_of(const Import& import);

/// Throws Forbidden unless the viewer may import the kind.
void require_kind(const Viewer& viewer, const Kind& kind);

/// An import as the session's viewer may see it. Who sees the whole company: any whose kind they
/// may write, or all with the audit log; others: their own. A file shows rows of any region. Throws
/// NotFound.
Import visible_import(Session& session, const Kinds& kinds, Id<Import> id);
/// The same rule for a list.
std::vector<Filter> visible_imports(const Viewer& viewer, const Kinds& kinds);

/// Takes the file over, which stays where it is, and submits its first check.
Import start_import(const Desk& desk,
                    const Viewer& viewer,
                    const std::string& kind,
                    const std::string& file_name,
                    const std::filesystem::path& file);

/// An import as it was shown to who decides on it now.
struct SeenImport {
    Id<Import> id;
    std::int64_t version = 0;
};

/// Reads the file another way from now on and submits a check. Throws Conflict once it was
/// accepted or cancelled, StaleEdit when it is no longer as it was seen.
Import change_import(const Desk& desk,
                     const Viewer& viewer,
                     const SeenImport& seen,
                     const Reading& reading);

/// Submits the acceptance, done with the viewer's rights whoever sent the file: of what was seen,
/// or of nothing. Throws Conflict unless the import was checked and is not being worked on,
/// StaleEdit when it is no longer as it was seen.
Import accept_import(const Desk& desk, const Viewer& viewer, const SeenImport& seen);

/// Stops the work on it and drops the file. An accepted import stays (Conflict). Throws StaleEdit
/// when a version was seen and it is another now.
void cancel_import(const Desk& desk,
                   const Viewer& viewer,
                   Id<Import> id,
                   std::optional<std::int64_t> seen = std::nullopt);

/// The job that works on the import, or did so last.
std::optional<Id<jobs::Job>> job_of(const Import& import);

/// The request that reads the import's file.
ImportRequest request_of(const Desk& desk, const Import& import);

/// The two kinds of jobs; before jobs.start().
void add_jobs(const Desk& desk);

}  // namespace bihuan::imports
