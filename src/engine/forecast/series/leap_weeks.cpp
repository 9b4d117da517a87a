#include "engine/forecast/series/leap_weeks.h"

#include <algorithm>
#include <limits>

#include "base/day.h"

namespace bihuan::forecast {

namespace {

constexpr std::int32_t kDaysOfWeek = 7;
constexpr std::int32_t kWeeksOfYear = 52;
constexpr int kMiddle = 3;  ///< A week belongs to the year of its fourth day.
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct WeekOfYear {
    std::int32_t year = 0;
    std::int32_t week = 0;  ///< From 0.

    bool leap() const { return week >= kWeeksOfYear; }
    /// As a period of years of 52 weeks.
    std::int32_t period() const { return kDaysOfWeek * (kWeeksOfYear * year + week); }
};

WeekOfYear week_of_year(std::int32_t first_day) {
    const Day middle = Day::from_number(first_day + kMiddle);
    const auto year = static_cast<int>(middle.date().year());
    return {year, (middle - Day(year, 1, 1)) / kDaysOfWeek};
}

}  // namespace

LeapWeeks::LeapWeeks(const Problem& problem) : problem_(problem) {
    const bool of_year = problem.frequency == Frequency::Weekly && problem.season == kWeeksOfYear;
    if (!of_year || !problem.dated) return;
    const auto has_leap = [&](const Series& series) {
        const auto weeks = static_cast<std::int32_t>(series.values.size()) + problem.horizon;
        for (std::int32_t t = 0; t < weeks; ++t) {
            if (week_of_year(series.first_period + kDaysOfWeek * t).leap()) return true;
        }
        return false;
    };
    any_ = std::any_of(problem.series.begin(), problem.series.end(), has_leap);
    if (!any_) return;
    reduced_ = problem;
    reduced_.years_of_52_weeks = true;
    buffers_.resize(problem.series.size());
    for (std::size_t i = 0; i < problem.series.size(); ++i) reduce(i);
}

void LeapWeeks::reduce(std::size_t i) {
    const Series& whole = problem_.series[i];
    Buffers& buffers = buffers_[i];
    const auto horizon = static_cast<std::size_t>(problem_.horizon);
    const std::size_t length = whole.values.size();
    std::int32_t place = 0;
    std::int32_t first_period = 0;
    for (std::size_t t = 0; t < length + horizon; ++t) {
        const auto week =
            week_of_year(whole.first_period + kDaysOfWeek * static_cast<std::int32_t>(t));
        buffers.places.push_back(week.leap() ? -1 : place);
        if (week.leap()) continue;
        if (place == 0) first_period = week.period();
        ++place;
        if (t >= length) continue;
        buffers.values.push_back(whole.values[t]);
        if (!whole.availability.empty()) buffers.availability.push_back(whole.availability[t]);
    }
    const std::size_t row = length + horizon;
    const std::size_t left = buffers.values.size() + horizon;
    for (std::size_t r = 0; r < problem_.regressors.size() && !whole.regressors.empty(); ++r) {
        std::vector<double> column;
        for (std::size_t t = 0; t < row; ++t) {
            if (buffers.places[t] >= 0) column.push_back(whole.regressors[r * row + t]);
        }
        column.resize(left, kNan);
        buffers.regressors.insert(buffers.regressors.end(), column.begin(), column.end());
    }
    Series& series = reduced_.series[i];
    series.values = buffers.values;
    series.availability = buffers.availability;
    series.regressors = buffers.regressors;
    series.first_period = first_period;
}

CalendarColumns LeapWeeks::calendar() const {
    if (problem_.holidays == Holidays::None || problem_.series.empty()) return {};
    std::int32_t first = std::numeric_limits<std::int32_t>::max();
    std::int32_t last = std::numeric_limits<std::int32_t>::min();
    for (const Series& series : problem_.series) {
        const auto weeks = static_cast<std::int32_t>(series.values.size()) + problem_.horizon + 2;
        first = std::min(first, series.first_period);
        last = std::max(last, series.first_period + kDaysOfWeek * weeks);
    }
    while (week_of_year(first).leap()) first -= kDaysOfWeek;
    CalendarColumns columns = chinese_columns(Frequency::Weekly, first, last);
    const auto width = static_cast<std::ptrdiff_t>(columns.regressors.size());
    std::vector<double> left;
    auto row = columns.values.begin();
    for (std::int32_t day = first; day <= last; day += kDaysOfWeek, row += width) {
        if (!week_of_year(day).leap()) left.insert(left.end(), row, row + width);
    }
    columns.values = std::move(left);
    columns.first_period = week_of_year(first).period();
    return columns;
}

Outcome LeapWeeks::restored(Outcome outcome) const {
    const auto each = owners(1);
    for (auto* path :
         {&outcome.means, &outcome.lows80, &outcome.highs80, &outcome.lows95, &outcome.highs95}) {
        *path = spread(*path, each);
    }
    outcome.layers = spread(outcome.layers, owners(kLayers));
    outcome.multipliers = spread(outcome.multipliers, owners(outcome.regressors.size()));
    outcome.open_shares = spread(outcome.open_shares, each);
    std::vector<std::size_t> of_shares;
    for (std::size_t i = 0; i < outcome.share_ends.size(); ++i) {
        of_shares.resize(outcome.share_ends[i], i);
    }
    outcome.members = spread(outcome.members, of_shares);
    restore_fits(outcome);
    return outcome;
}

std::vector<std::size_t> LeapWeeks::owners(std::size_t rows_per_series) const {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < buffers_.size(); ++i) {
        result.insert(result.end(), rows_per_series, i);
    }
    return result;
}

/// Rows of horizon figures, each of a series; the week that was left out is as the next one.
std::vector<double> LeapWeeks::spread(const std::vector<double>& rows,
                                      const std::vector<std::size_t>& series_of) const {
    if (rows.empty()) return {};
    const auto horizon = static_cast<std::size_t>(problem_.horizon);
    std::vector<double> result;
    result.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size() / horizon; ++row) {
        const Buffers& buffers = buffers_[series_of[row]];
        const std::size_t known = buffers.values.size();
        std::size_t next = known;
        for (std::size_t h = 0; h < horizon; ++h) {
            const std::int32_t place = buffers.places[buffers.places.size() - horizon + h];
            if (place >= 0) next = static_cast<std::size_t>(place);
            result.push_back(rows[row * horizon + (next - known)]);
            if (place >= 0) ++next;
        }
    }
    return result;
}

void LeapWeeks::restore_fits(Outcome& outcome) const {
    std::vector<double> fits;
    std::vector<std::size_t> ends;
    std::size_t from = 0;
    std::size_t cleaned = 0;
    for (std::size_t i = 0; i < buffers_.size(); ++i) {
        const std::size_t length = problem_.series[i].values.size();
        std::vector<std::int32_t> weeks;  // where each week that is left stood
        for (std::size_t t = 0; t < length; ++t) {
            if (buffers_[i].places[t] >= 0) weeks.push_back(static_cast<std::int32_t>(t));
        }
        if (!outcome.fit_ends.empty()) {
            fits.resize(fits.size() + length, kNan);
            double* own = fits.data() + (fits.size() - length);
            for (const std::int32_t week : weeks) own[week] = outcome.fits[from++];
            ends.push_back(fits.size());
        }
        for (; !outcome.cleaned_ends.empty() && cleaned < outcome.cleaned_ends[i]; ++cleaned) {
            auto& period = outcome.cleaned_points[cleaned].period;
            period = weeks[static_cast<std::size_t>(period)];
        }
    }
    outcome.fits = std::move(fits);
    outcome.fit_ends = std::move(ends);
}

}  // namespace bihuan::forecast
