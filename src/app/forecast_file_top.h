#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/files/table_reader.h"

// The rows at the top of a plain file: titles, the names of the columns in one row or two, the
// first figures; private to the command.
namespace bihuan {

/// A row that outlives the reader's next one.
struct KeptRow {
    std::int64_t number = 0;
    std::vector<std::string> cells;
    std::vector<std::string_view> views = {};  ///< Of `cells`, for `row`.
    Issues issues = {};

    KeptRow() = default;
    KeptRow(std::int64_t number, std::vector<std::string> cells);
    explicit KeptRow(const files::TableRow& row);
    KeptRow(KeptRow&&) = default;
    KeptRow& operator=(KeptRow&&) = default;
    KeptRow(const KeptRow&) = delete;
    KeptRow& operator=(const KeptRow&) = delete;
    ~KeptRow() = default;

    files::TableRow row() const { return {.number = number, .cells = views, .issues = issues}; }
};

/// A row, or two, that may name the columns.
struct HeaderChoice {
    KeptRow header;          ///< 2024年 above 1月, 2月: put together.
    std::size_t behind = 0;  ///< Of the kept rows, the first one below.
    /// Where the columns are not found by it, a row below may be meant: this one is a title.
    bool may_be_title = false;
    bool is_data = false;  ///< Figures with their period, and no name.
};

/// The rows within the first twenty that have something in them, and one more.
std::deque<KeptRow> top_rows(files::TableReader& table);

/// What to try in turn, at least one where there are rows.
std::deque<HeaderChoice> header_choices(const std::deque<KeptRow>& rows);

}  // namespace bihuan
