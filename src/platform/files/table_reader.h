#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Rows of text from a CSV or xlsx file, one after the other in constant memory. What the file is,
// its bytes say, not its name. Cells of a workbook become text as a person would type them: days
// as 2026-10-01, numbers without exponent or binary noise, TRUE and FALSE, #N/A.
namespace bihuan::files {

inline constexpr std::size_t kMaxColumns = 1024;
inline constexpr std::size_t kMaxCellLength = 32'767;  ///< Characters in Excel, bytes here × 4.

enum class TableKind : std::uint8_t { Csv, Xlsx };

struct TableFormat {
    TableKind kind = TableKind::Csv;
    std::string encoding;                    ///< One of kEncodings (encoding.h).
    bool doubtful_encoding = false;          ///< Guessed, and it might as well be another.
    char separator = ',';                    ///< CSV only.
    std::string sheet;                       ///< xlsx only: the sheet that is read.
    std::vector<std::string> sheets;         ///< xlsx only: all visible sheets.
    std::vector<std::string> hidden_sheets;  ///< xlsx only: those that are never read.
};

struct TableOptions {
    std::string sheet;  ///< The sheet to read; empty for the first visible one that is not empty.
    std::string encoding;  ///< CSV only: one of kEncodings (encoding.h); empty to find out.
    /// Most bytes a workbook may inflate to.
    std::uint64_t max_inflated = std::uint64_t{4} << 30U;
    std::size_t max_cell_length = kMaxCellLength;  ///< Characters; CSV only, Excel has its own.
};

/// One row; the views live until the next call of `next`.
struct TableRow {
    std::int64_t number = 0;  ///< As in Excel, from 1.
    bool hidden = false;      ///< By a filter or by hand.
    std::span<const std::string_view> cells;
    /// What number formats show behind the cells' figures, as 箱 of 12箱; may be shorter than
    /// cells.
    std::span<const std::string_view> suffixes = {};
    /// What number formats divide the figures by before they are shown; may be shorter than cells.
    std::span<const std::int64_t> divisors = {};
    std::span<const Issue> issues;  ///< Wrong with this row alone; it must not be used as it is.

    /// Empty beyond the last cell.
    std::string_view cell(std::size_t column) const {
        return column < cells.size() ? cells[column] : std::string_view{};
    }
    std::string_view suffix(std::size_t column) const {
        return column < suffixes.size() ? suffixes[column] : std::string_view{};
    }
    std::int64_t divisor(std::size_t column) const {
        return column < divisors.size() ? divisors[column] : 1;
    }
    bool blank() const;
};

class TableReader {
public:
    virtual ~TableReader() = default;

    /// The next row that has a cell, blank ones included for CSV; none at the end or when the file
    /// turned out to be broken: then `issues` says why.
    virtual std::optional<TableRow> next() = 0;

    /// What ended the reading before the end of the file.
    virtual const Issues& issues() const = 0;
    virtual const TableFormat& format() const = 0;
    /// How much of the file has been read, 0 … 1.
    virtual double progress() const = 0;

    /// Another sheet of the same workbook, from its top. The file is not opened anew: what its
    /// sheets share is read once. "missing_sheet" where there is none of that name.
    virtual Result<std::unique_ptr<TableReader>> open_sheet(const std::string& name) const;
};

/// Opens the file, looks at its first bytes and gives the reader for it, or why it is refused
/// (codes in messages.h). A file that cannot be opened at all throws Error(NotFound).
Result<std::unique_ptr<TableReader>> open_table(const std::filesystem::path& path,
                                                const TableOptions& options = {});

/// The same for bytes in memory.
Result<std::unique_ptr<TableReader>> open_table_bytes(std::string bytes,
                                                      const TableOptions& options = {});

}  // namespace bihuan::files
