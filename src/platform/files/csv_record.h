#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace bihuan::files {

/// A cell of a record, as offsets from the record's first byte, without its quotes.
struct CsvCell {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool doubled_quotes = false;  ///< "" stands for " in it.
    bool stray_quote = false;     ///< Text followed its closing quote.
    bool has_nul = false;
};

/// Splits text into records of RFC 4180: quoted cells may hold separators, line ends and doubled
/// quotes; lines end with CRLF, LF or CR.
class CsvScanner {
public:
    enum class Outcome : std::uint8_t { Record, NeedsMore, OpenQuote, TooManyColumns };

    explicit CsvScanner(char separator);

    /// Scans one record at the front of `text`. `last`: nothing follows `text` in the file. Then
    /// the outcome is never NeedsMore; else a record that touches the end of `text` needs more,
    /// because a quote or line feed could follow.
    Outcome scan(std::string_view text, bool last);

    const std::vector<CsvCell>& cells() const { return cells_; }
    /// Bytes of the record with its line end.
    std::size_t length() const { return at_; }
    /// Whether the scan stopped inside a quoted cell.
    bool in_quotes() const { return in_quotes_; }

private:
    bool scan_quoted(CsvCell& cell);
    void scan_plain(CsvCell& cell);
    bool take_line_end();

    char separator_;
    std::array<bool, 256> special_{};
    std::string_view text_;
    std::size_t at_ = 0;
    bool in_quotes_ = false;
    std::vector<CsvCell> cells_;
};

/// "sep=;" in the first line: it tells Excel the separator, and Excel does not show it.
struct SeparatorLine {
    char separator = ',';
    std::size_t length = 0;  ///< Bytes of the line with its end.
};
std::optional<SeparatorLine> separator_line(std::string_view beginning);

/// Comma, tab, semicolon or bar: the one that splits the first lines most evenly.
char guess_separator(std::string_view beginning);

}  // namespace bihuan::files
