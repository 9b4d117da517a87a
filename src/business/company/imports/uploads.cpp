#include "business/company/imports/uploads.h"

#include <nlohmann/json.hpp>

#include "base/stale_edit.h"
#include "business/company/imports/file_hash.h"
#include "business/company/imports/report_json.h"

namespace bihuan::imports {

namespace {

using nlohmann::json;

json options_of(const Import& import) {
    auto options = json::parse(import.options.text, nullptr, /*allow_exceptions=*/false);
    return options.is_object() ? options : json::object();
}

void require_open(const Import& import) {
    if (import.status != ImportStatus::Accepted && import.status != ImportStatus::Cancelled) return;
    throw Error(
        ErrorCode::Conflict,
        fmt::format("Import {} is already {}.", import.id.value, choice_name(import.status)),
        {{"import_closed", "/status", "Send the file again.", ""}});
}

void require_seen(const Import& import, const SeenImport& seen) {
    if (import.version == seen.version) return;
    throw StaleEdit(
        fmt::format("Import {} was changed or checked again: it is at version {}, "
                    "not {}.",
                    import.id.value,
                    import.version,
                    seen.version));
}

/// Stores the import with a new job that works on it as it then is.
Import submit(const Desk& desk,
              const Viewer& viewer,
              std::string_view job_kind,
              const std::function<Import(Transaction&)>& prepare) {
    auto import = desk.database.write(viewer, desk.clock, [&](Transaction& t) {
        auto prepared = prepare(t);
        const auto arguments = json{
            {"import_id", std::to_string(prepared.id.value)},
            {"version",
             prepared.version + 1}}.dump();
        const auto job = jobs::Jobs::submit(t, job_kind, arguments);
        auto options = options_of(prepared);
        options["job_id"] = std::to_string(job.id.value);
        prepared.options.text = options.dump();
        if (prepared.version == 0) {
            t.insert(prepared, "Sent.");
        } else {
            t.update(prepared, prepared.version, std::string(job_kind));
        }
        return prepared;
    });
    desk.jobs.wake();
    return import;
}

/// Somebody dropped the import, or wants it read another way, while a job worked on it.
struct Superseded {};

/// Puts a report into the import's row. Throws Superseded, so that nothing of the work stays.
void store_report(Transaction& t,
                  const Import& worked_on,
                  ImportStatus status,
                  const ImportReport& report) {
    auto import = t.get(worked_on.id);
    if (import.version != worked_on.version) throw Superseded{};
    import.status = status;
    import.report.text = report_json(report);
    import.finished_at = t.now();
    count_rows(report, import);
    t.update(import, import.version, std::string(choice_name(status)));
}

/// The import that a job works on; none once it is other than when the job was submitted. Throws
/// when it is not, or no longer, the viewer's to work on.
std::optional<Import> load(const Desk& desk, const Viewer& viewer, const std::string& arguments) {
    const auto submitted = json::parse(arguments);
    const auto id = submitted.at("import_id").get<std::string>();
    auto import = desk.database.read(
        viewer, [&](Session& s) { return visible_import(s, desk.kinds, {std::stoll(id)}); });
    require_kind(viewer, desk.kinds.get(import.kind));
    if (submitted.value("version", import.version) != import.version) return std::nullopt;
    return import;
}

std::string check(const Desk& desk, const jobs::Order& order, const jobs::Progress& progress) {
    const auto import = load(desk, order.viewer, order.arguments);
    if (!import || import->status == ImportStatus::Accepted ||
        import->status == ImportStatus::Cancelled)
        return "{}";
    auto request = request_of(desk, *import);
    request.progress = progress;
    request.dry_run = true;
    const auto report = run_import(desk.database, order.viewer, desk.clock, desk.kinds, request);
    const auto status = report.refusal.empty() ? ImportStatus::Checked : ImportStatus::Failed;
    try {
        desk.database.write(order.viewer, desk.clock, [&](Transaction& t) {
            progress.check();
            store_report(t, *import, status, report);
        });
    } catch (const Superseded&) {
        return "{}";
    }
    return json{{"rows_read", report.rows_read}, {"rows_failed", report.rows_failed}}.dump();
}

std::string accept(const Desk& desk, const jobs::Order& order, const jobs::Progress& progress) {
    const auto import = load(desk, order.viewer, order.arguments);
    if (!import || import->status != ImportStatus::Checked) return "{}";
    auto request = request_of(desk, *import);
    request.progress = progress;
    request.import = import->id;
    request.keep = [&](Transaction& t, const ImportReport& report) {
        // A long import: whoever began it may have lost the right meanwhile.
        require_kind(order.ask_again(t), request.kind);
        progress.check();
        store_report(t, *import, ImportStatus::Accepted, report);
    };
    ImportReport report;
    try {
        report = run_import(desk.database, order.viewer, desk.clock, desk.kinds, request);
    } catch (const Superseded&) {
        return "{}";
    }
    if (!report.refusal.empty()) {
        throw Error(ErrorCode::InvalidInput, "The file cannot be read.", report.refusal);
    }
    return json{{"rows_added", report.rows_added},
                {"rows_changed", report.rows_changed},
                {"rows_unchanged", report.rows_unchanged},
                {"rows_failed", report.rows_failed}}
        .dump();
}

}  // namespace

Reading reading_of(const Import& import) {
    return reading_from_json(import.mapping.text, import.options.text);
}

void require_kind(const Viewer& viewer, const Kind& kind) {
    if (viewer.may(kind.permission)) return;
    throw Error(ErrorCode::Forbidden,
                fmt::format("Importing {} needs the permission {}.", kind.name, kind.permission));
}

Import visible_import(Session& session, const Kinds& kinds, Id<Import> id) {
    auto import = session.get(id);
    const auto& viewer = session.viewer();
    const bool own = viewer.person_id != 0 && import.person_id == viewer.person_id;
    const bool visible = viewer.whole_company ? viewer.may("audit.read") ||
                                                    viewer.may(kinds.get(import.kind).permission)
                                              : own;
    if (!visible) Session::fail_not_found(description_of<Import>(), id.value);
    return import;
}

std::vector<Filter> visible_imports(const Viewer& viewer, const Kinds& kinds) {
    if (!viewer.whole_company) return {{"person_id", {Value{viewer.person_id}}}};
    if (viewer.may("audit.read")) return {};
    Filter permitted{.field = "kind"};
    for (const auto& kind : kinds.all())
        if (viewer.may(kind.permission)) permitted.values.emplace_back(kind.name);
    return {permitted};
}

Import start_import(const Desk& desk,
                    const Viewer& viewer,
                    const std::string& kind,
                    const std::string& file_name,
                    const std::filesystem::path& file) {
    require_kind(viewer, desk.kinds.get(kind));
    const auto digest = hash_file(file);
    return submit(desk, viewer, kCheckJob, [&](Transaction& t) {
        Import import{.id = new_id<Import>(),
                      .kind = desk.kinds.get(kind).name,
                      .file_name = file_name,
                      .file_hash = digest.hash,
                      .file_bytes = digest.bytes,
                      .stored_as = file.filename().string(),
                      .options = {options_json({})},
                      .created_at = t.now()};
        if (viewer.person_id != 0) import.person_id = viewer.person_id;
        return import;
    });
}

Import change_import(const Desk& desk,
                     const Viewer& viewer,
                     const SeenImport& seen,
                     const Reading& reading) {
    return submit(desk, viewer, kCheckJob, [&](Transaction& t) {
        auto import = visible_import(t, desk.kinds, seen.id);
        require_kind(viewer, desk.kinds.get(import.kind));
        require_open(import);
        require_seen(import, seen);
        import.mapping.text = mapping_json(reading.mapping);
        import.options.text = options_json(reading);
        import.finished_at.reset();
        return import;
    });
}

Import accept_import(const Desk& desk, const Viewer& viewer, const SeenImport& seen) {
    return submit(desk, viewer, kAcceptJob, [&](Transaction& t) {
        auto import = visible_import(t, desk.kinds, seen.id);
        require_kind(viewer, desk.kinds.get(import.kind));
        require_open(import);
        require_seen(import, seen);
        const auto job_id = job_of(import);
        const auto job = job_id ? t.find(*job_id) : std::nullopt;
        const bool checked = import.status == ImportStatus::Checked && import.finished_at;
        if (!checked || (job && !job->is_finished())) {
            throw Error(ErrorCode::Conflict,
                        "The import has not been checked to its end.",
                        {{"import_not_checked", "/status", "Wait for the check.", ""}});
        }
        return import;
    });
}

void cancel_import(const Desk& desk,
                   const Viewer& viewer,
                   Id<Import> id,
                   std::optional<std::int64_t> seen) {
    const auto import =
        desk.database.read(viewer, [&](Session& s) { return visible_import(s, desk.kinds, id); });
    require_kind(viewer, desk.kinds.get(import.kind));
    require_open(import);
    require_seen(import, {id, seen.value_or(import.version)});
    if (const auto job = job_of(import)) desk.jobs.cancel(viewer, *job);
    desk.database.write(viewer, desk.clock, [&](Transaction& t) {
        auto row = t.get(id);
        require_open(row);
        require_seen(row, {id, seen.value_or(row.version)});
        row.status = ImportStatus::Cancelled;
        row.finished_at = t.now();
        t.update(row, row.version, "cancelled");
    });
    std::error_code gone;
    std::filesystem::remove(desk.folder / import.stored_as, gone);
}

std::optional<Id<jobs::Job>> job_of(const Import& import) {
    const auto id = options_of(import).value("job_id", std::string());
    if (id.empty()) return std::nullopt;
    return Id<jobs::Job>{std::stoll(id)};
}

ImportRequest request_of(const Desk& desk, const Import& import) {
    if (import.stored_as.empty())
        throw Error(ErrorCode::Conflict,
                    "The file is no longer kept.",
                    {{"file_not_kept", "/stored_as", "Send the file again.", import.file_name}});
    return {.kind = desk.kinds.get(import.kind),
            .path = desk.folder / import.stored_as,
            .file_name = import.file_name,
            .reading = reading_of(import)};
}

void add_jobs(const Desk& desk) {
    desk.jobs.add_kind(
        std::string(kCheckJob),
        [desk](const jobs::Order& order, const jobs::Progress& progress) {
            return check(desk, order, progress);
        },
        "imports.write");
    desk.jobs.add_kind(
        std::string(kAcceptJob),
        [desk](const jobs::Order& order, const jobs::Progress& progress) {
            return accept(desk, order, progress);
        },
        "imports.write");
}

}  // namespace bihuan::imports
