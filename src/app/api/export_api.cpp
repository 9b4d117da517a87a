#include "app/api/export_api.h"

#include <fmt/format.h>

#include "app/api/list_request.h"
#include "base/error.h"
#include "platform/files/scratch_file.h"
#include "platform/identity/identity_api.h"

namespace bihuan::api {

namespace {

constexpr std::string_view kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Whether the parameter is the second of two words; without it, the first counts.
bool is_second(const http::Query& query,
               std::string_view name,
               std::string_view first,
               std::string_view second) {
    const auto word = query.get(name, first);
    if (word == first || word == second) return word == second;
    throw Error(ErrorCode::InvalidInput,
                fmt::format("The parameter {} is not valid.", name),
                {{"not_a_choice",
                  fmt::format("/query/{}", name),
                  fmt::format("Write {} or {}.", first, second),
                  word.substr(0, 100)}});
}

http::Response export_noun(const Foundation& foundation,
                           const imports::Kind& kind,
                           const http::Request& request) {
    const bool csv = is_second(request.query, "format", "xlsx", "csv");
    const bool english = is_second(request.query, "language", "zh", "en");
    const auto file = std::make_shared<files::ScratchFile>(foundation.import_folder);
    imports::run_export(foundation.database,
                        foundation.clock,
                        identity::viewer_of(request),
                        foundation.kinds,
                        {.kind = kind,
                         .path = file->path(),
                         .format = csv ? files::TableKind::Csv : files::TableKind::Xlsx,
                         .language = english ? files::Language::English : files::Language::Chinese,
                         .list = read_list_options(*kind.resource->description, request.query)});
    return http::Response::file({file->path(), file},
                                csv ? "text/csv; charset=utf-8" : kWorkbook,
                                kind.name + (csv ? ".csv" : ".xlsx"));
}

http::Operation operation_of(const imports::Kind& kind) {
    const auto& resource = *kind.resource;
    auto words = resource.path;
    for (char& c : words)
        if (c == '-') c = '_';
    http::Operation operation{.path = fmt::format("/v1/{}/export", resource.path),
                              .id = "export_" + words,
                              .permission = resource.permission + ".read",
                              .summary = fmt::format("The list of {} as a file.", kind.name),
                              .tag = resource.path,
                              .parameters = list_parameters(*resource.description)};
    operation.parameters.push_back(
        {.name = "format", .schema = R"({"type":"string","enum":["xlsx","csv"]})"});
    operation.parameters.push_back({.name = "language",
                                    .description = "Of the headers.",
                                    .schema = R"({"type":"string","enum":["zh","en"]})"});
    operation.answers = {{.description = "The file.",
                          .schema = R"({"type":"string","format":"binary"})",
                          .media_type = std::string(kWorkbook)}};
    operation.lane = http::Lane::Heavy;
    return operation;
}

}  // namespace

std::vector<http::Operation> export_operations(const Foundation& foundation) {
    std::vector<http::Operation> operations;
    for (const auto& kind : foundation.kinds.all()) {
        if (!kind.is_noun()) continue;
        auto operation = operation_of(kind);
        operation.handler = [foundation, &kind](const http::Request& request) {
            return export_noun(foundation, kind, request);
        };
        operations.push_back(std::move(operation));
    }
    return operations;
}

}  // namespace bihuan::api
