#include "platform/files/csv_record.h"

#include <algorithm>
#include <map>

#include "platform/files/table_reader.h"

namespace bihuan::files {

CsvScanner::CsvScanner(char separator) : separator_(separator) {
    for (const char c : {separator, '\n', '\r', '\0'})
        special_[static_cast<unsigned char>(c)] = true;
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): the states of RFC 4180 in their order.
CsvScanner::Outcome CsvScanner::scan(std::string_view text, bool last) {
    text_ = text;
    at_ = 0;
    in_quotes_ = false;
    cells_.clear();
    for (;;) {
        CsvCell cell{.begin = at_, .end = at_};
        if (at_ < text_.size() && text_[at_] == '"' && !scan_quoted(cell)) {
            in_quotes_ = true;
            return last ? Outcome::OpenQuote : Outcome::NeedsMore;
        }
        scan_plain(cell);
        cells_.push_back(cell);
        if (cells_.size() > kMaxColumns) return Outcome::TooManyColumns;
        if (at_ == text_.size()) return last ? Outcome::Record : Outcome::NeedsMore;
        if (text_[at_] == separator_) {
            ++at_;
            continue;
        }
        return take_line_end() || last ? Outcome::Record : Outcome::NeedsMore;
    }
}

/// From the opening quote to behind the closing one; false when there is none.
bool CsvScanner::scan_quoted(CsvCell& cell) {
    cell.begin = ++at_;
    for (;;) {
        const auto quote = text_.find('"', at_);
        if (quote == std::string_view::npos) return false;
        at_ = quote + 1;
        if (at_ == text_.size() || text_[at_] != '"') {
            cell.end = quote;
            cell.has_nul = text_.substr(cell.begin, cell.end - cell.begin).find('\0') !=
                           std::string_view::npos;
            return true;
        }
        cell.doubled_quotes = true;
        ++at_;
    }
}

/// To the next separator or line end. Behind a quoted cell anything there is stray.
void CsvScanner::scan_plain(CsvCell& cell) {
    const bool quoted = cell.end != at_;
    const auto begin = at_;
    for (; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (!special_[static_cast<unsigned char>(c)]) continue;
        if (c != '\0') break;
        cell.has_nul = true;
    }
    if (!quoted) {
        cell.end = at_;
    } else if (at_ > begin) {
        cell.stray_quote = true;
        cell.end = at_;
    }
}

/// False when a carriage return ends the text: a line feed may follow.
bool CsvScanner::take_line_end() {
    if (text_[at_++] == '\n') return true;
    if (at_ == text_.size()) return false;
    if (text_[at_] == '\n') ++at_;
    return true;
}

namespace {

/// How often `separator` stands in each of the first lines, outside quotes.
std::vector<std::size_t> count_per_line(std::string_view text, char separator) {
    constexpr std::size_t kLines = 20;
    std::vector<std::size_t> counts(1);
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == separator) ++counts.back();
        if (c == '\n' || c == '\r') {
            if (counts.size() == kLines) break;
            counts.push_back(0);
        }
    }
    return counts;
}

struct Evenness {
    std::size_t lines = 0;  ///< That hold the separator equally often.
    std::size_t count = 0;  ///< How often.

    friend auto operator<=>(const Evenness&, const Evenness&) = default;
};

Evenness evenness(std::string_view text, char separator) {
    std::map<std::size_t, std::size_t> lines;
    for (const auto count : count_per_line(text, separator)) {
        if (count > 0) ++lines[count];
    }
    Evenness best;
    for (const auto& [count, number] : lines) best = std::max(best, {number, count});
    return best;
}

}  // namespace

std::optional<SeparatorLine> separator_line(std::string_view beginning) {
    constexpr std::size_t kLongest = 16;
    const auto end = beginning.substr(0, kLongest).find_first_of("\r\n");
    auto line = beginning.substr(0, std::min(end, beginning.size()));
    if (line.size() > 2 && line.front() == '"' && line.back() == '"')
        line = line.substr(1, line.size() - 2);
    const bool told =
        line.starts_with("sep=") || line.starts_with("SEP=") || line.starts_with("Sep=");
    constexpr std::size_t kSign = 4;
    constexpr std::string_view kSigns = ",;\t|";
    if (end == std::string_view::npos || !told || line.size() != kSign + 1 ||
        kSigns.find(line[kSign]) == std::string_view::npos)
        return std::nullopt;
    const bool two = beginning.substr(end).starts_with("\r\n");
    return SeparatorLine{.separator = line[kSign], .length = end + (two ? 2 : 1)};
}

char guess_separator(std::string_view beginning) {
    char best = ',';
    for (const char candidate : {'\t', ';'}) {
        if (evenness(beginning, candidate) > evenness(beginning, best)) best = candidate;
    }
    // A bar also stands within names: it separates where nothing else does, from the header on.
    const bool nothing_else = evenness(beginning, best).lines == 0;
    const bool in_header = count_per_line(beginning, '|').front() > 0;
    if (nothing_else && in_header && evenness(beginning, '|').lines > 1) best = '|';
    return best;
}

}  // namespace bihuan::files
