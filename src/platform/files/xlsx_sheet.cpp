#include "platform/files/xlsx_sheet.h"

#include <charconv>

#include "platform/files/table_reader.h"
#include "platform/files/xlsx_cell.h"

namespace bihuan::files {

namespace {

constexpr std::int64_t kMostRows = 1'048'576;

/// A letter for the type words of cells: s(hared), i(nline), t(ext of a formula), b, e, d, n; f for
/// a formula whose result was never stored.
char cell_type(std::string_view word) {
    if (word == "str") return 't';
    return word.empty() ? 'n' : word.front();
}

template <class Number>
Number number_or(std::string_view text, Number otherwise) {
    Number value{};
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    return result.ec == std::errc{} && result.ptr == end ? value : otherwise;
}

}  // namespace

void SheetHandler::start(std::string_view name, const XmlAttributes& attributes) {
    if (name == "c") {
        start_cell(attributes);
    } else if (name == "v") {
        part_ = Part::Value;
    } else if (name == "t") {
        part_ = phonetic_ ? Part::None : Part::Inline;
    } else if (name == "f") {
        part_ = Part::Formula;
    } else if (name == "row") {
        start_row(attributes);
    } else if (name == "rPh") {
        phonetic_ = true;
    }
}

void SheetHandler::end(std::string_view name) {
    if (name == "c") {
        end_cell();
    } else if (name == "row") {
        end_row();
    } else if (name == "rPh") {
        phonetic_ = false;
    }
    part_ = Part::None;
}

void SheetHandler::text(std::string_view text) {
    constexpr std::size_t kMostBytes = kMaxCellLength * 4 + 1;
    if (part_ == Part::None) return;
    auto& target = part_ == Part::Value ? value_ : part_ == Part::Inline ? inline_ : formula_;
    if (target.size() < kMostBytes) target += text;
}

void SheetHandler::start_row(const XmlAttributes& attributes) {
    const auto number = attributes["r"];
    const auto row = number.empty() ? row_ + 1 : number_or<std::int64_t>(number, 0);
    if (row <= row_) fault_ = "damaged_file";
    if (row > kMostRows) fault_ = "too_many_rows";
    row_ = row;
    const auto hidden = attributes["hidden"];
    row_hidden_ = hidden == "1" || hidden == "true";
    next_column_ = 0;
    open_row_cells_ = cells_.size();
}

void SheetHandler::start_cell(const XmlAttributes& attributes) {
    column_ = next_column_;
    if (const auto place = attributes["r"]; !place.empty()) {
        const auto reference = parse_reference(place);
        if (!reference || reference->row != row_ || reference->column < next_column_) {
            fault_ = "damaged_file";
        } else {
            column_ = reference->column;
        }
    }
    next_column_ = column_ + 1;
    type_ = cell_type(attributes["t"]);
    style_ = number_or<std::size_t>(attributes["s"], 0);
    value_.clear();
    inline_.clear();
    formula_.clear();
}

void SheetHandler::end_cell() {
    // A cell has its text in line or a value; where a file holds both, the type tells which counts.
    if (type_ == 'i' ? !inline_.empty() : value_.empty()) {
        value_.swap(inline_);
        if (!value_.empty() && type_ != 't') type_ = 'i';
    }
    // The result of a formula may be the empty text, which shows as nothing.
    const bool unread_formula = value_.empty() && !formula_.empty() && type_ != 't';
    if (!fault_.empty() || (value_.empty() && !unread_formula)) return;
    if (column_ >= kMaxColumns) {
        fault_ = "too_many_columns";
    } else if (unread_formula) {
        value_ = "=" + formula_;
        type_ = 'f';
        add_text();
    } else if (type_ == 's') {
        add_shared();
    } else if (type_ == 'n') {
        add_number();
    } else {
        add_text();
    }
}

void SheetHandler::add_shared() {
    const auto index = number_or<std::size_t>(value_, strings_.size());
    if (index >= strings_.size()) {
        fault_ = "damaged_file";
        return;
    }
    const auto length = strings_[index].size();
    if (length == 0) return;
    cells_.push_back({.column = column_, .begin = index, .length = length, .shared = true});
}

void SheetHandler::add_number() {
    static const NumberFormat kGeneral;
    const auto begin = text_.size();
    const auto& format = style_ < workbook_.formats.size() ? workbook_.formats[style_] : kGeneral;
    if (format.shows_day)
        append_day(value_, workbook_.from_1904, text_);
    else
        append_number(value_, format, text_);
    add_cell(begin);
    cells_.back().suffix = format.suffix;
    cells_.back().divisor = format.divisor;
}

void SheetHandler::add_text() {
    const auto begin = text_.size();
    if (type_ == 'b') {
        text_ += value_ == "1" || value_ == "true" ? "TRUE" : "FALSE";
    } else {
        if (type_ == 'i' || type_ == 't') decode_escapes(value_);
        text_ += value_;
    }
    add_cell(begin);
}

void SheetHandler::add_cell(std::size_t begin) {
    cells_.push_back({.column = column_, .begin = begin, .length = text_.size() - begin});
}

void SheetHandler::end_row() {
    if (cells_.size() > open_row_cells_) {
        rows_.push_back({.number = row_,
                         .hidden = row_hidden_,
                         .first_cell = open_row_cells_,
                         .end_cell = cells_.size()});
    }
    open_row_cells_ = cells_.size();
}

std::string_view SheetHandler::text_of(const SheetCell& cell) const {
    if (cell.shared) return strings_[cell.begin];
    return std::string_view(text_).substr(cell.begin, cell.length);
}

void SheetHandler::clear() {
    rows_.clear();
    std::string kept;
    std::vector<SheetCell> open;
    for (std::size_t i = open_row_cells_; i < cells_.size(); ++i) {
        auto cell = cells_[i];
        if (!cell.shared) {
            const auto begin = kept.size();
            kept += text_of(cell);
            cell.begin = begin;
        }
        open.push_back(cell);
    }
    cells_ = std::move(open);
    text_ = std::move(kept);
    open_row_cells_ = 0;
}

void MergeHandler::start(std::string_view name, const XmlAttributes& attributes) {
    if (name != "mergeCell") return;
    const auto reference = attributes["ref"];
    const auto colon = reference.find(':');
    const auto first = parse_reference(reference.substr(0, colon));
    const auto last =
        parse_reference(colon == std::string_view::npos ? reference : reference.substr(colon + 1));
    if (!first || !last) return;
    ranges.push_back({.first_row = first->row,
                      .last_row = last->row,
                      .first_column = first->column,
                      .last_column = last->column});
}

std::string_view MergeHandler::fault() const {
    constexpr std::size_t kMostRanges = 100'000;
    return ranges.size() > kMostRanges ? "merged_cell" : "";
}

}  // namespace bihuan::files
