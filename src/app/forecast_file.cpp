#include "app/forecast_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"
#include "app/forecast_file_top.h"
#include "platform/files/day_orders.h"
#include "platform/files/header_match.h"
#include "platform/files/messages.h"
#include "platform/files/place.h"
#include "platform/files/table_reader.h"
#include "platform/files/text.h"

namespace bihuan {

namespace {

/// A row of a benchmark is one cell, however long the series.
constexpr std::size_t kLongestCell = std::size_t{8} << 20U;

template <class Reader>
void read_row(const files::TableRow& row, Reader& reader, Issues& issues) {
    if (row.blank() || reader.passes_over(row)) return;
    const bool sound = row.issues.empty() || reader.is_left_out(row);
    if (sound)
        reader.read(row, issues);
    else
        issues.insert(issues.end(), row.issues.begin(), row.issues.end());
}

/// `kept`: rows that were read already.
template <class Reader>
Result<std::deque<FileGroup>> read_rows(files::TableReader& table,
                                        Reader& reader,
                                        std::span<const files::KeptRow* const> kept = {}) {
    Issues issues;
    for (const files::KeptRow* row : kept) read_row(row->row(), reader, issues);
    while (const auto row = table.next()) read_row(*row, reader, issues);
    issues.insert(issues.end(), table.issues().begin(), table.issues().end());
    reader.finish(issues);
    if (!issues.empty()) return tl::unexpected(issues);
    auto groups = reader.groups(issues);
    if (!issues.empty()) return tl::unexpected(issues);
    if (groups.empty()) {
        return tl::unexpected(
            Issues{{"no_rows", "/", "Expected rows below the names of the columns.", ""}});
    }
    for (FileGroup& group : groups) point_series(group);
    return groups;
}

}  // namespace

std::string FileSeries::period_text(std::size_t periods) const {
    return form.text(first_period + form.step * static_cast<std::int32_t>(periods));
}

namespace {

/// In small letters and without its spaces.
std::string plain_word(std::string_view text) {
    std::string word;
    for (const char letter : text) {
        if (letter == ' ' || letter == '\t') continue;
        word += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return word;
}

}  // namespace

bool is_gap(std::string_view text) {
    static constexpr std::array<std::string_view, 16> kGaps{"na",
                                                            "nan",
                                                            "n/a",
                                                            "n.a.",
                                                            "#n/a",
                                                            "null",
                                                            "none",
                                                            "nil",
                                                            "-",
                                                            "--",
                                                            "---",
                                                            "—",
                                                            "——",
                                                            "–",
                                                            "/",
                                                            "\\"};
    const std::string word = plain_word(text);
    return word.empty() || std::find(kGaps.begin(), kGaps.end(), word) != kGaps.end();
}

bool is_gap_for_value(std::string_view text) {
    static constexpr std::array<std::string_view, 14> kGaps{"无",
                                                            "缺",
                                                            "空",
                                                            "缺货",
                                                            "断货",
                                                            "暂无",
                                                            "缺失",
                                                            "未知",
                                                            "无数据",
                                                            "缺数据",
                                                            "未统计",
                                                            "outofstock",
                                                            "oos",
                                                            "missing"};
    return is_gap(text) || std::find(kGaps.begin(), kGaps.end(), plain_word(text)) != kGaps.end();
}

bool is_comma_figure(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789";
    constexpr std::size_t kGroup = 3;
    text = files::trim(text);
    if (text.starts_with('-')) text.remove_prefix(1);
    const auto comma = text.find(',');
    if (comma == std::string_view::npos || comma + 1 == text.size()) return false;
    if (text.find_first_not_of(kDigits, comma + 1) != std::string_view::npos) return false;
    auto whole = text.substr(0, comma);
    const auto first = whole.find('.');
    if (first == 0 || first > kGroup || first == std::string_view::npos) return false;
    if (whole.find_first_not_of(kDigits) != first) return false;
    for (whole.remove_prefix(first); !whole.empty(); whole.remove_prefix(kGroup + 1)) {
        const bool group = whole.size() > kGroup && whole.front() == '.' &&
                           whole.substr(1, kGroup).find_first_not_of(kDigits) == whole.npos;
        if (!group) return false;
    }
    return true;
}

std::optional<std::size_t> last_value_of(const FileSeries& series) {
    const auto last = std::find_if(series.values.rbegin(), series.values.rend(), [](double value) {
        return std::isfinite(value);
    });
    if (last == series.values.rend()) return std::nullopt;
    return static_cast<std::size_t>(series.values.rend() - last) - 1;
}

std::string column_name(std::string_view header) {
    std::string name;
    for (const char letter : header) {
        name += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    const auto begin = name.find_first_not_of(" \t");
    if (begin == std::string::npos) return {};
    return name.substr(begin, name.find_last_not_of(" \t") - begin + 1);
}

void point_series(FileGroup& group) {
    std::map<std::string, std::int32_t> categories;
    group.problem.series.clear();
    for (const FileSeries& row : group.rows) {
        forecast::Series series;
        series.values = row.values;
        series.availability = row.availability;
        series.regressors = row.regressors;
        series.first_period = row.form.engine_period(row.first_period, group.problem.frequency);
        series.category =
            categories.emplace(row.category, static_cast<std::int32_t>(categories.size()))
                .first->second;
        if (row.ended) series.stage = forecast::Stage::Delisted;
        series.key = static_cast<std::int64_t>(group.problem.series.size());
        group.problem.series.push_back(series);
    }
}

namespace {

FileNote unread_sheets(const files::TableFormat& format) {
    constexpr std::size_t kMostNamed = 5;
    std::string others;
    std::size_t count = 0;
    for (const std::string& sheet : format.sheets) {
        if (sheet == format.sheet || ++count > kMostNamed) continue;
        others += fmt::format("{}\"{}\"", others.empty() ? "" : ", ", sheet);
    }
    if (count > kMostNamed) others += fmt::format(" and {} more", count - kMostNamed);
    return {
        "unread_sheets",
        fmt::format(
            "Sheet \"{}\" was read; not {}. --sheet NAME reads another.", format.sheet, others)};
}

/// A plain file whose first rows were read.
class PlainFile {
public:
    PlainFile(const std::filesystem::path& path,
              const files::TableOptions& table_options,
              const ForecastFileOptions& options,
              files::TableReader& table)
        : path_(path),
          table_options_(table_options),
          options_(options),
          table_(table),
          format_(table.format()),
          rows_(top_rows(table)),
          orders_(path, table_options, options.day_order) {}

    Result<std::deque<FileGroup>> read() {
        if (rows_.empty()) return tl::unexpected(Issues{files::file_issue("empty_file")});
        Issues issues;
        for (const HeaderChoice& choice : header_choices(rows_)) {
            auto reader = reader_of(choice);
            if (reader) return read_below(*reader, choice.behind);
            if (issues.empty() || choice.is_data) issues = reader.error();
            if (!choice.may_be_title || reader.error().front().code != "missing_column") break;
        }
        return tl::unexpected(with_sheets(std::move(issues)));
    }

private:
    Result<LongReader> reader_of(const HeaderChoice& choice) {
        if (choice.is_data) return tl::unexpected(Issues{nameless(choice.header)});
        by_firsts_ = files::DayOrder::Unknown;
        const std::int64_t header_row = choice.header.number;
        const auto order_of = [this, header_row](std::size_t column) {
            by_firsts_ = orders_.by_firsts(column, format_.sheet, header_row);
            return orders_.of_periods(column, format_.sheet, header_row);
        };
        FileLook look(path_, table_options_, format_.sheet, header_row, choice.header.cells.size());
        const bool any = choice.behind < rows_.size();
        const auto below = any ? rows_[choice.behind].row() : files::TableRow{};
        auto reader =
            LongReader::from(choice.header.row(), any ? &below : nullptr, options_, order_of, look);
        if (reader && format_.kind == files::TableKind::Csv)
            reader->set_width(files::named_width(choice.header.cells));
        return reader;
    }

    Result<std::deque<FileGroup>> read_below(LongReader& reader, std::size_t behind) {
        std::vector<const files::KeptRow*> kept;
        for (std::size_t i = behind; i < rows_.size(); ++i) kept.push_back(&rows_[i]);
        auto groups = read_rows(table_, reader, kept);
        if (!groups) return tl::unexpected(with_sheets(groups.error()));
        auto& notes = groups->front().notes;
        if (format_.sheets.size() > 1) notes.push_back(unread_sheets(format_));
        if (by_firsts_ != files::DayOrder::Unknown) notes.push_back(order_by_firsts(by_firsts_));
        return groups;
    }

    /// A first row of figures would be lost as names.
    static Issue nameless(const files::KeptRow& row) {
        return {"no_header",
                files::row_place(row.number),
                "Expected a row with the names of the columns above the figures, such as series, "
                "period, value (产品, 月份, 销量).",
                ""};
    }

    /// Another sheet may be meant.
    Issues with_sheets(Issues issues) const {
        if (format_.sheets.size() < 2) return issues;
        const auto note = unread_sheets(format_);
        issues.push_back({note.code, "/", note.message, ""});
        return issues;
    }

    const std::filesystem::path& path_;
    const files::TableOptions& table_options_;
    const ForecastFileOptions& options_;
    files::TableReader& table_;
    files::TableFormat format_;
    std::deque<files::KeptRow> rows_;
    files::DayOrders orders_;
    files::DayOrder by_firsts_ = files::DayOrder::Unknown;
};

}  // namespace

Result<std::deque<FileGroup>> read_forecast_file(const std::filesystem::path& path,
                                                 const ForecastFileOptions& options) {
    const files::TableOptions table_options{.sheet = options.sheet,
                                            .max_cell_length = kLongestCell};
    auto table = files::open_table(path, table_options);
    if (!table) return tl::unexpected(table.error());
    if (options.format == ForecastFormat::Benchmark) {
        const auto header = (*table)->next();
        if (!header) return tl::unexpected(Issues{files::file_issue("empty_file")});
        auto reader = BenchmarkReader::from(*header, options);
        if (!reader) return tl::unexpected(reader.error());
        return read_rows(**table, *reader);
    }
    return PlainFile(path, table_options, options, **table).read();
}

}  // namespace bihuan
