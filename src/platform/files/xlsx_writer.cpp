#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <xlsxwriter.h>
#ifdef BIHUAN_SANITIZED_ADDRESS
#include <sanitizer/lsan_interface.h>
#endif

#include "base/error.h"
#include "platform/files/place.h"
#include "platform/files/table_writer.h"
#include "platform/files/xlsx_cell.h"

namespace bihuan::files {

namespace {

constexpr std::uint32_t kMostRows = 1'048'576;
constexpr std::size_t kMostCellBytes = 32'767;  // libxlsxwriter counts characters, we bytes: safe
constexpr std::size_t kLongestInlineList = 255;

/// The workbook and what its cells look like.
struct Book {
    Book(const std::filesystem::path& path, const WriterLayout& layout_of);
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    ~Book() {
        if (book != nullptr) workbook_close(book);
    }

    lxw_format* format(const char* number) const {
        auto* made = workbook_add_format(book);
        format_set_num_format(made, number);
        return made;
    }

    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_format* header = nullptr;
    lxw_format* required_header = nullptr;
    lxw_format* wrapped = nullptr;
};

Book::Book(const std::filesystem::path& path, const WriterLayout& layout_of) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    book = workbook_new_opt(path.c_str(), &options);
    BIHUAN_CHECK(book != nullptr);
    sheet = workbook_add_worksheet(book, layout_of.sheet.c_str());
    BIHUAN_CHECK(sheet != nullptr);
    constexpr lxw_color_t kBlue = 0xDDEBF7;
    constexpr lxw_color_t kAmber = 0xFFE699;
    header = workbook_add_format(book);
    required_header = workbook_add_format(book);
    for (auto* format : {header, required_header}) {
        format_set_bold(format);
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        format_set_bg_color(format, format == header ? kBlue : kAmber);
    }
    wrapped = workbook_add_format(book);
    format_set_text_wrap(wrapped);
    format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
}

std::string number_format(const WriterColumn& column) {
    switch (column.kind) {
        case ColumnKind::Text:
            return "@";
        case ColumnKind::Whole:
            return "0";
        case ColumnKind::Decimal:
            return column.decimals == 0
                       ? "0"
                       : "0." + std::string(static_cast<std::size_t>(column.decimals), '0');
        case ColumnKind::Percent:
            return "0.0%";
        case ColumnKind::Day:
            return "yyyy-mm-dd";
        case ColumnKind::Month:
            return "yyyy-mm";
        case ColumnKind::Real:
        case ColumnKind::Flag:
            return "General";
    }
    return "General";
}

double column_width(const WriterColumn& column) {
    if (column.width > 0) return column.width;
    constexpr double kLeast = 9;
    constexpr double kMost = 40;
    const double of_kind = column.kind == ColumnKind::Text ? 16 : 12;
    const auto of_header = static_cast<double>(column.header.size()) * 0.8 + 2;
    return std::clamp(std::max(of_kind, of_header), kLeast, kMost);
}

std::size_t list_length(const std::vector<std::string>& choices) {
    std::size_t length = 0;
    for (const auto& choice : choices) length += choice.size() + 1;
    return length;
}

/// Excel's serial number of a day; none for days before March 1900, of which Excel counts one that
/// never was.
std::optional<double> serial_of(Day day) {
    if (day < Day(1900, 3, 1)) return std::nullopt;
    return day - Day(1899, 12, 30);
}

class XlsxWriter final : public TableWriter {
public:
    XlsxWriter(const std::filesystem::path& path, const WriterLayout& layout)
        : layout_(layout), book_(path, layout) {
        BIHUAN_CHECK(!layout_.columns.empty());
        for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
            const auto& column = layout_.columns[i];
            auto* format = book_.format(number_format(column).c_str());
            formats_.push_back(format);
            const auto at = static_cast<lxw_col_t>(i);
            // A column's own format serves cells that people fill in; for written cells the library
            // would look it up each time.
            auto* for_filling = layout_.empty_rows > 0 ? format : nullptr;
            worksheet_set_column(book_.sheet, at, at, column_width(column), for_filling);
            worksheet_write_string(book_.sheet,
                                   0,
                                   at,
                                   column.header.c_str(),
                                   column.required ? book_.required_header : book_.header);
        }
        worksheet_freeze_panes(book_.sheet, 1, 0);
    }

    void write_row(std::span<const CellValue> row) override {
        BIHUAN_CHECK(row.size() == layout_.columns.size());
        if (next_row_ == kMostRows) {
            throw Error(ErrorCode::TooLarge,
                        "An Excel sheet ends at row 1,048,576; export as CSV instead.");
        }
        for (std::size_t i = 0; i < row.size(); ++i) {
            write_cell(static_cast<lxw_col_t>(i), row[i], layout_.columns[i]);
        }
        ++next_row_;
    }

    void finish() override {
        const auto columns = static_cast<lxw_col_t>(layout_.columns.size());
        const auto last = std::max<std::uint32_t>(next_row_ - 1, 1);
        worksheet_autofilter(book_.sheet, 0, 0, last, static_cast<lxw_col_t>(columns - 1));
        if (!layout_.notes_sheet.empty()) write_notes();
        write_choices();
        const auto error = workbook_close(book_.book);
        book_.book = nullptr;
        if (error != LXW_NO_ERROR) {
            throw Error(ErrorCode::Unavailable,
                        fmt::format("The workbook cannot be written: {}", lxw_strerror(error)));
        }
    }

private:
    void write_cell(lxw_col_t at, const CellValue& value, const WriterColumn& column);
    void write_day(lxw_col_t at, Day day, const std::string& written);
    void write_text(lxw_col_t at, std::string_view text);
    void write_notes();
    void write_choices();
    void add_drop_down(std::size_t column, std::uint32_t last_row);
    void write_long_lists(std::size_t longest);

    WriterLayout layout_;
    Book book_;
    std::vector<lxw_format*> formats_;
    std::string scratch_;
    std::uint32_t next_row_ = 1;
};

void XlsxWriter::write_cell(lxw_col_t at, const CellValue& value, const WriterColumn& column) {
    constexpr std::array<double, 10> kPowers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    auto* sheet = book_.sheet;
    const bool plain = column.kind != ColumnKind::Decimal && column.kind != ColumnKind::Percent;
    const auto number = [&](double figure) {
        worksheet_write_number(sheet, next_row_, at, figure, plain ? nullptr : formats_[at]);
    };
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        write_text(at, *text);
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        const int decimals = column.kind == ColumnKind::Decimal ? column.decimals : 0;
        number(static_cast<double>(*whole) / kPowers.at(static_cast<std::size_t>(decimals)));
    } else if (const auto* figure = std::get_if<double>(&value)) {
        number(*figure);
    } else if (const auto* day = std::get_if<Day>(&value)) {
        write_day(at, *day, to_string(*day));
    } else if (const auto* month = std::get_if<Month>(&value)) {
        write_day(at, month->first_day(), to_string(*month));
    } else if (const auto* flag = std::get_if<bool>(&value)) {
        number(*flag ? 1 : 0);
    }
}

void XlsxWriter::write_day(lxw_col_t at, Day day, const std::string& written) {
    if (const auto serial = serial_of(day))
        worksheet_write_number(book_.sheet, next_row_, at, *serial, formats_[at]);
    else
        write_text(at, written);
}

void XlsxWriter::write_text(lxw_col_t at, std::string_view text) {
    if (text.empty()) return;
    if (text.size() > kMostCellBytes) text = text.substr(0, kMostCellBytes);
    while (!text.empty() && text.size() == kMostCellBytes &&
           (static_cast<unsigned char>(text.back()) & 0x80U) != 0) {
        text.remove_suffix(1);  // never half a character
    }
    scratch_.assign(text);
    keep_from_decoding(scratch_);
    worksheet_write_string(book_.sheet, next_row_, at, scratch_.c_str(), nullptr);
}

void XlsxWriter::write_notes() {
    auto* notes = workbook_add_worksheet(book_.book, layout_.notes_sheet.c_str());
    BIHUAN_CHECK(notes != nullptr);
    constexpr std::array<double, 3> kWidths{24, 10, 90};
    for (std::size_t i = 0; i < kWidths.size(); ++i) {
        const auto at = static_cast<lxw_col_t>(i);
        worksheet_set_column(notes, at, at, kWidths.at(i), nullptr);
        if (i >= layout_.notes_titles.size()) continue;
        worksheet_write_string(notes, 0, at, layout_.notes_titles[i].c_str(), book_.header);
    }
    std::uint32_t row = 1;
    for (const auto& column : layout_.columns) {
        worksheet_write_string(notes, row, 0, column.header.c_str(), book_.wrapped);
        if (column.required) {
            worksheet_write_string(notes, row, 1, layout_.required_word.c_str(), book_.wrapped);
        }
        worksheet_write_string(notes, row, 2, column.note.c_str(), book_.wrapped);
        ++row;
    }
    for (const auto& line : layout_.notes_lines) {
        worksheet_write_string(notes, ++row, 0, line.c_str(), nullptr);
    }
    worksheet_freeze_panes(notes, 1, 0);
}

/// Whether a list must stand on a sheet: a rule holds 255 characters, and splits at commas.
bool is_long(const std::vector<std::string>& choices) {
    const auto splits = [](const std::string& choice) {
        return choice.find_first_of(",\"") != std::string::npos;
    };
    return list_length(choices) >= kLongestInlineList ||
           std::any_of(choices.begin(), choices.end(), splits);
}

/// Drop-downs: short lists stand in the rule itself, long ones on a hidden sheet of their own.
void XlsxWriter::write_choices() {
    const auto last = std::min(next_row_ + layout_.empty_rows, kMostRows) - 1;
    if (last < 1) return;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        const auto& choices = layout_.columns[i].choices;
        if (choices.empty()) continue;
        if (is_long(choices)) longest = std::max(longest, choices.size());
        add_drop_down(i, last);
    }
    if (longest > 0) write_long_lists(longest);
}

void XlsxWriter::add_drop_down(std::size_t column, std::uint32_t last_row) {
    auto choices = layout_.columns[column].choices;
    const auto letters = column_letters(column);
    auto formula = fmt::format("={}!${}$1:${}${}", kListsSheet, letters, letters, choices.size());
    std::vector<char*> list;
    list.reserve(choices.size() + 1);
    for (auto& choice : choices) list.push_back(choice.data());
    list.push_back(nullptr);

    lxw_data_validation validation{};
    validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    if (is_long(choices)) {
        validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        validation.value_formula = formula.data();
    } else {
        validation.validate = LXW_VALIDATION_TYPE_LIST;
        validation.value_list = list.data();
    }
    const auto at = static_cast<lxw_col_t>(column);
#ifdef BIHUAN_SANITIZED_ADDRESS
    // libxlsxwriter 1.1.4 copies the formula of a list twice and frees it once.
    const __lsan::ScopedDisabler known_leak;
#endif
    worksheet_data_validation_range(book_.sheet, 1, at, last_row, at, &validation);
}

void XlsxWriter::write_long_lists(std::size_t longest) {
    auto* lists = workbook_add_worksheet(book_.book, std::string(kListsSheet).c_str());
    for (std::size_t row = 0; row < longest; ++row) {
        for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
            const auto& choices = layout_.columns[i].choices;
            if (row >= choices.size() || !is_long(choices)) continue;
            const auto at = static_cast<lxw_col_t>(i);
            const auto line = static_cast<lxw_row_t>(row);
            worksheet_write_string(lists, line, at, choices[row].c_str(), nullptr);
        }
    }
    worksheet_hide(lists);
}

}  // namespace

std::unique_ptr<TableWriter> make_xlsx_writer(const std::filesystem::path& path,
                                              const WriterLayout& layout) {
    return std::make_unique<XlsxWriter>(path, layout);
}

}  // namespace bihuan::files
