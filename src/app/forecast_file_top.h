#pragma once

#include <deque>

#include "base/result.h"
#include "platform/files/kept_row.h"
#include "platform/files/table_reader.h"

// The rows at the top of a plain file: titles, the names of the columns in one row or two, the
// first figures; private to the command.
namespace bihuan {

/// A row, or two, that may name the columns.
struct HeaderChoice {
    files::KeptRow header;   ///< 2024年 above 1月, 2月: put together.
    std::size_t behind = 0;  ///< Of the kept rows, the first one below.
    /// Where the columns are not found by it, a row below may be meant: this one is a title.
    bool may_be_title = false;
    bool is_data = false;  ///< Figures with their period, and no name.
};

/// The rows within the first twenty that have something in them, and one more.
std::deque<files::KeptRow> top_rows(files::TableReader& table);

/// What to try in turn, at least one where there are rows.
std::deque<HeaderChoice> header_choices(const std::deque<files::KeptRow>& rows);

}  // namespace bihuan
