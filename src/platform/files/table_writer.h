#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/day.h"

// Tables for Excel: rows go out one after the other in constant memory, typed, so that numbers stay
// numbers and days days. Text can never become a formula: workbooks hold it as strings, CSV files
// put an apostrophe before it (formula.h), which the reader takes off again.
namespace bihuan::files {

enum class ColumnKind : std::uint8_t { Text, Whole, Decimal, Real, Percent, Day, Month, Flag };

/// Of a workbook that we write: the hidden sheet of its long drop-down lists.
inline constexpr std::string_view kListsSheet = "lists";

struct WriterColumn {
    std::string header;
    ColumnKind kind = ColumnKind::Text;
    int decimals = 2;                  ///< Decimal: whole numbers count 10^-decimals.
    double width = 0;                  ///< In characters; 0 for one that fits the kind and header.
    bool required = false;             ///< Marked in the header's colour.
    std::vector<std::string> choices;  ///< A drop-down list.
    std::string note;                  ///< What it means, for the notes sheet.
};

/// Absent, text, whole number (in 10^-decimals for Decimal), number (0.15 for Percent 15 %), …
using CellValue =
    std::variant<std::monostate, std::string_view, std::int64_t, double, Day, Month, bool>;

struct WriterLayout {
    std::string sheet = "Sheet1";  ///< At most 31 characters.
    std::vector<WriterColumn> columns;
    std::string notes_sheet;                ///< Its name; empty for none.
    std::vector<std::string> notes_titles;  ///< Of its columns: column, required, meaning.
    std::string required_word;              ///< Stands in its second column: "必填".
    std::vector<std::string> notes_lines;   ///< Below the columns, one per row.
    /// The drop-downs reach this many rows below the last one written (templates).
    std::uint32_t empty_rows = 0;
};

class TableWriter {
public:
    virtual ~TableWriter() = default;

    /// One value per column.
    virtual void write_row(std::span<const CellValue> row) = 0;
    /// Writes what is left and closes; without it the file is not whole. Throws Error(Unavailable)
    /// when the disk is full, Error(TooLarge) beyond Excel's 1,048,576 rows.
    virtual void finish() = 0;
};

/// A whole number of 10^-decimals as text: (12345, 2) → "123.45". decimals 0 … 9.
std::string decimal_text(std::int64_t value, int decimals);

/// UTF-8 with byte order mark, CRLF, RFC 4180.
std::unique_ptr<TableWriter> make_csv_writer(const std::filesystem::path& path,
                                             const WriterLayout& layout);

std::unique_ptr<TableWriter> make_xlsx_writer(const std::filesystem::path& path,
                                              const WriterLayout& layout);

/// Hands rows to `writer` on a thread of its own, in order, a few thousand ahead at most, so that
/// reading them and packing them take the time of the slower one alone. What the writer throws
/// comes out of a later write_row or of finish.
std::unique_ptr<TableWriter> make_background_writer(std::unique_ptr<TableWriter> writer);

}  // namespace bihuan::files
