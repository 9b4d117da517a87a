#include "platform/files/xlsx_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/files/messages.h"
#include "platform/files/place.h"
#include "platform/files/text.h"
#include "platform/files/xlsx_parts.h"
#include "platform/files/xlsx_sheet.h"

namespace bihuan::files {

namespace {

constexpr std::size_t kChunk = std::size_t{32} << 10U;

struct SheetCheck {
    std::string fault;
    bool has_merges = false;
};

/// A value, a text or a formula, whatever the prefix of the elements.
bool holds_cells(std::string_view xml) {
    constexpr std::array<std::string_view, 8> kMarks{
        "<v>", "<v ", ":v>", "<is>", ":is>", "<f>", "<f ", ":f>"};
    return std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) {
        return xml.find(mark) != std::string_view::npos;
    });
}

/// Whether anything stands in a sheet, or it cannot be read, which is said when it is.
bool is_worth_reading(const ZipArchive& archive, const std::string& part, std::uint64_t limit) {
    auto opened = archive.stream(part, limit);
    if (!opened) return true;
    constexpr std::size_t kLongestMark = 4;
    std::string text;
    std::string buffer(kChunk, '\0');
    while (const auto got = opened->read(buffer)) {
        text.append(buffer, 0, got);
        if (holds_cells(text)) return true;
        text.erase(0, text.size() - std::min(text.size(), kLongestMark));
    }
    return !opened->fault().empty();
}

/// Inflates the whole sheet once: sizes, checksum, and whether merged cells stand behind the rows.
SheetCheck check_sheet(const ZipArchive& archive, const std::string& part, std::uint64_t limit) {
    constexpr std::string_view kMerge = "mergeCell ";
    auto opened = archive.stream(part, limit);
    if (!opened) return {.fault = opened.error().front().code};
    std::string buffer(kChunk + kMerge.size(), '\0');
    SheetCheck check;
    std::size_t kept = 0;
    for (;;) {
        const auto got = opened->read(std::span(buffer).subspan(kept));
        if (got == 0) break;
        const std::string_view text(buffer.data(), kept + got);
        check.has_merges = check.has_merges || text.find(kMerge) != std::string_view::npos;
        kept = std::min(kMerge.size() - 1, text.size());
        std::copy_n(text.end() - kept, kept, buffer.begin());
    }
    check.fault = opened->fault();
    return check;
}

/// What the sheets of a file share: read once for all of them.
struct Book {
    ZipArchive archive;
    Workbook workbook;
    SharedStrings strings;
    std::uint64_t max_inflated = 0;  ///< Of a sheet.
};

class XlsxReader final : public TableReader {
public:
    explicit XlsxReader(std::shared_ptr<const Book> book)
        : book_(std::move(book)),
          handler_(book_->workbook, book_->strings),
          parser_(handler_),
          buffer_(kChunk, '\0') {}

    /// The sheet of that name, the first for none. Codes: those of `start`.
    static Result<std::unique_ptr<TableReader>> open(std::shared_ptr<const Book> book,
                                                     const std::string& sheet);

    std::optional<TableRow> next() override;

    const Issues& issues() const override { return issues_; }
    const TableFormat& format() const override { return format_; }
    Result<std::unique_ptr<TableReader>> open_sheet(const std::string& name) const override {
        return open(book_, name);
    }
    double progress() const override {
        const auto whole = static_cast<double>(std::max<std::uint64_t>(1, size_));
        return std::min(1.0, static_cast<double>(stream_->inflated()) / whole);
    }

private:
    /// The code of why the sheet cannot be read; empty when it can.
    std::string start(const std::string& name);
    const Sheet* choose_sheet(const std::string& name) const;
    bool read_batch();
    TableRow make_row(const SheetRow& row);
    void report_merges(const SheetRow& row);

    std::shared_ptr<const Book> book_;
    SheetHandler handler_;
    XmlParser parser_;
    std::string buffer_;
    std::unique_ptr<ZipStream> stream_;
    std::uint64_t size_ = 0;
    std::vector<MergedRange> merges_;       // by their first row
    std::vector<MergedRange> open_merges_;  // that reach the row at hand
    std::size_t next_merge_ = 0;
    std::size_t next_row_ = 0;
    bool at_end_ = false;
    TableFormat format_;
    std::vector<std::string_view> cells_;
    std::vector<std::string_view> suffixes_;
    std::vector<std::int64_t> divisors_;
    Issues row_issues_;
    Issues issues_;
};

Result<std::unique_ptr<TableReader>> XlsxReader::open(std::shared_ptr<const Book> book,
                                                      const std::string& sheet) {
    auto reader = std::make_unique<XlsxReader>(std::move(book));
    if (const auto fault = reader->start(sheet); !fault.empty())
        return unexpected(file_issue(fault, {}, fault == "missing_sheet" ? sheet : ""));
    return std::unique_ptr<TableReader>(std::move(reader));
}

std::string XlsxReader::start(const std::string& name) {
    const auto& [archive, workbook, strings, max_inflated] = *book_;
    format_.kind = TableKind::Xlsx;
    format_.encoding = "UTF-8";
    for (const auto& sheet : workbook.sheets) format_.sheets.push_back(sheet.name);
    format_.hidden_sheets = workbook.hidden;
    const auto* sheet = choose_sheet(name);
    if (sheet == nullptr) return "missing_sheet";
    format_.sheet = sheet->name;

    const auto check = check_sheet(archive, sheet->part, max_inflated);
    if (!check.fault.empty()) return check.fault;
    if (check.has_merges) {
        MergeHandler merges;
        if (auto fault = archive.parse(sheet->part, merges, max_inflated); !fault.empty()) {
            return fault;
        }
        merges_ = std::move(merges.ranges);
        std::sort(merges_.begin(), merges_.end(), [](const auto& a, const auto& b) {
            return a.first_row < b.first_row;
        });
    }
    size_ = archive.inflated_size(sheet->part);
    auto stream = archive.stream(sheet->part, max_inflated);
    if (!stream) return stream.error().front().code;
    stream_ = std::make_unique<ZipStream>(std::move(*stream));
    return {};
}

/// Without a name the first one with something in it.
const Sheet* XlsxReader::choose_sheet(const std::string& name) const {
    const auto& sheets = book_->workbook.sheets;
    if (name.empty() && sheets.size() > 1) {
        for (const auto& sheet : sheets)
            if (is_worth_reading(book_->archive, sheet.part, book_->max_inflated)) return &sheet;
    }
    if (name.empty()) return &sheets.front();
    const auto found = std::find_if(
        sheets.begin(), sheets.end(), [&](const Sheet& sheet) { return sheet.name == name; });
    return found == sheets.end() ? nullptr : &*found;
}

std::optional<TableRow> XlsxReader::next() {
    while (next_row_ == handler_.rows().size()) {
        if (at_end_ || !issues_.empty() || !read_batch()) return std::nullopt;
    }
    return make_row(handler_.rows()[next_row_++]);
}

/// Parses one more chunk; false when the file turned out to be broken. Rows of the chunk before a
/// fault are still handed out.
bool XlsxReader::read_batch() {
    handler_.clear();
    next_row_ = 0;
    const auto got = stream_->read(buffer_);
    at_end_ = got == 0;
    std::string_view fault = stream_->fault();
    if (fault.empty() && !parser_.feed({buffer_.data(), got}, at_end_)) fault = parser_.fault();
    if (!fault.empty()) {
        issues_.push_back(file_issue(fault, row_place(handler_.row_number())));
    }
    return fault.empty() || !handler_.rows().empty();
}

TableRow XlsxReader::make_row(const SheetRow& row) {
    cells_.clear();
    suffixes_.clear();
    divisors_.clear();
    row_issues_.clear();
    for (const auto& cell : handler_.cells(row)) {
        cells_.resize(cell.column);
        const auto text = handler_.text_of(cell);
        if (text.size() > kMaxCellLength && count_characters(text) > kMaxCellLength) {
            row_issues_.push_back(
                file_issue("cell_too_long", cell_place(row.number, cell.column), shown(text)));
        }
        cells_.push_back(text);
        if (cell.divisor > 1) {
            divisors_.resize(cell.column, 1);
            divisors_.push_back(cell.divisor);
        }
        if (cell.suffix.empty()) continue;
        suffixes_.resize(cell.column);
        suffixes_.push_back(cell.suffix);
    }
    if (!merges_.empty()) report_merges(row);
    return {.number = row.number,
            .hidden = row.hidden,
            .cells = cells_,
            .suffixes = suffixes_,
            .divisors = divisors_,
            .issues = row_issues_};
}

/// A cell that a merge swallowed has no value of its own, and a person sees one there.
void XlsxReader::report_merges(const SheetRow& row) {
    const auto over = [&](const MergedRange& range) { return range.last_row < row.number; };
    open_merges_.erase(std::remove_if(open_merges_.begin(), open_merges_.end(), over),
                       open_merges_.end());
    for (; next_merge_ < merges_.size() && merges_[next_merge_].first_row <= row.number;
         ++next_merge_) {
        // Ranges do not overlap in a sound file, so no more can be open than there are columns.
        if (over(merges_[next_merge_]) || open_merges_.size() == kMaxColumns) continue;
        open_merges_.push_back(merges_[next_merge_]);
    }
    for (const auto& range : open_merges_) {
        const bool top = range.first_row == row.number;
        if (top && range.first_column == range.last_column) continue;
        const auto column = range.first_column + (top ? 1 : 0);
        row_issues_.push_back(file_issue("merged_cell", cell_place(row.number, column)));
    }
}

}  // namespace

Result<std::unique_ptr<TableReader>> open_xlsx(ZipArchive archive, const TableOptions& options) {
    auto workbook = read_workbook(archive);
    if (!workbook) return tl::unexpected(workbook.error());
    auto strings = SharedStrings::read(archive, workbook->strings_part);
    if (!strings) return tl::unexpected(strings.error());
    return XlsxReader::open(
        std::make_shared<const Book>(Book{.archive = std::move(archive),
                                          .workbook = std::move(*workbook),
                                          .strings = std::move(*strings),
                                          .max_inflated = options.max_inflated}),
        options.sheet);
}

}  // namespace bihuan::files
