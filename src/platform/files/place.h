#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

// Where something stands in a table file, as the person sees it in Excel: rows count from 1, a
// record of a CSV file is a row however many lines it takes, columns are letters.
namespace bihuan::files {

/// 0 → "A", 25 → "Z", 26 → "AA".
std::string column_letters(std::size_t column);

/// The JSON Pointer of an issue in a file: "/12/B"; "/12" for a whole row. Unlike pointers into
/// request bodies, the row is Excel's row number.
std::string row_place(std::int64_t row);
std::string cell_place(std::int64_t row, std::size_t column);

/// What stood in a cell, cut to 100 bytes at a whole character for a message.
std::string shown(std::string_view text);

}  // namespace bihuan::files
