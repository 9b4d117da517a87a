#include "app/forecast_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"
#include "platform/files/day_orders.h"
#include "platform/files/messages.h"
#include "platform/files/table_reader.h"

namespace bihuan {

namespace {

/// A row of a benchmark is one cell, however long the series.
constexpr std::size_t kLongestCell = std::size_t{8} << 20U;

/// `first`: the row that was read already.
template <class Reader>
Result<std::deque<FileGroup>> read_rows(files::TableReader& table,
                                        Reader& reader,
                                        std::optional<files::TableRow> first = {}) {
    Issues issues;
    for (auto row = first ? first : table.next(); row; row = table.next()) {
        if (row->blank()) continue;
        issues.insert(issues.end(), row->issues.begin(), row->issues.end());
        if (row->issues.empty()) reader.read(*row, issues);
    }
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

bool is_gap(std::string_view text) {
    static constexpr std::array<std::string_view, 5> kGaps{"na", "nan", "n/a", "null", "none"};
    std::string word;
    for (const char letter : text) {
        if (letter == ' ') continue;
        word += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return word.empty() || std::find(kGaps.begin(), kGaps.end(), word) != kGaps.end();
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

/// A plain file from its header on.
Result<std::deque<FileGroup>> read_plain(const std::filesystem::path& path,
                                         const files::TableOptions& table_options,
                                         files::TableReader& table,
                                         const files::TableRow& header,
                                         const ForecastFileOptions& options) {
    // The row below overwrites what the reader keeps of the header.
    const std::int64_t header_number = header.number;
    const std::vector<std::string> names(header.cells.begin(), header.cells.end());
    const std::vector<std::string_view> cells(names.begin(), names.end());
    auto below = table.next();
    while (below && below->blank()) below = table.next();
    files::DayOrders orders(path, table_options, options.day_order);
    const files::TableFormat format = table.format();
    const std::string& sheet = format.sheet;
    auto by_firsts = files::DayOrder::Unknown;
    const auto order_of = [&](std::size_t column) {
        by_firsts = orders.by_firsts(column, sheet, header_number);
        return orders.of_periods(column, sheet, header_number);
    };
    FileLook look(path, table_options, sheet, header_number, cells.size());
    auto reader = LongReader::from({.number = header_number, .cells = cells},
                                   below ? &*below : nullptr,
                                   options,
                                   order_of,
                                   look);
    if (!reader) return tl::unexpected(reader.error());
    auto groups = read_rows(table, *reader, below);
    if (!groups || groups->empty()) return groups;
    if (format.sheets.size() > 1) groups->front().notes.push_back(unread_sheets(format));
    if (by_firsts != files::DayOrder::Unknown)
        groups->front().notes.push_back(order_by_firsts(by_firsts));
    return groups;
}

}  // namespace

Result<std::deque<FileGroup>> read_forecast_file(const std::filesystem::path& path,
                                                 const ForecastFileOptions& options) {
    const files::TableOptions table_options{.sheet = options.sheet,
                                            .max_cell_length = kLongestCell};
    auto table = files::open_table(path, table_options);
    if (!table) return tl::unexpected(table.error());
    const auto header = (*table)->next();
    if (!header) return tl::unexpected(Issues{files::file_issue("empty_file")});
    if (options.format == ForecastFormat::Benchmark) {
        auto reader = BenchmarkReader::from(*header, options);
        if (!reader) return tl::unexpected(reader.error());
        return read_rows(**table, *reader);
    }
    return read_plain(path, table_options, **table, *header, options);
}

}  // namespace bihuan
