#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "business/company/imports/import.h"
#include "platform/database/database.h"

// The files that people sent, beside the company: which are needed, and which go.
namespace bihuan::imports {

/// What an import's row says of its file.
struct KeptUpload {
    Id<Import> id;
    std::string stored_as;
    std::string file_name;
    std::int64_t file_bytes = 0;
    std::string file_hash;
    ImportStatus status = ImportStatus::Checked;
    Instant touched_at;  ///< When it was last checked or accepted.
};

std::vector<KeptUpload> kept_uploads(Session& session);

/// Files that rows refer to and that are not there, or are other ones.
Issues find_wrong_uploads(Session& session, const std::filesystem::path& folder);

struct CopiedUploads {
    std::int64_t copied = 0;
    Issues missing;  ///< An issue per file that a row refers to and that is not there.
};

/// Copies the files of these rows into a new folder that only this user may read. A file that is
/// gone is named: it was dropped while the copy was made, or lost before; `check` will miss it.
CopiedUploads copy_uploads(const std::vector<KeptUpload>& uploads,
                           const std::filesystem::path& from,
                           const std::filesystem::path& to);

/// Makes the folder and closes it to other users of the machine; one that was there is closed when
/// it bears the name that this program gives (COMPANY.imports).
void make_upload_folder(const std::filesystem::path& folder);

inline constexpr std::chrono::days kKeepUploads{90};

struct Swept {
    std::int64_t expired = 0;   ///< Files of imports that nobody touched for too long.
    std::int64_t orphaned = 0;  ///< Files without a row: what a crash left.
};

/// Drops the files of imports that were accepted or left alone longer ago than `keep`; their rows
/// stay and say so. Removes files of ours that belong to no row and were not written for an hour.
Swept sweep_uploads(Database& database,
                    const Clock& clock,
                    const std::filesystem::path& folder,
                    std::chrono::days keep);

}  // namespace bihuan::imports

namespace bihuan {

template <>
inline constexpr auto kDescription<imports::KeptUpload> =
    describe<imports::KeptUpload>("",
                                  field("id", &imports::KeptUpload::id),
                                  field("stored_as", &imports::KeptUpload::stored_as),
                                  field("file_name", &imports::KeptUpload::file_name),
                                  field("file_bytes", &imports::KeptUpload::file_bytes),
                                  field("file_hash", &imports::KeptUpload::file_hash),
                                  field("status", &imports::KeptUpload::status),
                                  field("touched_at", &imports::KeptUpload::touched_at));

}  // namespace bihuan
