#include <cstdio>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"
#include "platform/files/formula.h"
#include "platform/files/table_writer.h"

namespace bihuan::files {

namespace {

constexpr std::size_t kBuffer = std::size_t{256} << 10U;

struct CloseFile {
    void operator()(std::FILE* file) const {
        if (std::fclose(file) != 0) return;  // `finish` has flushed and reported before
    }
};

class CsvWriter final : public TableWriter {
public:
    CsvWriter(const std::filesystem::path& path, const WriterLayout& layout)
        : columns_(layout.columns), file_(std::fopen(path.c_str(), "wb")) {
        if (!file_) {
            throw Error(ErrorCode::Unavailable,
                        fmt::format("The file {} cannot be written.", path.string()));
        }
        buffer_ = "\xEF\xBB\xBF";
        for (const auto& column : columns_) {
            add_separator(&column == columns_.data());
            add_text(column.header);
        }
        buffer_ += "\r\n";
    }

    void write_row(std::span<const CellValue> row) override {
        BIHUAN_CHECK(row.size() == columns_.size());
        for (std::size_t i = 0; i < row.size(); ++i) {
            add_separator(i == 0);
            add_value(row[i], columns_[i]);
        }
        buffer_ += "\r\n";
        if (buffer_.size() >= kBuffer) flush();
    }

    void finish() override {
        flush();
        if (std::fflush(file_.get()) != 0) throw_full();
        file_.reset();
    }

private:
    void add_separator(bool first) {
        if (!first) buffer_ += ',';
    }

    void add_value(const CellValue& value, const WriterColumn& column) {
        if (const auto* text = std::get_if<std::string_view>(&value)) {
            add_text(*text);
        } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            buffer_ +=
                decimal_text(*whole, column.kind == ColumnKind::Decimal ? column.decimals : 0);
        } else if (const auto* number = std::get_if<double>(&value)) {
            fmt::format_to(std::back_inserter(buffer_), "{}", *number);
        } else if (const auto* day = std::get_if<Day>(&value)) {
            buffer_ += to_string(*day);
        } else if (const auto* month = std::get_if<Month>(&value)) {
            buffer_ += to_string(*month);
        } else if (const auto* flag = std::get_if<bool>(&value)) {
            buffer_ += *flag ? "1" : "0";
        }
    }

    void add_text(std::string_view text) {
        const bool shield = may_run_as_formula(text);
        if (text.find_first_of(",\"\r\n") == std::string_view::npos && text == trimmed(text)) {
            if (shield) buffer_ += '\'';
            buffer_ += text;
            return;
        }
        buffer_ += '"';
        if (shield) buffer_ += '\'';
        for (const char c : text) {
            if (c == '"') buffer_ += '"';
            buffer_ += c;
        }
        buffer_ += '"';
    }

    static std::string_view trimmed(std::string_view text) {
        const auto first = text.find_first_not_of(' ');
        if (first == std::string_view::npos) return {};
        return text.substr(first, text.find_last_not_of(' ') - first + 1);
    }

    void flush() {
        BIHUAN_CHECK(file_ != nullptr);
        const auto written = std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get());
        if (written != buffer_.size()) throw_full();
        buffer_.clear();
    }

    [[noreturn]] static void throw_full() {
        throw Error(ErrorCode::Unavailable, "The file cannot be written: is the disk full?");
    }

    std::vector<WriterColumn> columns_;
    std::unique_ptr<std::FILE, CloseFile> file_;
    std::string buffer_;
};

}  // namespace

std::unique_ptr<TableWriter> make_csv_writer(const std::filesystem::path& path,
                                             const WriterLayout& layout) {
    return std::make_unique<CsvWriter>(path, layout);
}

}  // namespace bihuan::files
