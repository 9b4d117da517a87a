#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"
#include "platform/files/total_rows.h"

// The rows of a plain file made into series of equal periods.
namespace bihuan {

namespace {

using forecast::Frequency;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// What people plan: four weeks, a quarter, a year, two years, six years; two days of parts of one.
int usual_horizon(const PeriodForm& form) {
    constexpr int kMostParts = 336;
    if (form.kind == PeriodKind::Openday) return 4 * form.season();
    if (form.kind == PeriodKind::Minute && form.season() > 1) {
        return std::min(2 * form.season(), kMostParts);
    }
    switch (form.frequency()) {
        case Frequency::Daily:
            return 28;
        case Frequency::Weekly:
            return 13;
        case Frequency::Monthly:
            return 12;
        case Frequency::Quarterly:
            return 8;
        case Frequency::Yearly:
        case Frequency::Other:
            break;
    }
    return std::max(6, form.season());
}

std::int32_t floored(std::int32_t number, std::int32_t by) {
    return number / by - (number % by < 0 ? 1 : 0);
}

}  // namespace

/// Sums of other series are no series of their own, unless there is nothing else.
void LongReader::leave_totals_out() {
    const bool any = std::any_of(
        tracks_.begin(), tracks_.end(), [](const Track& track) { return !track.total; });
    if (any) std::erase_if(tracks_, [](const Track& track) { return track.total; });
    if (any && total_rows_ > 0)
        columns_.notes.push_back(
            {"total_rows", fmt::format("Rows of totals (合计) left out: {}.", total_rows_)});
    if (any) leave_wholes_out();
}

namespace {

/// The parts of a name but one.
std::string rest_of(const std::vector<std::string>& parts, std::size_t but) {
    std::string rest = std::to_string(but);
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (i != but) rest += '\n' + parts[i];
    return rest;
}

/// For each part but 全国 and its kin what stands around it.
void add_surroundings(const std::vector<std::string>& parts, std::set<std::string>& around) {
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (!files::may_be_total(parts[i])) around.insert(rest_of(parts, i));
}

bool is_whole(const std::vector<std::string>& parts, const std::set<std::string>& around) {
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (files::may_be_total(parts[i]) && around.contains(rest_of(parts, i))) return true;
    return false;
}

std::string some_of(const std::vector<std::string>& names) {
    constexpr std::size_t kMostNamed = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kMostNamed); ++i)
        text += (i > 0 ? ", " : "") + names[i];
    if (names.size() > kMostNamed) text += fmt::format(" and {} more", names.size() - kMostNamed);
    return text;
}

}  // namespace

/// 全国 beside 华东 of the same goods is their total; alone it is a series.
void LongReader::leave_wholes_out() {
    std::set<std::string> around;
    for (const Track& track : tracks_) add_surroundings(track.parts, around);
    std::vector<std::string> left;
    std::erase_if(tracks_, [&](const Track& track) {
        const bool whole = is_whole(track.parts, around);
        if (whole) left.push_back(track.name);
        return whole;
    });
    if (left.empty()) return;
    columns_.notes.push_back(
        {"total_series",
         fmt::format("Left out, for their parts stand beside them: {}.", some_of(left))});
}

void LongReader::note_what_was_left() {
    if (gaps_ > 0)
        columns_.notes.push_back(
            {"gaps",
             fmt::format("{} cells such as \"{}\" were read as gaps: nothing is known there. Where "
                         "nothing was sold, write 0.",
                         gaps_,
                         gap_word_)});
    if (note_rows_ > 0)
        columns_.notes.push_back(
            {"note_rows", fmt::format("Rows of notes (注：…) left out: {}.", note_rows_)});
}

/// Puts the offsets of times back: each its own where all are alike, or where only days count, else
/// everywhere the last one, which it gives: clocks have changed.
std::optional<std::int32_t> LongReader::settle_offset() {
    if (all_offsets([](std::int32_t offset) { return offset == 0; })) return std::nullopt;
    const auto last = last_offset();
    const auto first = tracks_.front().points.begin()->second.offset;
    const bool own = *kind_ == PeriodKind::Day ||
                     all_offsets([&](std::int32_t offset) { return offset == first; });
    for (Track& track : tracks_) {
        std::map<std::int32_t, Point> points;
        for (auto& [number, point] : track.points)
            points.emplace(number + (own ? point.offset : *last), std::move(point));
        track.points = std::move(points);
    }
    return own ? std::nullopt : last;
}

bool LongReader::all_offsets(const std::function<bool(std::int32_t)>& are) const {
    return std::all_of(tracks_.begin(), tracks_.end(), [&](const Track& track) {
        return std::all_of(track.points.begin(), track.points.end(), [&](const auto& point) {
            return are(point.second.offset);
        });
    });
}

/// Of the latest time of all.
std::optional<std::int32_t> LongReader::last_offset() const {
    std::optional<std::int32_t> last;
    std::int32_t latest = 0;
    for (const Track& track : tracks_) {
        if (track.points.empty()) continue;
        const auto& [number, point] = *track.points.rbegin();
        if (last && number < latest) continue;
        latest = number;
        last = point.offset;
    }
    return last;
}

/// Finds what the periods are and counts them so.
PeriodForm LongReader::settle_form() {
    constexpr std::int32_t kMinutesOfDay = 1440;
    const std::int32_t unit = *kind_ == PeriodKind::Day ? kMinutesOfDay : 1;
    const auto offset = settle_offset();
    std::vector<std::vector<std::int32_t>> rows;
    for (const Track& track : tracks_) {
        auto& row = rows.emplace_back();
        for (const auto& [period, point] : track.points) row.push_back(period / unit);
    }
    PeriodForm form = find_form(*kind_, rows);
    form.offset = offset;
    form.fiscal = first_.fiscal;
    form.two_years = first_.two_years;
    form.by_number = first_.by_number;
    if (form.fiscal) form.fiscal_shift = options_.fiscal_shift;
    // Festivals are dated, and make-up days lie between those that are open: all days count then.
    if (form.kind == PeriodKind::Openday && options_.holidays != forecast::Holidays::None) {
        form.kind = PeriodKind::Day;
    }
    if (form.kind == *kind_ && unit == 1) return form;
    for (Track& track : tracks_) {
        std::map<std::int32_t, Point> points;
        for (auto& [period, point] : track.points)
            points.emplace(number_in(form, {*kind_, period / unit}), std::move(point));
        track.points = std::move(points);
    }
    return form;
}

/// Periods far apart in small steps would be nearly all gaps.
bool LongReader::check_size(const PeriodForm& form, Issues& issues) const {
    constexpr std::int64_t kMostGaps = 50;
    constexpr std::int64_t kFew = 20'000;
    for (const Track& track : tracks_) {
        const auto first = std::int64_t{track.points.begin()->first};
        const auto length = (track.points.rbegin()->first - first) / form.step + 1;
        const auto points = static_cast<std::int64_t>(track.points.size());
        if (length <= kFew || length <= kMostGaps * points) continue;
        issues.push_back({"irregular_periods",
                          "/",
                          fmt::format("Expected periods at a common distance; series {} has {} "
                                      "values on {} {}.",
                                      track.name,
                                      points,
                                      length,
                                      form.name()),
                          ""});
        return false;
    }
    return true;
}

/// A series of every fourth week among those of every week would be all gaps, and what it sold in
/// four weeks expected of each.
bool LongReader::check_cadence(const PeriodForm& form, Issues& issues) const {
    for (const Track& track : tracks_) {
        std::vector<std::int32_t> row;
        for (const auto& [period, point] : track.points) row.push_back(period);
        const std::int32_t step = own_step(row);
        if (step < 2 * form.step) continue;
        issues.push_back({"mixed_cadence",
                          "/",
                          fmt::format("Expected periods of one length; series {} has one in {} "
                                      "{} only. Forecast it in a file of its own.",
                                      track.name,
                                      step / form.step,
                                      form.name()),
                          ""});
    }
    return issues.empty();
}

/// The file ends with the last value of any series. As many periods ahead as any has behind that; a
/// usual number when none has any.
LongReader::Range LongReader::range_of(const PeriodForm& form) const {
    std::optional<std::int32_t> last;
    std::int32_t first = tracks_.front().points.begin()->first;
    for (const Track& track : tracks_) {
        first = std::min(first, track.points.begin()->first);
        for (const auto& [period, point] : track.points)
            if (!std::isnan(point.value)) last = std::max(last.value_or(period), period);
    }
    Range range{form, last.value_or(first - form.step)};
    for (const Track& track : tracks_) {
        const std::int32_t own_first = track.points.begin()->first;
        const std::int32_t ahead = (track.points.rbegin()->first - own_first) / form.step -
                                   floored(range.end - own_first, form.step);
        range.horizon = std::max(range.horizon, ahead);
    }
    if (range.horizon == 0) range.horizon = usual_horizon(form);
    if (options_.horizon > 0) range.horizon = options_.horizon;
    return range;
}

/// From its own beginning to the end of the file, in its own steps.
FileSeries LongReader::series_of(const Track& track, const Range& range) const {
    const PeriodForm& form = range.form;
    FileSeries series;
    series.form = form;
    series.name = track.name;
    series.category = track.category;
    series.first_period = track.points.begin()->first;
    const std::int32_t steps = floored(range.end - series.first_period, form.step) + 1;
    if (steps < 0) series.first_period += steps * form.step;
    const auto length = static_cast<std::size_t>(std::max(steps, 0));
    const std::size_t periods = length + static_cast<std::size_t>(range.horizon);
    series.values.assign(length, kNan);
    if (columns_.availability != kNoColumn) series.availability.assign(length, 1);
    series.regressors.assign(columns_.influences.size() * periods, kNan);
    set_points(track, periods, series);
    const auto last = last_value_of(series);
    for (std::size_t t = 0; last && t < length; ++t) {
        const std::int32_t number = series.first_period + form.step * static_cast<std::int32_t>(t);
        const bool closed = form.closed(number) && !track.points.contains(number);
        if (closed && t < *last) series.values[t] = 0;
        if (!closed && t > *last) ++series.unknown_end;
    }
    // Nobody plans from what is older than a season.
    const auto most = static_cast<std::size_t>(std::max(form.season(), usual_horizon(form)));
    series.ended = series.unknown_end > most;
    use_log_prices(series, periods);
    centre_on_usual(series, periods);
    return series;
}

/// `periods` reach as far as influences are known.
void LongReader::set_points(const Track& track, std::size_t periods, FileSeries& series) const {
    for (const auto& [period, point] : track.points) {
        const auto t = static_cast<std::size_t>((period - series.first_period) / series.form.step);
        if (t >= periods) continue;
        for (std::size_t r = 0; r < columns_.influences.size(); ++r)
            series.regressors[r * periods + t] = point.regressors[r];
        if (t >= series.values.size()) continue;
        series.values[t] = point.value;
        if (columns_.availability != kNoColumn) series.availability[t] = point.availability;
    }
}

void LongReader::note_fiscal_start(const PeriodForm& form) {
    const bool whole = form.kind == PeriodKind::Year || form.kind == PeriodKind::HalfYear;
    if (options_.fiscal_shift && !form.fiscal)
        columns_.notes.push_back({"fiscal_start",
                                  "--fiscal-start changes nothing: no period of the file is of a "
                                  "fiscal year (FY2026, 2026财年)."});
    else if (options_.fiscal_shift && whole)
        columns_.notes.push_back({"fiscal_start",
                                  "--fiscal-start changes nothing in a file of fiscal years or "
                                  "halves: they are counted and written as they stand."});
    if (form.fiscal && form.kind == PeriodKind::Month && !form.by_number && !form.fiscal_shift)
        columns_.notes.push_back({"fiscal_months",
                                  "Month 1 of a fiscal year is taken for its first; "
                                  "--fiscal-start FY2026=2025-04 tells which of the calendar's "
                                  "that is."});
}

/// Mooncakes and the like are known by their festivals only.
void LongReader::note_festivals(FileGroup& group) const {
    const auto is_seldom = [](const FileSeries& row) {
        const auto zeros = std::count(row.values.begin(), row.values.end(), 0.0);
        const bool chinese = std::any_of(row.name.begin(), row.name.end(), [](char letter) {
            const auto byte = static_cast<unsigned char>(letter);
            return byte >= 0xE3U && byte <= 0xE9U;  // Begins one of the letters of 汉字.
        });
        const auto length = static_cast<std::ptrdiff_t>(row.values.size());
        const int year = row.form.kind == PeriodKind::Day ? 365 : row.form.season();
        return chinese && length > year && 2 * zeros >= length && zeros < length;
    };
    const auto row = std::find_if(group.rows.begin(), group.rows.end(), is_seldom);
    if (options_.holidays != forecast::Holidays::None || row == group.rows.end() ||
        !row->form.in_calendar())
        return;
    group.notes.push_back(
        {"no_holidays",
         fmt::format("{} sells nothing in half of its {} or more. Where goods are sold around "
                     "Chinese festivals, --holidays cn tells the forecast when those are.",
                     row->name,
                     row->form.name())});
}

/// What the periods are, with those that cannot be meant as issues.
std::optional<PeriodForm> LongReader::checked_form(Issues& issues) {
    take_years_for_months();
    take_utc_for_days();
    if (!check_years(issues) || !check_far(issues)) return std::nullopt;
    const PeriodForm form = settle_form();
    if (!check_size(form, issues) || !check_cadence(form, issues)) return std::nullopt;
    return form;
}

std::deque<FileGroup> LongReader::groups(Issues& issues) {
    leave_totals_out();
    if (tracks_.empty()) return {};
    const auto checked = checked_form(issues);
    if (!checked) return {};
    const PeriodForm& form = *checked;
    note_what_was_left();
    note_fiscal_start(form);
    fill_unsold(form);
    note_left_out(form);
    leave_unfilled_out(form);
    const Range range = range_of(form);
    leave_unknown_influences(range);
    leave_parts_out();
    std::deque<FileGroup> result(1);
    FileGroup& group = result.front();
    group.problem.horizon = range.horizon;
    group.notes = columns_.notes;
    std::vector<int> seasons;
    for (const Track& track : tracks_) {
        group.rows.push_back(series_of(track, range));
        seasons.push_back(season_within(group.rows.back().values, form.season()));
    }
    const auto middle = seasons.begin() + static_cast<std::ptrdiff_t>(seasons.size() / 2);
    std::nth_element(seasons.begin(), middle, seasons.end());
    group.problem.season = options_.season > 0 ? options_.season : *middle;
    group.problem.frequency = form.frequency();
    if (form.kind == PeriodKind::Count && options_.season > 0) {
        group.problem.frequency = frequency_of_season(options_.season);
    }
    group.problem.dated = form.kind == PeriodKind::Week;
    if (form.in_calendar()) group.problem.holidays = options_.holidays;
    group.problem.regressors = columns_.regressors;
    group.score_season = group.problem.season;
    note_festivals(group);
    note_unstated(group);
    return result;
}

}  // namespace bihuan
