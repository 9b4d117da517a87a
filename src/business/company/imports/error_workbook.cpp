#include "business/company/imports/error_workbook.h"

#include <utility>
#include <vector>

#include "business/company/imports/attributes.h"
#include "platform/files/table_writer.h"

namespace bihuan::imports {

namespace {

constexpr std::int64_t kSheetRows = 1'048'575;  // below the header

/// "C4: 应为数字。(x)"
std::string sentence(const CellIssue& issue, files::Language language) {
    auto text = issue.cell() + ": " + explain(issue.code, language);
    if (!issue.found.empty()) text += " (" + issue.found + ")";
    return text;
}

std::string sentences(std::span<const CellIssue> issues, files::Language language) {
    std::string text;
    for (const auto& issue : issues) {
        if (!text.empty()) text += '\n';
        text += sentence(issue, language);
    }
    return text;
}

files::WriterLayout layout_for(const ImportReport& report) {
    files::WriterLayout layout;
    constexpr double kWide = 60;
    layout.columns.push_back({.header = std::string(kErrorHeader), .width = kWide});
    for (const auto& header : report.headers) layout.columns.push_back({.header = header});
    return layout;
}

/// Where the column of errors stood in a workbook that is corrected for the second time.
std::vector<std::size_t> kept_columns(const ImportReport& report) {
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < report.headers.size(); ++i) {
        if (report.headers[i] != kErrorHeader) kept.push_back(i);
    }
    return kept;
}

}  // namespace

void write_error_workbook(Database& database,
                          const Viewer& viewer,
                          const Clock& clock,
                          const Kinds& kinds,
                          const ErrorWorkbook& workbook) {
    ImportRequest request = workbook.request;
    request.dry_run = true;
    request.observer = {};
    auto report = run_import(database, viewer, clock, kinds, request);
    if (!report.refusal.empty()) {
        throw Error(ErrorCode::InvalidInput, "The file cannot be read.", report.refusal);
    }
    const bool all_rows = report.rows_read <= kSheetRows;
    const auto kept = kept_columns(report);
    std::erase(report.headers, std::string(kErrorHeader));

    const auto writer = files::make_xlsx_writer(workbook.path, layout_for(report));
    std::vector<files::CellValue> cells(kept.size() + 1);
    std::int64_t written = 0;
    request.observer = [&](const files::TableRow& row, std::span<const CellIssue> issues) {
        if ((issues.empty() && !all_rows) || written == kSheetRows) return;
        const auto text = sentences(issues, workbook.language);
        cells[0] = std::string_view(text);
        for (std::size_t i = 0; i < kept.size(); ++i) cells[i + 1] = row.cell(kept[i]);
        writer->write_row(cells);
        ++written;
    };
    run_import(database, viewer, clock, kinds, request);
    writer->finish();
}

}  // namespace bihuan::imports
