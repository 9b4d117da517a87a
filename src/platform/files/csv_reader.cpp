#include "platform/files/csv_reader.h"

#include <algorithm>
#include <utility>

#include "platform/files/csv_record.h"
#include "platform/files/encoding.h"
#include "platform/files/formula.h"
#include "platform/files/messages.h"
#include "platform/files/place.h"
#include "platform/files/text.h"

namespace bihuan::files {

namespace {

constexpr std::size_t kFirstBuffer = std::size_t{256} << 10U;
constexpr std::uint64_t kRoom = 16;
constexpr std::size_t kLargestRecord = std::size_t{16} << 20U;

/// Writers put an apostrophe before text that Excel would take for a formula.
bool is_shielded(std::string_view text) {
    return text.starts_with('\'') && may_run_as_formula(text);
}

/// ="00123", as shops' and banks' exports write a text that Excel would else take for a number.
std::string_view without_text_formula(std::string_view text) {
    constexpr std::size_t kShortest = 3;
    if (text.size() < kShortest || !text.starts_with("=\"") || !text.ends_with('"')) return text;
    const auto inner = text.substr(2, text.size() - 3);
    return inner.find('"') == std::string_view::npos ? inner : text;
}

/// Writes `text` over itself with "" as ". Gives the new end.
char* undouble_quotes(char* begin, const char* end) {
    char* to = begin;
    for (const char* from = begin; from != end; ++from) {
        *to++ = *from;
        if (*from == '"') ++from;
    }
    return to;
}

class CsvReader final : public TableReader {
public:
    CsvReader(std::unique_ptr<ByteSource> source, const TableOptions& options)
        : source_(std::move(source)),
          max_cell_length_(options.max_cell_length),
          encoding_(detect_encoding(*source_, options.encoding)),
          text_(open_text(*source_, encoding_)),
          buffer_(static_cast<std::size_t>(
              std::min<std::uint64_t>(kFirstBuffer, source_->size() + kRoom))),
          scanner_(',') {
        refill();
        format_.kind = TableKind::Csv;
        format_.encoding = encoding_.name;
        format_.doubtful_encoding = encoding_.doubtful;
        const auto told = separator_line(rest());
        format_.separator = told ? told->separator : guess_separator(rest());
        if (told) begin_ += told->length;  // rows count as Excel shows them
        scanner_ = CsvScanner(format_.separator);
    }

    std::optional<TableRow> next() override;

    const Issues& issues() const override { return issues_; }
    const TableFormat& format() const override { return format_; }
    double progress() const override {
        const auto size = static_cast<double>(std::max<std::uint64_t>(1, source_->size()));
        return std::min(1.0, static_cast<double>(text_->consumed()) / size);
    }

private:
    std::string_view rest() const { return {buffer_.data() + begin_, end_ - begin_}; }
    void refill();
    bool scan_record();
    bool keep_record(CsvScanner::Outcome outcome);
    void stop(std::string_view code);
    TableRow make_row();
    std::string_view make_cell(const CsvCell& cell, std::size_t column);

    std::unique_ptr<ByteSource> source_;
    std::size_t max_cell_length_;
    TextEncoding encoding_;
    std::unique_ptr<TextStream> text_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool at_end_ = false;
    CsvScanner scanner_;
    TableFormat format_;
    std::int64_t row_ = 0;
    std::vector<std::string_view> cells_;
    Issues row_issues_;
    Issues issues_;
};

std::optional<TableRow> CsvReader::next() {
    if (!issues_.empty()) return std::nullopt;
    if (!scan_record()) return std::nullopt;
    ++row_;
    return make_row();
}

/// Moves what is left to the front, makes room if it fills the buffer, and reads on.
void CsvReader::refill() {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_),
              buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
    if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
    const auto got = text_->read(std::span(buffer_).subspan(end_));
    end_ += got;
    at_end_ = got == 0;
}

/// Leaves a whole record in the scanner; false at the end of the file or when it is broken.
bool CsvReader::scan_record() {
    while (begin_ != end_ || !at_end_) {
        const auto outcome = scanner_.scan(rest(), at_end_);
        if (outcome != CsvScanner::Outcome::NeedsMore) return keep_record(outcome);
        if (rest().size() > kLargestRecord) {
            stop(scanner_.in_quotes() ? "quote_not_closed" : "cell_too_long");
            return false;
        }
        refill();
    }
    if (text_->broken()) stop("invalid_bytes");
    return false;
}

/// Whether the record can be used. The last one before invalid bytes is not whole.
bool CsvReader::keep_record(CsvScanner::Outcome outcome) {
    const bool cut = at_end_ && text_->broken();
    if (outcome == CsvScanner::Outcome::TooManyColumns) {
        stop("too_many_columns");
    } else if (outcome == CsvScanner::Outcome::OpenQuote) {
        stop(cut ? "invalid_bytes" : "quote_not_closed");
    } else if (cut && scanner_.length() == rest().size()) {
        stop("invalid_bytes");
    }
    return issues_.empty();
}

/// At the row that would have come next.
void CsvReader::stop(std::string_view code) {
    issues_.push_back(file_issue(code, row_place(row_ + 1)));
}

TableRow CsvReader::make_row() {
    row_issues_.clear();
    cells_.clear();
    for (const auto& cell : scanner_.cells()) cells_.push_back(make_cell(cell, cells_.size()));
    begin_ += scanner_.length();
    return {.number = row_, .cells = cells_, .issues = row_issues_};
}

std::string_view CsvReader::make_cell(const CsvCell& cell, std::size_t column) {
    char* const begin = buffer_.data() + begin_ + cell.begin;
    const char* end = buffer_.data() + begin_ + cell.end;
    if (cell.doubled_quotes && !cell.stray_quote) end = undouble_quotes(begin, end);
    std::string_view text(begin, static_cast<std::size_t>(end - begin));
    if (is_shielded(text)) {
        text.remove_prefix(1);
    } else {
        text = without_text_formula(text);
    }

    const auto report = [&](std::string_view code) {
        row_issues_.push_back(file_issue(code, cell_place(row_, column), shown(text)));
    };
    if (cell.stray_quote) report("stray_quote");
    if (cell.has_nul) report("control_character");
    if (text.size() > max_cell_length_ && count_characters(text) > max_cell_length_) {
        report("cell_too_long");
    }
    return text;
}

}  // namespace

std::unique_ptr<TableReader> open_csv(std::unique_ptr<ByteSource> source,
                                      const TableOptions& options) {
    return std::make_unique<CsvReader>(std::move(source), options);
}

}  // namespace bihuan::files
