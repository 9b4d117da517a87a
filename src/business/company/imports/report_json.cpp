#include "business/company/imports/report_json.h"

#include <nlohmann/json.hpp>

#include "platform/files/place.h"

namespace bihuan::imports {

namespace {

using nlohmann::json;

std::string text_of(const json& value) {
    return value.dump(-1, ' ', /*ensure_ascii=*/false, json::error_handler_t::replace);
}

json issue_json(const CellIssue& issue) {
    return {{"row", issue.row},
            {"column", issue.header},
            {"cell", issue.cell()},
            {"code", issue.code},
            {"found", issue.found},
            {"message", explain(issue.code, files::Language::English)}};
}

json remark_json(const Remark& remark) {
    return {{"code", remark.code},
            {"count", remark.count},
            {"rows", remark.rows},
            {"found", remark.found},
            {"message", explain(remark.code, files::Language::English)}};
}

json refusal_json(const Issue& issue) {
    return {{"code", issue.code},
            {"field", issue.field},
            {"found", issue.found},
            {"message", issue.message}};
}

}  // namespace

std::string report_json(const ImportReport& report) {
    json issues = json::array();
    for (const auto& issue : report.issues) issues.push_back(issue_json(issue));
    json refusal = json::array();
    for (const auto& issue : report.refusal) refusal.push_back(refusal_json(issue));
    json remarks = json::array();
    for (const auto& remark : report.remarks) remarks.push_back(remark_json(remark));
    json top_rows = json::array();
    for (const auto& top : report.top_rows)
        top_rows.push_back({{"row", top.row}, {"cells", top.cells}});
    return text_of({{"headers", report.headers},
                    {"mapping", report.mapping},
                    {"preview", report.preview},
                    {"issues", issues},
                    {"issue_count", report.issue_count},
                    {"issue_counts", report.issue_counts},
                    {"top_rows", top_rows},
                    {"refusal", refusal},
                    {"remarks", remarks},
                    {"created", report.created},
                    {"encoding", report.encoding},
                    {"sheet", report.sheet},
                    {"sheets", report.sheets},
                    {"units_in_doubt", report.units_in_doubt},
                    {"rows_read", report.rows_read},
                    {"rows_added", report.rows_added},
                    {"rows_changed", report.rows_changed},
                    {"rows_unchanged", report.rows_unchanged},
                    {"rows_failed", report.rows_failed},
                    {"rows_skipped", report.rows_skipped}});
}

void count_rows(const ImportReport& report, Import& import) {
    import.rows_read = report.rows_read;
    import.rows_added = report.rows_added;
    import.rows_changed = report.rows_changed;
    import.rows_unchanged = report.rows_unchanged;
    import.rows_failed = report.rows_failed;
}

}  // namespace bihuan::imports
