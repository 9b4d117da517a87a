#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/files/table_reader.h"

// Which column of a file is which: headers are compared without case, spaces, punctuation and what
// stands in brackets, against the synonyms that the caller knows.
namespace bihuan::files {

/// How far down a header is looked for: titles and notes may stand above it.
inline constexpr std::int64_t kHeaderRows = 20;

struct KnownColumn {
    std::string name;  ///< The field's own name; itself a synonym.
    bool required = false;
    std::vector<std::string> synonyms;  ///< The likeliest first: "日期", "销售日期", "date".
};

/// Field name → header as it stands in the file; wins over the synonyms.
using HeaderChoice = std::map<std::string, std::string, std::less<>>;

struct MatchedColumn {
    std::size_t column = 0;  ///< In the file.
    std::string header;      ///< As it stands there.
    /// What it says in brackets, of a scale also behind the name: "万元" of "销售额（万元）"; each
    /// behind a comma.
    std::string unit;
    /// What a figure of this column must be multiplied by: 10,000 for 万元, 万箱; else 1.
    std::int64_t scale = 1;
};

struct HeaderMatch {
    std::int64_t row = 0;                               ///< Of the header, as in Excel.
    std::int64_t units_row = 0;                         ///< Below it, with units only; 0: none.
    std::vector<std::string> headers;                   ///< All of them, as they stand.
    std::vector<std::optional<MatchedColumn>> matched;  ///< Per known column, in their order.
    std::vector<std::size_t> unknown;                   ///< Columns of the file nobody claimed.
    /// Columns up to the last named one, beyond which a CSV file holds nothing. A sheet may have
    /// notes there.
    std::size_t width = kMaxColumns;
    Issues issues;  ///< "missing_column", "duplicate_column", "header_merged", "unknown_choice".
};

/// "销售日期（必填）*" → "销售日期", "Outlet_Code" → "outletcode".
std::string header_key(std::string_view header);

HeaderMatch match_header(const TableRow& row,
                         std::span<const KnownColumn> columns,
                         const HeaderChoice& choice = {});

/// Reads rows until one names every required column: titles and notes may stand above it, within
/// the first 20 rows. Otherwise the issues of the row that came nearest, and that row as `nearest`,
/// so that a person can say what its columns are. The reader then stands behind the header.
Result<HeaderMatch> find_header(TableReader& reader,
                                std::span<const KnownColumn> columns,
                                const HeaderChoice& choice = {},
                                HeaderMatch* nearest = nullptr);

/// The header that a person says stands in that row: what it lacks is told of that row, which
/// is `nearest` then.
Result<HeaderMatch> take_header(TableReader& reader,
                                std::span<const KnownColumn> columns,
                                const HeaderChoice& choice,
                                std::int64_t header_row,
                                HeaderMatch& nearest);

/// Whether known headings stand there on purpose: two of them, or all that are required. A single
/// word of a cover may be one by chance.
bool is_header(const HeaderMatch& match);

/// The row among the first 20 of another sheet that has the same headers, which then need not be
/// matched anew; none where there is none. The reader then stands behind it.
std::optional<std::int64_t> find_same_header(TableReader& reader, const HeaderMatch& match);

/// The first cell with something in it beyond the header's width: an unquoted 1,234 moves all cells
/// behind it, so nothing of such a row can be trusted.
std::optional<std::size_t> surplus_cell(const TableRow& row, std::size_t width);
inline std::optional<std::size_t> surplus_cell(const TableRow& row, const HeaderMatch& match) {
    return surplus_cell(row, match.width);
}

/// Columns up to the last one that has a name.
std::size_t named_width(const std::vector<std::string>& headers);

}  // namespace bihuan::files
