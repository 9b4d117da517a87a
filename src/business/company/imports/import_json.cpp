#include "business/company/imports/import_json.h"

#include <nlohmann/json.hpp>

namespace bihuan::imports {

namespace {

using nlohmann::json;

/// checking and accepting are what a running job makes of the stored status; a check that was
/// stopped has checked nothing.
std::string status_of(const Import& import, const std::optional<jobs::Job>& job) {
    if (job && !job->is_finished()) return job->kind == kAcceptJob ? "accepting" : "checking";
    const bool open =
        import.status != ImportStatus::Accepted && import.status != ImportStatus::Cancelled;
    const bool stopped =
        job && job->status == jobs::JobStatus::Cancelled && !import.finished_at.has_value();
    if (open && (stopped || (job && job->status == jobs::JobStatus::Failed))) return "failed";
    return std::string(choice_name(import.status));
}

json issues_json(const json& report) {
    json issues = json::array();
    for (const auto& refusal : report.value("refusal", json::array())) {
        issues.push_back({{"row", nullptr},
                          {"column", nullptr},
                          {"cell", refusal.value("field", std::string())},
                          {"code", refusal.value("code", std::string())},
                          {"found", refusal.value("found", std::string())},
                          {"message", refusal.value("message", std::string())}});
    }
    for (const auto& issue : report.value("issues", json::array())) issues.push_back(issue);
    return issues;
}

/// Every column of the kind with the header it is read from, or null.
json mapping_of(const Kind& kind, const json& report, const Import& import) {
    json mapping = json::object();
    const auto chosen = json::parse(import.mapping.text, nullptr, /*allow_exceptions=*/false);
    const auto found = report.value("mapping", json::object());
    for (const auto& column : kind.columns) {
        mapping[column.name] = nullptr;
        if (chosen.is_object() && chosen.contains(column.name)) {
            mapping[column.name] = chosen[column.name];
        }
        if (found.contains(column.name)) mapping[column.name] = found[column.name];
    }
    return mapping;
}

}  // namespace

json kind_json(const Kind& kind) {
    json columns = json::array();
    for (const auto& column : kind.columns) {
        columns.push_back({{"name", column.name},
                           {"required", column.required},
                           {"kind", kind_name(column.field.kind)},
                           {"label", column.words.label},
                           {"synonyms", column.words.synonyms}});
    }
    return {{"kind", kind.name}, {"label", kind_label(kind.name)}, {"columns", columns}};
}

json import_json(const Kinds& kinds, const Import& import, const std::optional<jobs::Job>& job) {
    auto report = json::parse(import.report.text, nullptr, /*allow_exceptions=*/false);
    if (!report.is_object()) report = json::object();
    const auto reading = reading_of(import);
    const auto issues = issues_json(report);
    const auto refused = report.value("refusal", json::array()).size();
    return {{"id", std::to_string(import.id.value)},
            {"kind", import.kind},
            {"file_name", import.file_name},
            {"file_bytes", import.file_bytes},
            {"status", status_of(import, job)},
            {"columns", report.value("headers", json::array())},
            {"mapping", mapping_of(kinds.get(import.kind), report, import)},
            {"preview", report.value("preview", json::array())},
            {"created", report.value("created", json::object())},
            {"top_rows", report.value("top_rows", json::array())},
            {"sheet", report.value("sheet", std::string())},
            {"sheets", report.value("sheets", json::array())},
            {"units_in_doubt", report.value("units_in_doubt", json::array())},
            {"rows_read", import.rows_read},
            {"rows_added", import.rows_added},
            {"rows_changed", import.rows_changed},
            {"rows_unchanged", import.rows_unchanged},
            {"rows_failed", import.rows_failed},
            {"issues", issues},
            {"issue_count",
             report.value("issue_count", std::int64_t{0}) + static_cast<std::int64_t>(refused)},
            {"issue_counts", report.value("issue_counts", json::object())},
            {"remarks", report.value("remarks", json::array())},
            {"encoding", report.value("encoding", std::string())},
            {"rows_skipped", report.value("rows_skipped", std::int64_t{0})},
            {"options", json::parse(options_json(reading))},
            {"job_id", job ? json(std::to_string(job->id.value)) : json()},
            {"version", import.version},
            {"created_at", to_string(import.created_at)}};
}

}  // namespace bihuan::imports
