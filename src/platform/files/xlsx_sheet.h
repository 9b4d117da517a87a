#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/xlsx_parts.h"
#include "platform/files/xml_parser.h"

namespace bihuan::files {

/// A cell with text, which stands in the shared strings or in the batch's own text.
struct SheetCell {
    std::size_t column = 0;
    std::size_t begin = 0;
    std::size_t length = 0;
    bool shared = false;           ///< `begin` is the index of a shared string.
    std::string_view suffix = {};  ///< Of a number, by its format.
    std::int64_t divisor = 1;      ///< The same.
};

struct SheetRow {
    std::int64_t number = 0;
    bool hidden = false;
    std::size_t first_cell = 0;
    std::size_t end_cell = 0;
};

/// Turns a sheet's XML into rows that have text, batch after batch. Formulas give their stored
/// result, or themselves ("=A1+1") when none was stored.
class SheetHandler final : public XmlHandler {
public:
    SheetHandler(const Workbook& workbook, const SharedStrings& strings)
        : workbook_(workbook), strings_(strings) {}

    void start(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view text) override;
    std::string_view fault() const override { return fault_; }

    std::span<const SheetRow> rows() const { return rows_; }
    std::span<const SheetCell> cells(const SheetRow& row) const {
        return std::span(cells_).subspan(row.first_cell, row.end_cell - row.first_cell);
    }
    std::string_view text_of(const SheetCell& cell) const;
    /// Where a fault was met.
    std::int64_t row_number() const { return row_; }
    /// Drops the rows of the batch; a row that is still open stays.
    void clear();

private:
    enum class Part : std::uint8_t { None, Value, Inline, Formula };

    void start_row(const XmlAttributes& attributes);
    void start_cell(const XmlAttributes& attributes);
    void end_cell();
    void end_row();
    void add_shared();
    void add_number();
    void add_text();
    void add_cell(std::size_t begin);

    const Workbook& workbook_;
    const SharedStrings& strings_;
    std::string_view fault_;

    std::vector<SheetRow> rows_;
    std::vector<SheetCell> cells_;
    std::string text_;

    std::int64_t row_ = 0;
    bool row_hidden_ = false;
    std::size_t open_row_cells_ = 0;
    std::size_t next_column_ = 0;
    std::size_t column_ = 0;
    char type_ = 'n';
    std::size_t style_ = 0;
    Part part_ = Part::None;
    bool phonetic_ = false;
    std::string value_;
    std::string inline_;
    std::string formula_;
};

/// A merged range, rows and columns inclusive.
struct MergedRange {
    std::int64_t first_row = 0;
    std::int64_t last_row = 0;
    std::size_t first_column = 0;
    std::size_t last_column = 0;
};

/// Collects the merged ranges that stand behind a sheet's rows.
class MergeHandler final : public XmlHandler {
public:
    void start(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view /*name*/) override {}
    /// "merged_cell" when there are more than anybody reads.
    std::string_view fault() const override;

    std::vector<MergedRange> ranges;
};

}  // namespace bihuan::files
