#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"
#include "engine/forecast/season.h"
#include "platform/files/cell_values.h"
#include "platform/files/place.h"
#include "platform/files/text.h"

namespace bihuan {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr int kMinutesOfDay = 1440;

std::optional<int> count_in(const files::TableRow& row, std::size_t column, Issues& issues) {
    constexpr double kLargest = 10'000;
    const auto value = files::parse_number(row.cell(column));
    // Some say 52.18 weeks or 365.25 days.
    const double whole = value ? std::round(*value) : 0;
    if (whole >= 1 && whole <= kLargest) return static_cast<int>(whole);
    issues.push_back({"not_a_count",
                      files::cell_place(row.number, column),
                      "Expected a whole number of at least 1.",
                      files::shown(row.cell(column))});
    return std::nullopt;
}

/// 2010:5, as R counts.
std::optional<FilePeriod> parse_cycle(std::string_view text, int season) {
    constexpr std::int64_t kLast = 100'000;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto cycle = files::parse_whole(text.substr(0, colon));
    const auto place = files::parse_whole(text.substr(colon + 1));
    const bool good =
        cycle && place && *cycle >= 0 && *cycle <= kLast && *place >= 1 && *place <= season;
    if (!good) return std::nullopt;
    return FilePeriod{PeriodKind::Cycle, static_cast<std::int32_t>(*cycle * season + *place - 1)};
}

/// What one step of so many in a season is, when it starts at a period of this kind.
std::optional<PeriodForm> form_of(PeriodKind kind, int season) {
    PeriodForm form{kind};
    const bool day = kind == PeriodKind::Day;
    if (season == 1 && kind == PeriodKind::Year) return form;
    if (season == 4 && kind == PeriodKind::Quarter) return form;
    if (frequency_of_season(season) == forecast::Frequency::Daily && day && season >= 7)
        return form;
    if (season == 12 && (day || kind == PeriodKind::Month)) return PeriodForm{PeriodKind::Month};
    if (season == 52 && (day || kind == PeriodKind::Week)) {
        form = {PeriodKind::Week, 7};
        form.iso_weeks = !day;
        return form;
    }
    const bool moment = day || kind == PeriodKind::Minute;
    if (season >= 24 && kMinutesOfDay % season == 0 && moment) {
        return PeriodForm{PeriodKind::Minute, kMinutesOfDay / season};
    }
    return std::nullopt;
}

/// Where a row starts and how it counts on; from 1 when its start says neither.
void set_start(FileSeries& series, std::string_view text, int season) {
    series.form = {PeriodKind::Count};
    series.first_period = 1;
    if (const auto cycle = parse_cycle(text, season)) {
        series.form = {PeriodKind::Cycle};
        series.form.cycle = season;
        if (season == 12) series.form = {PeriodKind::Month};
        if (season == 4) series.form = {PeriodKind::Quarter};
        if (season == 1) series.form = {PeriodKind::Year};
        series.first_period = cycle->number;
        return;
    }
    const auto period = parse_period(text);
    if (!period) return;
    const auto form = form_of(period->kind, season);
    if (!form) return;
    series.form = *form;
    series.first_period = number_in(*form, *period);
}

bool read_values(const files::TableRow& row,
                 std::size_t column,
                 std::vector<double>& values,
                 Issues& issues) {
    const std::string_view text = row.cell(column);
    std::size_t at = 0;
    bool good = true;
    while (at < text.size()) {
        const auto begin = text.find_first_not_of(" \t;", at);
        if (begin == std::string_view::npos) break;
        const auto end = std::min(text.find_first_of(" \t;", begin), text.size());
        const auto word = text.substr(begin, end - begin);
        at = end;
        if (is_gap(word)) {
            values.push_back(kNan);
            continue;
        }
        const auto value = files::parse_amount(word);
        if (!value || !is_countable(*value)) {
            issues.push_back({value ? "number_too_large" : "not_a_number",
                              files::cell_place(row.number, column),
                              "Expected numbers separated by spaces, NA for a gap.",
                              files::shown(word)});
            good = false;
            continue;
        }
        values.push_back(*value);
    }
    return good;
}

double mean_distance(std::span<const double> values, std::size_t lag) {
    double sum = 0;
    double count = 0;
    for (std::size_t t = lag; t < values.size(); ++t) {
        if (!std::isfinite(values[t]) || !std::isfinite(values[t - lag])) continue;
        sum += std::abs(values[t] - values[t - lag]);
        count += 1;
    }
    return count > 0 ? sum / count : std::numeric_limits<double>::infinity();
}

/// As the engine asks of a long season.
bool enough(std::span<const double> values, int season) {
    return values.size() >= forecast::shortest_for_season(static_cast<std::size_t>(season));
}

std::size_t find_column(const files::TableRow& header, std::span<const std::string_view> names) {
    std::size_t found = kNoColumn;
    for (std::size_t at = 0; at < header.cells.size(); ++at) {
        const auto name = column_name(header.cell(at));
        if (std::find(names.begin(), names.end(), name) != names.end()) found = at;
    }
    return found;
}

}  // namespace

int season_within(std::span<const double> values, int season) {
    constexpr int kDaysOfWeek = 7;
    constexpr int kWeeksOfYear = 52;
    constexpr int kDaysOfYear = 365;
    constexpr double kClearly = 0.9;
    // A year of days is 52 weeks, so that weekdays stay what they are; of too few years, a week.
    const bool year_of_days = season >= kDaysOfYear - 1 && season <= kDaysOfYear + 1;
    if (year_of_days)
        return enough(values, kWeeksOfYear * kDaysOfWeek) ? kWeeksOfYear * kDaysOfWeek
                                                          : kDaysOfWeek;
    const int week = season * kDaysOfWeek;
    const bool part_of_day = season >= 24 && kMinutesOfDay % season == 0;
    if (!part_of_day || !enough(values, week)) return season;
    const double by_day = mean_distance(values, static_cast<std::size_t>(season));
    const double by_week = mean_distance(values, static_cast<std::size_t>(week));
    return by_week < kClearly * by_day ? week : season;
}

Result<BenchmarkReader> BenchmarkReader::from(const files::TableRow& header,
                                              const ForecastFileOptions& options) {
    BenchmarkReader reader(options);
    struct Column {
        std::array<std::string_view, 3> names;
        std::size_t* place;
        bool needed;
    };
    const std::array<Column, 6> columns{{{{"id", "series", "unique_id"}, &reader.id_, true},
                                         {{"freq", "frequency", "season"}, &reader.season_, true},
                                         {{"horizon", "h", "steps"}, &reader.horizon_, true},
                                         {{"category", "type", "domain"}, &reader.category_, false},
                                         {{"start", "first", "begin"}, &reader.start_, false},
                                         {{"values", "value", "y"}, &reader.values_, true}}};
    Issues issues;
    for (const Column& column : columns) {
        *column.place = find_column(header, column.names);
        if (!column.needed || *column.place != kNoColumn) continue;
        issues.push_back(
            {"missing_column",
             files::row_place(header.number),
             fmt::format("Expected a column named \"{}\" in the first row.", column.names.front()),
             ""});
    }
    if (!issues.empty()) return tl::unexpected(issues);
    return reader;
}

void BenchmarkReader::read(const files::TableRow& row, Issues& issues) {
    const auto season = count_in(row, season_, issues);
    const auto horizon = count_in(row, horizon_, issues);
    FileSeries series;
    series.name = files::trim(row.cell(id_));
    if (!check_name(row, series.name, issues) || !season || !horizon) return;
    if (category_ != kNoColumn) series.category = files::trim(row.cell(category_));
    set_start(series, start_ == kNoColumn ? "" : row.cell(start_), *season);
    if (!read_values(row, values_, series.values, issues)) return;
    const auto test = static_cast<std::size_t>(*horizon);
    if (series.values.size() < test) {
        issues.push_back({"too_few_values",
                          files::cell_place(row.number, values_),
                          fmt::format("Expected at least the {} values of the test.", test),
                          fmt::format("{} values", series.values.size())});
        return;
    }
    const auto split = series.values.end() - static_cast<std::ptrdiff_t>(test);
    series.test.assign(split, series.values.end());
    series.values.erase(split, series.values.end());
    const int modelled =
        options_.season > 0 ? options_.season : season_within(series.values, *season);
    FileGroup& group = groups_[{*season, *horizon, modelled}];
    group.score_season = *season;
    group.problem.season = modelled;
    group.problem.horizon = *horizon;
    group.problem.frequency = frequency_of_season(*season);
    group.problem.dated = group.problem.dated && series.form.kind == PeriodKind::Week;
    if (series.form.in_calendar()) group.problem.holidays = options_.holidays;
    group.rows.push_back(std::move(series));
}

bool BenchmarkReader::check_name(const files::TableRow& row,
                                 const std::string& name,
                                 Issues& issues) {
    if (name.empty()) {
        issues.push_back({"empty_cell",
                          files::cell_place(row.number, id_),
                          "Expected the name of a series.",
                          ""});
        return false;
    }
    const auto [found, fresh] = names_.emplace(name, row.number);
    if (fresh) return true;
    issues.push_back({"duplicate_series",
                      files::cell_place(row.number, id_),
                      fmt::format("Expected each id once; row {} has it already.", found->second),
                      files::shown(name)});
    return false;
}

std::deque<FileGroup> BenchmarkReader::groups(Issues& /*issues*/) {
    std::deque<FileGroup> result;
    for (auto& [key, group] : groups_) result.push_back(std::move(group));
    return result;
}

}  // namespace bihuan
