#include "business/company/imports/upload_files.h"

#include <set>

#include <fmt/format.h>

#include "business/company/imports/file_hash.h"
#include "imports/queries.h"

namespace bihuan::imports {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours kMayBeUnderWay{1};

/// Names that this program gives to files in the folder.
bool is_ours(const std::string& name) {
    return name.ends_with(".upload") || name.starts_with("bihuan-upload-");
}

bool is_old(const fs::path& file) {
    std::error_code gone;
    const auto written = fs::last_write_time(file, gone);
    return !gone && written < fs::file_time_type::clock::now() - kMayBeUnderWay;
}

/// The row says so first: a file that a crash then leaves is one without a row.
bool expire(Database& database, const Clock& clock, const KeptUpload& upload) {
    return database.write(Viewer::system("uploads"), clock, [&](Transaction& t) {
        auto import = t.find(upload.id);
        if (!import || import->stored_as != upload.stored_as) return false;
        const auto touched = import->finished_at.value_or(import->created_at);
        if (touched != upload.touched_at) return false;
        if (import->status != ImportStatus::Accepted) import->status = ImportStatus::Cancelled;
        import->stored_as.clear();
        t.update(*import, import->version, "The file was kept for as long as files are kept.");
        return true;
    });
}

std::int64_t remove_orphans(const fs::path& folder, const std::set<std::string>& kept) {
    std::int64_t removed = 0;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        const auto name = entry.path().filename().string();
        if (!is_ours(name) || kept.contains(name) || !is_old(entry.path())) continue;
        if (fs::remove(entry.path(), none)) ++removed;
    }
    return removed;
}

Issue wrong_upload(const KeptUpload& upload, const char* code, const char* what) {
    return {code,
            fmt::format("/imports/{}", upload.id.value),
            fmt::format("The file '{}' of an import {}.", upload.file_name, what),
            upload.stored_as};
}

}  // namespace

std::vector<KeptUpload> kept_uploads(Session& session) {
    return session.query<KeptUpload>(imports_queries::kKeptUploads, {});
}

Issues find_wrong_uploads(Session& session, const fs::path& folder) {
    Issues issues;
    for (const auto& upload : kept_uploads(session)) {
        const auto file = folder / upload.stored_as;
        if (!fs::exists(file))
            issues.push_back(wrong_upload(upload, "upload_missing", "is not there"));
        else if (hash_file(file).hash != upload.file_hash)
            issues.push_back(wrong_upload(upload, "upload_changed", "is another one"));
    }
    return issues;
}

void make_upload_folder(const fs::path& folder) {
    const bool made = fs::create_directories(folder);
    // Nobody else's folder, such as a shared temporary one, is closed.
    if (made || folder.extension() == ".imports") fs::permissions(folder, fs::perms::owner_all);
}

CopiedUploads copy_uploads(const std::vector<KeptUpload>& uploads,
                           const fs::path& from,
                           const fs::path& to) {
    CopiedUploads result;
    if (uploads.empty()) return result;
    make_upload_folder(to);
    for (const auto& upload : uploads) {
        if (!fs::exists(from / upload.stored_as)) {
            result.missing.push_back(wrong_upload(upload, "upload_missing", "is not there"));
            continue;
        }
        fs::copy_file(
            from / upload.stored_as, to / upload.stored_as, fs::copy_options::overwrite_existing);
        fs::permissions(to / upload.stored_as, fs::perms::owner_read | fs::perms::owner_write);
        ++result.copied;
    }
    return result;
}

Swept sweep_uploads(Database& database,
                    const Clock& clock,
                    const fs::path& folder,
                    std::chrono::days keep) {
    Swept swept;
    std::set<std::string> kept;
    const auto uploads = database.read(Viewer::system("uploads"),
                                       [](Session& session) { return kept_uploads(session); });
    for (const auto& upload : uploads) {
        kept.insert(upload.stored_as);
        if (upload.touched_at >= clock.now() - keep) continue;
        if (!expire(database, clock, upload)) continue;
        std::error_code gone;
        fs::remove(folder / upload.stored_as, gone);
        ++swept.expired;
    }
    swept.orphaned = remove_orphans(folder, kept);
    return swept;
}

}  // namespace bihuan::imports
