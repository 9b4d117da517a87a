#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"
#include "app/forecast_period_words.h"
#include "platform/files/place.h"

// What the periods of a plain file are as a whole, and which of them cannot be meant.
namespace bihuan {

namespace {

constexpr std::int32_t kMinutesOfDay = 1440;
constexpr std::int32_t kMinutesEastOfUtc = 480;  ///< China.

using Periods = std::vector<std::int32_t>;

/// No shorter gap is a slip of the year: one year in the kind's number, of years some.
std::int32_t shortest_slip(PeriodKind kind) {
    constexpr std::int32_t kDaysOfYear = 366;
    switch (kind) {
        case PeriodKind::Quarter:
            return 4;
        case PeriodKind::HalfYear:
            return 2;
        case PeriodKind::HalfMonth:
            return 24;
        case PeriodKind::TenDays:
            return 36;
        case PeriodKind::Week:
            return kDaysOfYear;
        case PeriodKind::Day:
        case PeriodKind::Minute:
            return kDaysOfYear * kMinutesOfDay;
        case PeriodKind::Month:
            return 12;
        case PeriodKind::Year:
            return 8;
        default:
            return 100;
    }
}

std::int64_t largest_gap(const Periods& periods) {
    std::int64_t largest = 0;
    for (std::size_t i = 1; i < periods.size(); ++i)
        largest = std::max(largest, std::int64_t{periods[i]} - periods[i - 1]);
    return largest;
}

/// Farther away than half of what the others reach over, and far more than those are apart.
bool is_far(std::int64_t gap, const Periods& others, std::int64_t shortest) {
    constexpr std::int64_t kFarMore = 4;
    const std::int64_t reach = std::int64_t{others.back()} - others.front();
    return gap > shortest && 2 * gap > reach && gap > kFarMore * largest_gap(others);
}

/// Those without the first and the last few; empty where these are not far from all others.
Periods without_ends(const Periods& periods, std::size_t first, std::size_t last, PeriodKind kind) {
    const auto begin = periods.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = periods.end() - static_cast<std::ptrdiff_t>(last);
    const Periods rest(begin, end);
    const auto far = [&](std::int32_t before, std::int32_t after) {
        return is_far(std::int64_t{after} - before, rest, shortest_slip(kind));
    };
    const bool begins = first == 0 || far(*(begin - 1), *begin);
    const bool ends = last == 0 || far(*(end - 1), *end);
    return begins && ends ? rest : Periods{};
}

/// Those that lie far from all others: one at an end, or one in a dozen, but never many. The others
/// stay in `periods`.
std::set<std::int32_t> taken_off(Periods& periods, PeriodKind kind) {
    constexpr std::size_t kPart = 13;
    constexpr std::size_t kMost = 12;
    constexpr std::size_t kFewestLeft = 2;
    const std::size_t most = std::clamp<std::size_t>(periods.size() / kPart, 1, kMost);
    for (std::size_t count = 1; count <= 2 * most && count + kFewestLeft <= periods.size();
         ++count) {
        const std::size_t fewest = count > most ? count - most : 0;
        for (std::size_t last = fewest; last <= std::min(count, most); ++last) {
            const Periods rest = without_ends(periods, count - last, last, kind);
            if (rest.empty()) continue;
            std::set<std::int32_t> far(periods.begin(), periods.end());
            for (const std::int32_t period : rest) far.erase(period);
            periods = rest;
            return far;
        }
    }
    return {};
}

/// 2401, 2402 … 2412, 2501: months where no year could be meant, or where they go on from one
/// hundred to the next as they do within it.
bool are_months(const Periods& numbers) {
    if (!std::all_of(numbers.begin(), numbers.end(), [](auto one) { return month_of_yymm(one); }))
        return false;
    if (numbers.front() > kLastYearMeant) return true;
    std::int32_t within = 1;
    std::int32_t across = 0;
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        const std::int32_t apart = *month_of_yymm(numbers[i]) - *month_of_yymm(numbers[i - 1]);
        auto& largest = numbers[i] / 100 == numbers[i - 1] / 100 ? within : across;
        largest = std::max(largest, apart);
    }
    return across > 0 && across <= within;
}

}  // namespace

std::vector<std::int32_t> LongReader::all_periods() const {
    std::set<std::int32_t> periods;
    for (const Track& track : tracks_)
        for (const auto& [period, point] : track.points) periods.insert(period);
    return {periods.begin(), periods.end()};
}

template <class Change>
void LongReader::renumber(Change change) {
    for (Track& track : tracks_) {
        std::map<std::int32_t, Point> points;
        for (auto& [period, point] : track.points) points.emplace(change(period), std::move(point));
        track.points = std::move(points);
    }
}

void LongReader::take_years_for_months() {
    const bool numbers = *kind_ == PeriodKind::Year || *kind_ == PeriodKind::Count;
    if (!numbers || !four_digits_ || first_.fiscal) return;
    const auto periods = all_periods();
    if (!are_months(periods)) return;
    renumber([](std::int32_t number) { return month_of_yymm(number)->number(); });
    kind_ = PeriodKind::Month;
    columns_.notes.push_back({"years_and_months",
                              fmt::format("Periods such as {} were read as year and month: {}.",
                                          periods.front(),
                                          to_string(*month_of_yymm(periods.front())))});
}

/// Midnight in China is 16:00 of the day before in UTC.
void LongReader::take_utc_for_days() {
    if (*kind_ != PeriodKind::Minute || !utc_) return;
    const auto periods = all_periods();
    const bool midnight = std::all_of(periods.begin(), periods.end(), [](std::int32_t period) {
        return (period + kMinutesEastOfUtc) % kMinutesOfDay == 0;
    });
    if (!midnight) {
        columns_.notes.push_back(
            {"utc_times", "Times are counted and written in UTC, as they stand in the file."});
        return;
    }
    renumber([](std::int32_t period) { return period + kMinutesEastOfUtc; });
    kind_ = PeriodKind::Day;
    columns_.notes.push_back({"utc_days",
                              "Times such as 16:00Z are midnight in China (UTC+8): they were read "
                              "as the days that begin then."});
}

/// One issue for each cell that holds one of the periods.
void LongReader::say_cells(const std::set<std::int32_t>& periods,
                           const std::function<Issue(std::int32_t)>& issue,
                           Issues& issues) const {
    std::map<std::pair<std::int64_t, std::size_t>, std::int32_t> cells;
    for (const Track& track : tracks_)
        for (const auto& [period, point] : track.points)
            if (periods.contains(period))
                cells.emplace(std::pair{point.cell.row, point.cell.column}, period);
    for (const auto& [cell, period] : cells) {
        issues.push_back(issue(period));
        issues.back().field = files::cell_place(cell.first, cell.second);
    }
}

/// Years that only stand for months, in a file where they do not.
bool LongReader::check_years(Issues& issues) const {
    if (*kind_ != PeriodKind::Year && *kind_ != PeriodKind::Count) return true;
    std::set<std::int32_t> late;
    for (const std::int32_t period : all_periods())
        if (period > kLastYear) late.insert(period);
    say_cells(
        late,
        [](std::int32_t period) { return unread_period("", std::to_string(period)); },
        issues);
    return late.empty();
}

/// A year that was mistyped would end all other series, or begin its own before anything was sold.
bool LongReader::check_far(Issues& issues) const {
    auto periods = all_periods();
    const auto far = taken_off(periods, *kind_);
    if (far.empty()) return true;
    PeriodForm form{*kind_};
    form.iso_weeks = true;
    form.fiscal = first_.fiscal;
    const auto text = [&](std::int32_t period) {
        return form.text(*kind_ == PeriodKind::Day ? period / kMinutesOfDay : period);
    };
    say_cells(
        far,
        [&](std::int32_t period) {
            return Issue{"far_period",
                         "",
                         fmt::format("Expected a period near the others ({} … {}): is its year "
                                     "mistyped? If not, write the periods between too, with 0 "
                                     "where nothing was sold.",
                                     text(periods.front()),
                                     text(periods.back())),
                         text(period)};
        },
        issues);
    return false;
}

}  // namespace bihuan
