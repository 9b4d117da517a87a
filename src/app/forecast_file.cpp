#include "app/forecast_file.h"

#include <limits>
#include <map>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"
#include "platform/files/cell_values.h"
#include "platform/files/messages.h"
#include "platform/files/place.h"
#include "platform/files/table_reader.h"

namespace bihuan {

namespace {

using forecast::Frequency;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Frequency frequency_of_season(int season) {
    switch (season) {
        case 12:
            return Frequency::Monthly;
        case 4:
            return Frequency::Quarterly;
        case 1:
            return Frequency::Yearly;
        default:
            return Frequency::Other;
    }
}

/// Reads the rows of the benchmark format.
class BenchmarkReader {
public:
    explicit BenchmarkReader(const ForecastFileOptions& options) : options_(options) {}

    void read(const files::TableRow& row, Issues& issues) {
        const auto season = whole(row, 1, issues);
        const auto horizon = whole(row, 2, issues);
        if (!season || !horizon) return;
        FileSeries series;
        series.name = row.cell(0);
        series.category = row.cell(3);
        series.first_period = start_of(row.cell(4), *season);
        if (!read_values(row, series.values, issues)) return;
        const auto test = static_cast<std::size_t>(*horizon);
        if (series.values.size() < test) {
            issues.push_back({"too_few_values",
                              files::cell_place(row.number, 5),
                              fmt::format("Expected at least the {} values of the test.", test),
                              fmt::format("{} values", series.values.size())});
            return;
        }
        const auto split = series.values.end() - static_cast<std::ptrdiff_t>(test);
        series.test.assign(split, series.values.end());
        series.values.erase(split, series.values.end());
        FileGroup& group = groups_[{*season, *horizon}];
        group.problem.season = options_.season > 0 ? options_.season : *season;
        group.problem.horizon = *horizon;
        group.problem.frequency = frequency_of_season(*season);
        group.problem.holidays = options_.holidays;
        group.rows.push_back(std::move(series));
    }

    std::deque<FileGroup> groups() {
        std::deque<FileGroup> result;
        for (auto& [key, group] : groups_) {
            result.push_back(std::move(group));
            point_series(result.back());
        }
        return result;
    }

private:
    static std::optional<int> whole(const files::TableRow& row,
                                    std::size_t column,
                                    Issues& issues) {
        constexpr std::int64_t kLargest = 10'000;
        const auto value = files::parse_whole(row.cell(column));
        if (value && *value >= 1 && *value <= kLargest) return static_cast<int>(*value);
        issues.push_back({"not_a_count",
                          files::cell_place(row.number, column),
                          "Expected a whole number of at least 1.",
                          files::shown(row.cell(column))});
        return std::nullopt;
    }

    static std::int32_t start_of(std::string_view text, int season) {
        const auto colon = text.find(':');
        if (colon == std::string_view::npos) return 0;
        const auto year = files::parse_whole(text.substr(0, colon));
        const auto place = files::parse_whole(text.substr(colon + 1));
        if (!year || !place) return 0;
        return static_cast<std::int32_t>(*year * season + *place - 1);
    }

    static bool read_values(const files::TableRow& row,
                            std::vector<double>& values,
                            Issues& issues) {
        const std::string_view text = row.cell(5);
        std::size_t at = 0;
        bool good = true;
        while (at < text.size()) {
            const auto begin = text.find_first_not_of(' ', at);
            if (begin == std::string_view::npos) break;
            const auto end = std::min(text.find(' ', begin), text.size());
            const auto word = text.substr(begin, end - begin);
            at = end;
            if (word == "NA") {
                values.push_back(kNan);
                continue;
            }
            const auto value = files::parse_number(word);
            if (!value) {
                issues.push_back({"not_a_number",
                                  files::cell_place(row.number, 5),
                                  "Expected numbers separated by spaces, NA for a gap.",
                                  files::shown(word)});
                good = false;
                continue;
            }
            values.push_back(*value);
        }
        return good;
    }

    const ForecastFileOptions& options_;
    std::map<std::pair<int, int>, FileGroup> groups_;
};

template <class Reader>
Result<std::deque<FileGroup>> read_rows(files::TableReader& table, Reader& reader) {
    Issues issues;
    while (const auto row = table.next()) {
        if (row->blank()) continue;
        issues.insert(issues.end(), row->issues.begin(), row->issues.end());
        if (row->issues.empty()) reader.read(*row, issues);
    }
    issues.insert(issues.end(), table.issues().begin(), table.issues().end());
    if (!issues.empty()) return tl::unexpected(issues);
    return reader.groups();
}

}  // namespace

void point_series(FileGroup& group) {
    std::map<std::string, std::int32_t> categories;
    group.problem.series.clear();
    for (const FileSeries& row : group.rows) {
        forecast::Series series;
        series.values = row.values;
        series.availability = row.availability;
        series.regressors = row.regressors;
        series.first_period = row.first_period;
        series.category =
            categories.emplace(row.category, static_cast<std::int32_t>(categories.size()))
                .first->second;
        series.key = static_cast<std::int64_t>(group.problem.series.size());
        group.problem.series.push_back(series);
    }
}

Result<std::deque<FileGroup>> read_forecast_file(const std::filesystem::path& path,
                                                 const ForecastFileOptions& options) {
    auto table = files::open_table(path);
    if (!table) return tl::unexpected(table.error());
    const auto header = (*table)->next();
    if (!header) return tl::unexpected(Issues{files::file_issue("empty_file")});
    if (options.format == ForecastFormat::Benchmark) {
        BenchmarkReader reader(options);
        return read_rows(**table, reader);
    }
    auto reader = LongReader::from(*header, options);
    if (!reader) return tl::unexpected(reader.error());
    return read_rows(**table, *reader);
}

}  // namespace bihuan
