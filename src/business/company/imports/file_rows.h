#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "business/company/imports/run_import.h"
#include "business/company/imports/total_rows.h"
#include "platform/files/day_orders.h"
#include "platform/files/header_match.h"
#include "platform/files/table_reader.h"

namespace bihuan::imports {

/// The rows of a file as somebody wants it read: of the sheet that is meant, or of all sheets with
/// its header. What is done with sheets, and why the file is refused, stands in the report.
class FileRows {
public:
    FileRows(const ImportRequest& request,
             ImportReport& report,
             RowIssues& issues,
             TotalRows& totals);

    /// Opens the file and finds its header; false when it is refused. A second reading of the same
    /// file reports anew.
    bool open();
    /// The next row with something in it; none at the end or when the file turns out to be broken.
    /// Throws Cancelled by way of the request's progress.
    std::optional<files::TableRow> next(std::string_view stage);

    const files::HeaderMatch& match() const { return match_; }
    files::DayReading days();
    /// The name to tell rows by; empty where one sheet alone is read.
    std::string sheet_at_hand() const { return all_sheets_ ? sheets_read_.back() : ""; }

private:
    Result<files::HeaderMatch> find_header(files::HeaderMatch& nearest);
    Result<files::HeaderMatch> find_header_behind(Result<files::HeaderMatch> first,
                                                  files::HeaderMatch& nearest);
    Result<std::unique_ptr<files::TableReader>> open_again() const;
    Issues take_stated(files::HeaderMatch& match);
    bool states_the_same(std::int64_t header_row);
    bool open_next_sheet();
    bool is_refused_for_header(const std::string& sheet);
    void tell_order(std::size_t column, files::DayOrder order);
    void tell_top_rows();
    void note_format();
    void remark_sheets();
    std::optional<files::TableRow> next_of_sheets();
    void tell_progress(std::string_view stage);

    const ImportRequest& request_;
    ImportReport& report_;
    RowIssues& issues_;
    TotalRows& total_rows_;
    files::TableOptions options_;
    bool all_sheets_;
    files::DayOrders day_orders_;
    std::set<std::pair<std::string, std::size_t>> told_orders_;  ///< Sheet, column.
    std::unique_ptr<files::TableReader> reader_;
    std::vector<std::string> sheets_read_;
    bool passed_over_ = false;  ///< Sheets without a header before the one that is read.
    std::size_t next_sheet_ = 0;
    std::int64_t rows_ = 0;
    files::HeaderMatch headed_;  ///< As the first sheet's header says.
    files::HeaderMatch match_;   ///< With what is stated above it.
};

}  // namespace bihuan::imports
