#include "business/company/imports/export.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "business/company/imports/export_nouns.h"
#include "business/company/imports/layout.h"
#include "platform/files/table_writer.h"

namespace bihuan::imports {

namespace {

using files::Language;

void require(const Viewer& viewer, const Kind& kind) {
    const auto permission = kind.is_noun() ? kind.resource->permission + ".read" : "facts.read";
    if (viewer.may(permission)) return;
    throw Error(ErrorCode::Forbidden,
                fmt::format("Exporting {} needs the permission {}.", kind.name, permission));
}

/// Codes to choose from, for tables that stay small enough for a list.
std::vector<std::string> codes_of(Session& session, const Kinds& kinds, std::string_view table) {
    constexpr std::int64_t kLongestList = 1000;
    std::vector<std::string> codes;
    const auto* resource = kinds.resource_of(table);
    if (resource == nullptr) return codes;
    const auto& description = *resource->description;
    const auto code = description.index_of("code");
    const auto page = session.list_values(description, {.sort = "code", .limit = kLongestList});
    if (page.total > kLongestList) return codes;
    for (const auto& row : page.items) codes.push_back(std::get<std::string>(row[code]));
    return codes;
}

void explain_sheet(files::WriterLayout& layout, Language language) {
    constexpr std::uint32_t kRowsToFill = 2000;
    layout.empty_rows = kRowsToFill;
    layout.notes_sheet = notes_sheet(language);
    if (language == Language::Chinese) {
        layout.notes_titles = {"列", "必填", "含义"};
        layout.required_word = "必填";
        layout.notes_lines = {"黄色表头为必填列。列的顺序可以改变，不需要的列可以删除。",
                              "多余的列会作为附加属性与该行一起保存。",
                              "同一文件可以重复导入：已有的行会更新，相同的行不变。"};
    } else {
        layout.notes_titles = {"Column", "Required", "Meaning"};
        layout.required_word = "required";
        layout.notes_lines = {
            "Amber headers are required. Columns may stand in any order; unused ones may go.",
            "Columns that are not listed here are kept with the row as attributes.",
            "A file can be imported again: rows that are there change, equal ones stay."};
    }
}

}  // namespace

std::unique_ptr<files::TableWriter> open_writer(const ExportRequest& request,
                                                const files::WriterLayout& layout) {
    return request.format == files::TableKind::Csv ? files::make_csv_writer(request.path, layout)
                                                   : files::make_xlsx_writer(request.path, layout);
}

std::int64_t run_export(Database& database,
                        const Clock& clock,
                        const Viewer& viewer,
                        const Kinds& kinds,
                        const ExportRequest& request) {
    require(viewer, request.kind);
    const auto rows = database.read(viewer, [&](Session& session) {
        return request.kind.is_noun() ? export_nouns(session, kinds, request)
                                      : export_facts(session, request);
    });
    nlohmann::json after{{"rows", rows},
                         {"format", request.format == files::TableKind::Csv ? "csv" : "xlsx"}};
    if (!request.list.search.empty()) after["search"] = request.list.search;
    if (!request.kind.is_noun()) {
        after["from"] = to_string(request.from_day);
        after["to"] = to_string(request.to_day);
    }
    record_export(
        database, clock, viewer, {.subject_kind = request.kind.name, .after = after.dump()});
    return rows;
}

void record_export(Database& database,
                   const Clock& clock,
                   const Viewer& viewer,
                   const Event& taken) {
    database.write(viewer, clock, [&](Transaction& transaction) {
        auto event = taken;
        event.action = "exports.made";
        transaction.record(std::move(event));
    });
}

void write_template(Database& database,
                    const Viewer& viewer,
                    const Kinds& kinds,
                    const ExportRequest& request) {
    auto layout = layout_of(request.kind, request.language);
    explain_sheet(layout, request.language);
    database.read(viewer, [&](Session& session) {
        for (std::size_t i = 0; i < request.kind.columns.size(); ++i) {
            const auto& field = request.kind.columns[i].field;
            if (field.kind != FieldKind::Id || field.references.empty()) continue;
            layout.columns[i].choices = codes_of(session, kinds, field.references);
        }
    });
    const auto writer = files::make_xlsx_writer(request.path, layout);
    writer->finish();
}

}  // namespace bihuan::imports
