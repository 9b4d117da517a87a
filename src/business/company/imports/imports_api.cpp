#include "business/company/imports/imports_api.h"

#include <nlohmann/json.hpp>

#include "business/company/imports/error_workbook.h"
#include "business/company/imports/export.h"
#include "business/company/imports/import_json.h"
#include "business/company/imports/report_json.h"
#include "platform/files/day_orders.h"
#include "platform/files/scratch_file.h"
#include "platform/http/etag.h"
#include "platform/http/json_body.h"
#include "platform/identity/identity_api.h"

namespace bihuan::imports {

namespace {

using http::Operation;
using http::Request;
using http::Response;
using identity::viewer_of;
using nlohmann::json;

constexpr std::string_view kWorkbookType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// In the company's own folder, not in one that all users of the machine share.
std::shared_ptr<files::ScratchFile> scratch_file(const Desk& desk) {
    return std::make_shared<files::ScratchFile>(desk.folder);
}

Response send(const std::shared_ptr<files::ScratchFile>& file,
              std::string_view type,
              std::string_view name) {
    return Response::file({.path = file->path(), .owner = file}, type, name);
}

std::optional<jobs::Job> newest_job(Session& session, const Import& import) {
    const auto id = job_of(import);
    return id ? session.find(*id) : std::nullopt;
}

Response list_imports(const Desk& desk, const Request& request) {
    constexpr std::int64_t kMost = 200;
    const auto limit = request.query.integer("limit", 50, 1, kMost);
    const auto answer = desk.database.read(viewer_of(request), [&](Session& s) {
        const auto page = s.list<Import>({.filters = visible_imports(s.viewer(), desk.kinds),
                                          .sort = "id",
                                          .descending = true,
                                          .after = request.query.get("after"),
                                          .limit = limit});
        json items = json::array();
        for (const auto& import : page.items) {
            auto item = import_json(desk.kinds, import, newest_job(s, import));
            item.erase("preview");
            item.erase("issues");
            item.erase("top_rows");
            items.push_back(std::move(item));
        }
        return json{{"items", items},
                    {"next", page.next.empty() ? json() : json(page.next)},
                    {"total", page.total}};
    });
    return Response::json(answer.dump());
}

Response get_import(const Desk& desk, const Request& request) {
    const Id<Import> id{request.path_id("id")};
    const auto answer = desk.database.read(viewer_of(request), [&](Session& s) {
        const auto import = visible_import(s, desk.kinds, id);
        return import_json(desk.kinds, import, newest_job(s, import));
    });
    auto response = Response::json(answer.dump());
    response.headers.set("ETag", http::etag_of(answer["version"].get<std::int64_t>()));
    return response;
}

/// The import of the path, as who asks has seen it.
SeenImport seen_by(const Request& request) {
    return {.id = {request.path_id("id")}, .version = http::required_version(request)};
}

Response submitted(const Import& import) {
    const auto job = job_of(import);
    BIHUAN_CHECK(job.has_value());
    return Response::json(
        json{{"id", std::to_string(import.id.value)}, {"job_id", std::to_string(job->value)}}
            .dump(),
        202);
}

/// A second name for the upload's file, whose first one goes when the request ends.
void keep_upload(const std::filesystem::path& upload, const std::filesystem::path& path) {
    std::error_code failed;
    std::filesystem::create_hard_link(upload, path, failed);
    if (failed) std::filesystem::copy_file(upload, path, failed);
    if (!failed) return;
    std::error_code gone;
    std::filesystem::remove(path, gone);
    throw Error(ErrorCode::Unavailable,
                fmt::format("The file cannot be kept: {}.", failed.message()));
}

Response post_import(const Desk& desk, const Request& request) {
    if (!request.upload) {
        throw Error(ErrorCode::InvalidInput,
                    "The body is empty.",
                    {{"empty_file", "", "Send the file's bytes as the body.", ""}});
    }
    require_kind(viewer_of(request), desk.kinds.get(request.query.get("kind")));
    const auto path = desk.folder / fmt::format("{}.upload", make_id());
    keep_upload(request.upload->path(), path);
    try {
        const auto name = request.query.get("name", "upload");
        return submitted(
            start_import(desk, viewer_of(request), request.query.get("kind"), name, path));
    } catch (...) {
        std::filesystem::remove(path);
        throw;
    }
}

Response patch_import(const Desk& desk, const Request& request) {
    const auto seen = seen_by(request);
    const auto& viewer = viewer_of(request);
    const auto body = http::parse_json_object(request);
    auto reading = reading_of(desk.database.read(
        viewer, [&](Session& s) { return visible_import(s, desk.kinds, seen.id); }));
    if (body.contains("mapping")) reading.mapping = mapping_from_json(body["mapping"].dump());
    constexpr std::size_t kLongestName = 31;  // Excel's own limit for a sheet
    const auto options = http::object_member(body, "options");
    reading.create_missing =
        http::flag_member(options, "create_missing", reading.create_missing, "/options");
    reading.add_up = http::flag_member(options, "add_up", reading.add_up, "/options");
    const auto choose = [&](const char* name, const std::string& otherwise) {
        return options.contains(name) ? http::text_member(options, name, kLongestName, "/options")
                                      : otherwise;
    };
    reading.sheet = choose("sheet", reading.sheet);
    reading.encoding = choose("encoding", reading.encoding);
    reading.day_order = files::day_order_of(
        choose("day_order", std::string(files::day_order_name(reading.day_order))));
    if (options.contains("header_row"))
        reading.header_row = header_row_from_json(options["header_row"].dump());
    if (options.contains("units")) reading.units = units_from_json(options["units"].dump());
    return submitted(change_import(desk, viewer, seen, reading));
}

files::Language language_of(const http::Query& query) {
    return query.get("language", "zh") == "en" ? files::Language::English
                                               : files::Language::Chinese;
}

Response error_workbook(const Desk& desk, const Request& request) {
    const auto& viewer = viewer_of(request);
    const Id<Import> id{request.path_id("id")};
    const auto import =
        desk.database.read(viewer, [&](Session& s) { return visible_import(s, desk.kinds, id); });
    const auto file = scratch_file(desk);
    write_error_workbook(desk.database,
                         viewer,
                         desk.clock,
                         desk.kinds,
                         {request_of(desk, import), file->path(), language_of(request.query)});
    record_export(desk.database,
                  desk.clock,
                  viewer,
                  {.subject_kind = "imports", .subject_id = id.value, .reason = "errors"});
    const auto stem = std::filesystem::path(import.file_name).stem().string();
    return send(file, kWorkbookType, stem + "-errors.xlsx");
}

Response get_template(const Desk& desk, const Request& request) {
    auto name = request.path_value("file");
    if (name.ends_with(".xlsx")) name.resize(name.size() - 5);
    const auto& kind = desk.kinds.get(name);
    const auto file = scratch_file(desk);
    const auto language = language_of(request.query);
    write_template(desk.database,
                   viewer_of(request),
                   desk.kinds,
                   {.kind = kind, .path = file->path(), .language = language});
    const bool chinese = language == files::Language::Chinese;
    return send(
        file, kWorkbookType, (chinese ? kind_label(kind.name) + "模板" : kind.name) + ".xlsx");
}

Day day_of(const http::Query& query, std::string_view name, Day otherwise) {
    const auto text = query.get(name);
    if (text.empty()) return otherwise;
    const auto day = Day::parse(text);
    if (day) return *day;
    throw Error(ErrorCode::InvalidInput,
                "A day is not understood.",
                {{"not_day", fmt::format("/query/{}", name), "Write 2026-10-01.", text}});
}

void read_format(const http::Query& query, ExportRequest& request) {
    const auto format = query.get("format", "xlsx");
    if (format != "xlsx" && format != "csv") {
        throw Error(ErrorCode::InvalidInput,
                    "There is no such format.",
                    {{"invalid_choice", "/query/format", "Write xlsx or csv.", format}});
    }
    request.format = format == "csv" ? files::TableKind::Csv : files::TableKind::Xlsx;
    request.language = language_of(query);
}

/// The export as a download that is gone once it is sent.
Response download(const Desk& desk, const Viewer& viewer, ExportRequest request) {
    const bool csv = request.format == files::TableKind::Csv;
    const std::string ending = csv ? ".csv" : ".xlsx";
    const auto file = scratch_file(desk);
    request.path = file->path();
    run_export(desk.database, desk.clock, viewer, desk.kinds, request);
    const bool chinese = request.language == files::Language::Chinese;
    const auto name = chinese ? kind_label(request.kind.name) : request.kind.name;
    return send(
        file, csv ? std::string_view("text/csv; charset=utf-8") : kWorkbookType, name + ending);
}

Response export_facts_file(const Desk& desk, const Request& request) {
    const auto& kind = desk.kinds.get(request.path_value("kind"));
    if (kind.is_noun()) {
        throw Error(ErrorCode::NotFound, "Facts are sell-out, sell-in and stock.");
    }
    ExportRequest wanted{.kind = kind};
    wanted.from_day = day_of(request.query, "from", wanted.from_day);
    wanted.to_day = day_of(request.query, "to", wanted.to_day);
    read_format(request.query, wanted);
    return download(desk, viewer_of(request), wanted);
}

Operation operation(http::Method method,
                    std::string path,
                    std::string id,
                    std::string permission,
                    std::string summary) {
    return {.method = method,
            .path = std::move(path),
            .id = std::move(id),
            .permission = std::move(permission),
            .summary = std::move(summary),
            .tag = "imports"};
}

http::Parameter query_parameter(std::string name, std::string description, bool required = false) {
    return {.name = std::move(name), .description = std::move(description), .required = required};
}

std::vector<Operation> reading_operations(const Desk& desk) {
    using enum http::Method;
    auto kinds = operation(Get,
                           "/v1/import-kinds",
                           "list_import_kinds",
                           "imports.write",
                           "What can be imported, and with which columns.");
    kinds.answers = {{.description = "The kinds.", .schema = "ImportKinds"}};
    kinds.handler = [desk](const Request& request) {
        json items = json::array();
        for (const auto& kind : desk.kinds.all()) {
            if (viewer_of(request).may(kind.permission)) items.push_back(kind_json(kind));
        }
        return Response::json(json{{"items", items}}.dump());
    };

    auto list = operation(Get,
                          "/v1/imports",
                          "list_imports",
                          "imports.read",
                          "Files that were sent, the newest first.");
    list.parameters = {query_parameter("limit", "1 to 200"), query_parameter("after", "A cursor")};
    list.answers = {{.description = "A page of imports.", .schema = "ImportPage"}};
    list.handler = [desk](const Request& request) { return list_imports(desk, request); };

    auto one = operation(Get,
                         "/v1/imports/{id}",
                         "get_import",
                         "imports.read",
                         "One import with its mapping, preview and first issues.");
    one.answers = {{.description = "The import.", .schema = "Import"}};
    one.handler = [desk](const Request& request) { return get_import(desk, request); };
    return {std::move(kinds), std::move(list), std::move(one)};
}

std::vector<Operation> file_operations(const Desk& desk) {
    using enum http::Method;
    auto empty = operation(Get,
                           "/v1/import-templates/{file}",
                           "get_import_template",
                           "imports.write",
                           "An empty workbook of a kind: outlets.xlsx.");
    empty.parameters = {query_parameter("language", "zh or en")};
    empty.answers = {{.description = "The workbook.",
                      .schema = R"({"type":"string","format":"binary"})",
                      .media_type = std::string(kWorkbookType)}};
    empty.handler = [desk](const Request& request) { return get_template(desk, request); };

    auto errors = operation(Get,
                            "/v1/imports/{id}/errors.xlsx",
                            "get_import_errors",
                            "imports.read",
                            "The file's rows with what is wrong with each.");
    errors.parameters = empty.parameters;
    errors.answers = empty.answers;
    errors.lane = http::Lane::Heavy;
    errors.handler = [desk](const Request& request) { return error_workbook(desk, request); };

    auto facts = operation(Get,
                           "/v1/facts/{kind}/export",
                           "export_facts",
                           "facts.read",
                           "Sell-out, sell-in or stock as a file that can be imported again.");
    facts.parameters = {query_parameter("format", "xlsx or csv"),
                        query_parameter("language", "zh or en")};
    facts.parameters.push_back(query_parameter("from", "First day"));
    facts.parameters.push_back(query_parameter("to", "Last day"));
    facts.answers = empty.answers;
    facts.lane = http::Lane::Heavy;
    facts.handler = [desk](const Request& request) { return export_facts_file(desk, request); };
    return {std::move(empty), std::move(errors), std::move(facts)};
}

std::vector<Operation> writing_operations(const Desk& desk) {
    using enum http::Method;
    const std::vector<http::Answer> job{
        {.status = 202, .description = "A job has begun.", .schema = "ImportJob"}};
    constexpr std::size_t kLargestFile = std::size_t{2} << 30U;

    auto start = operation(Post,
                           "/v1/imports",
                           "start_import",
                           "imports.write",
                           "Send a CSV or xlsx file to be checked.");
    start.parameters = {query_parameter("kind", "sell-out, products, …", /*required=*/true),
                        query_parameter("name", "What the file is called")};
    start.body = http::BodyKind::Upload;
    start.body_limit = kLargestFile;
    start.answers = job;
    start.handler = [desk](const Request& request) { return post_import(desk, request); };

    auto change = operation(Patch,
                            "/v1/imports/{id}",
                            "change_import",
                            "imports.write",
                            "Map columns or set options, and check again.");
    change.body = http::BodyKind::Json;
    change.body_schema = "ImportChange";
    change.parameters = {http::if_match_parameter("import", /*required=*/true)};
    change.answers = job;
    change.handler = [desk](const Request& request) { return patch_import(desk, request); };

    auto accept = operation(Post,
                            "/v1/imports/{id}/acceptance",
                            "accept_import",
                            "imports.write",
                            "Write the good rows into the company.");
    accept.parameters = {http::if_match_parameter("import", /*required=*/true)};
    accept.answers = job;
    accept.handler = [desk](const Request& request) {
        return submitted(accept_import(desk, viewer_of(request), seen_by(request)));
    };

    auto drop = operation(Delete,
                          "/v1/imports/{id}",
                          "cancel_import",
                          "imports.write",
                          "Stop an import and drop its file.");
    drop.parameters = {http::if_match_parameter("import", /*required=*/false)};
    drop.answers = {{.status = 204, .description = "It is gone."}};
    drop.handler = [desk](const Request& request) {
        cancel_import(
            desk, viewer_of(request), {request.path_id("id")}, http::expected_version(request));
        return Response::empty();
    };
    return {std::move(start), std::move(change), std::move(accept), std::move(drop)};
}

}  // namespace

std::vector<Operation> operations(const Desk& desk) {
    auto all = reading_operations(desk);
    for (auto& file : file_operations(desk)) all.push_back(std::move(file));
    for (auto& writing : writing_operations(desk)) all.push_back(std::move(writing));
    return all;
}

}  // namespace bihuan::imports
