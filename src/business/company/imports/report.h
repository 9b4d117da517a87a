#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "business/company/imports/kind.h"
#include "platform/files/messages.h"
#include "platform/files/table_reader.h"

namespace bihuan::imports {

/// One thing wrong with one cell, or with a whole row.
struct CellIssue {
    std::int64_t row = 0;               ///< As in Excel.
    std::optional<std::size_t> column;  ///< In the file, from 0; none for the whole row.
    std::string header;                 ///< As it stands in the file, else "品牌 (brand)".
    std::string sheet;                  ///< Only where several sheets are read.
    std::string code;
    std::string found;

    std::string cell() const;  ///< "B12", "12" for a whole row, "1月!B12" of one of several sheets.
    friend bool operator==(const CellIssue&, const CellIssue&) = default;
};

/// Something that was done with the file and that its owner should know; no error.
struct Remark {
    std::string code;
    std::int64_t count = 0;          ///< Rows, sheets, lines … that it is about; 0 for the file.
    std::vector<std::int64_t> rows;  ///< The first 20 of them, as in Excel.
    std::string found;               ///< What it is about: an encoding, names of sheets.
};

/// A row near the top of a file whose header nobody found.
struct TopRow {
    std::int64_t row = 0;  ///< As in Excel.
    std::vector<std::string> cells;
};

/// The sentence for a code of this room, of the readers or of a noun's own rules.
std::string explain(std::string_view code, files::Language language);
/// Every code of this room with its two sentences, sorted.
std::span<const files::Message> import_messages();

/// The same code as one that messages know; "out_of_range" for any other.
std::string_view known_code(std::string_view code);

struct ImportReport {
    std::int64_t rows_read = 0;  ///< Rows with something in them, below the header.
    std::int64_t rows_added = 0;
    std::int64_t rows_changed = 0;
    std::int64_t rows_unchanged = 0;
    std::int64_t rows_failed = 0;
    std::int64_t rows_skipped = 0;  ///< Rows of totals.
    std::int64_t issue_count = 0;
    std::vector<CellIssue> issues;                     ///< The first 200.
    std::map<std::string, std::int64_t> issue_counts;  ///< Of all: code → how many.
    std::map<std::string, std::int64_t> created;       ///< Rows made because they were referred to.
    Issues refusal;  ///< Why the file as a whole cannot be read; then no row was written.
    std::vector<std::string> headers;               ///< All of the file.
    std::map<std::string, std::string> mapping;     ///< Column → header.
    std::vector<std::vector<std::string>> preview;  ///< The first 20 rows as they stand.
    std::vector<TopRow> top_rows;  ///< The first 20 of a file that is refused for its header.
    std::vector<Remark> remarks;
    std::string encoding;
    std::string sheet;
    std::vector<std::string> sheets;
    std::set<std::string> units_in_doubt;  ///< Words that a person may say the meaning of.

    /// One more row for a remark; the first makes it. Of several sheets each has its own.
    void remark_row(std::string_view code, std::int64_t row, const std::string& of_sheet);
    void remark(std::string_view code, std::string found, std::int64_t count = 0);
    /// About sheets, months …; nothing of none.
    void remark_names(std::string_view code, const std::vector<std::string>& names);
};

/// Is shown every data row with its issues, good ones too.
using RowObserver =
    std::function<void(const files::TableRow& row, std::span<const CellIssue> issues)>;

/// Collects what is wrong, row by row.
class RowIssues {
public:
    RowIssues(const Kind& kind, ImportReport& report, const RowObserver& observer)
        : kind_(kind), report_(report), observer_(observer) {}

    void set_header(const files::HeaderMatch& match) { match_ = &match; }
    /// The sheet that the next rows stand in, where several are read.
    void set_sheet(const std::string& sheet);
    /// Begins a data row; takes over what the reader found wrong in columns that are used. False
    /// when its cells stand under wrong headers: then nothing else is said of it.
    bool begin(const files::TableRow& row);
    /// In a known column of the kind, or in the whole row.
    void add(std::optional<std::size_t> known, std::string_view code, std::string_view found);
    /// In a column of the file, known or not.
    void add_in(std::size_t column, std::string_view code, std::string_view found);
    bool any() const { return !issues_.empty(); }
    /// What is doubtful about a row that is taken all the same; told where it stands.
    void doubt(std::string_view remark);
    /// The row at hand as people find it: "12", "1月!12" where several sheets are read.
    std::string place() const { return place_of(ordinal()); }
    /// The same as a number that no other row of the file has.
    std::int64_t ordinal() const;
    std::string place_of(std::int64_t ordinal) const;
    /// Ends the row: counts it and shows it to the observer.
    void end();
    /// Ends a row that is none of the data, whatever is wrong with it.
    void skip(std::string_view remark);

private:
    const Kind& kind_;
    ImportReport& report_;
    const RowObserver& observer_;
    const files::HeaderMatch* match_ = nullptr;
    std::string sheet_;
    std::vector<std::string> sheets_;  ///< All that were set, each once.
    std::size_t sheet_at_ = 0;         ///< Of them, the one at hand.
    files::TableRow row_;
    std::vector<CellIssue> issues_;
    std::vector<std::string_view> doubts_;
};

}  // namespace bihuan::imports
