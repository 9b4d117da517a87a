#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "platform/files/table_reader.h"

// What stands below the names of a plain file's columns; private to the command.
namespace bihuan {

/// Cells of a column by what they may be.
struct ColumnSigns {
    std::int64_t words = 0;
    std::int64_t figures = 0;
    std::int64_t flags = 0;  ///< 是, no, TRUE.
    std::int64_t days = 0;
    std::int64_t blanks = 0;
    std::int64_t of_totals = 0;  ///< Not blank, in rows of totals, which the others do not count.
    bool alike = true;           ///< One word in all rows.

    std::int64_t cells() const { return words + figures + flags + days; }
    bool wordy() const { return 2 * words > cells(); }
};

/// Reads the file through when first asked, and once more for the columns that may name a series.
class FileLook {
public:
    FileLook(std::filesystem::path path,
             files::TableOptions options,
             std::string sheet,
             std::int64_t header_row,
             std::size_t width);

    const ColumnSigns& signs(std::size_t column);
    /// Which columns the functions below may be asked of.
    void remember(std::vector<std::size_t> columns) { remembered_ = std::move(columns); }
    std::size_t rows() { return remembered_rows().size(); }
    /// Rows that hold in all these columns what a row above them holds.
    std::size_t repeats(std::span<const std::size_t> columns);
    /// Whether rows that are alike in `others` differ in the column.
    bool varies(std::size_t column, std::span<const std::size_t> others);

private:
    template <class Use>
    void each_row(Use use) const;
    void see(const files::TableRow& row);
    const std::vector<std::vector<std::uint64_t>>& remembered_rows();
    std::uint64_t key_of(const std::vector<std::uint64_t>& row,
                         std::span<const std::size_t> columns) const;

    std::filesystem::path path_;
    files::TableOptions options_;
    std::int64_t header_row_;
    std::size_t width_;  ///< Of the header: rows of a workbook end with their last cell.
    bool looked_ = false;
    std::vector<ColumnSigns> signs_;
    std::vector<std::uint64_t> first_;  ///< Of each column, what its first row holds.
    std::vector<std::size_t> remembered_;
    /// A number for each remembered cell; none before they are asked for: that reads the file
    /// again.
    std::optional<std::vector<std::vector<std::uint64_t>>> rows_;
};

}  // namespace bihuan
