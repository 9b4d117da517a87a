#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"

// Periods of which a plain file says nothing, and those of which it only seems to say something.
namespace bihuan {

namespace {

/// So many names, and how many more there are.
std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t kMostNamed = 5;
    const auto shown = std::min(names.size(), kMostNamed);
    const auto end = names.begin() + static_cast<std::ptrdiff_t>(shown);
    const auto text = fmt::format("{}", fmt::join(names.begin(), end, ", "));
    return names.size() == shown ? text : fmt::format("{} and {} more", text, names.size() - shown);
}

/// Fewer zeros at the end of days may be a weekend or a feast.
std::size_t fewest_unfilled(const PeriodForm& form) {
    constexpr std::size_t kDays = 7;
    constexpr std::size_t kOthers = 2;
    const bool days = form.kind == PeriodKind::Day || form.kind == PeriodKind::Openday;
    return days ? kDays : kOthers;
}

}  // namespace

/// Of which any series has a figure.
std::set<std::int32_t> LongReader::told_periods() const {
    std::set<std::int32_t> told;
    for (const Track& track : tracks_)
        for (const auto& [period, point] : track.points)
            if (!std::isnan(point.value)) told.insert(period);
    return told;
}

/// From the series' first row to its last, what others have and it has no row of.
std::vector<std::int32_t> LongReader::left_out(const Track& track,
                                               const std::set<std::int32_t>& told,
                                               std::int32_t last) {
    std::vector<std::int32_t> periods;
    const auto end = told.upper_bound(last);
    for (auto one = told.upper_bound(track.points.begin()->first); one != end; ++one)
        if (!track.points.contains(*one)) periods.push_back(*one);
    return periods;
}

/// A list of sales has no rows where nothing was sold: forecast from the others alone, what is
/// sold seldom would be expected each period. A few rows that are missing are gaps.
void LongReader::fill_unsold(const PeriodForm& form) {
    constexpr std::size_t kPart = 3;
    if (form.kind == PeriodKind::Minute) return;
    const auto told = told_periods();
    std::size_t filled = 0;
    std::vector<std::string> names;
    for (Track& track : tracks_) {
        const std::size_t within = left_out(track, told, track.points.rbegin()->first).size();
        if (within == 0 || kPart * within < within + track.points.size()) continue;
        Point unsold = track.points.begin()->second;
        unsold.value = 0;
        unsold.availability = 1;
        std::fill(unsold.regressors.begin(), unsold.regressors.end(), std::nan(""));
        for (const std::int32_t period : left_out(track, told, *told.rbegin())) {
            track.points.emplace(period, unsold);
            ++filled;
        }
        names.push_back(track.name);
    }
    if (names.empty()) return;
    columns_.notes.push_back(
        {"unsold_periods",
         fmt::format("{} periods that {} series leave out though others have them were taken as "
                     "0, for a third or more of their rows are missing: {}. Where figures are "
                     "unknown, write the row with an empty value.",
                     filled,
                     names.size(),
                     listed(names))});
}

/// What is left out between a series' rows is a gap, and said.
void LongReader::note_left_out(const PeriodForm& form) {
    std::size_t count = 0;
    std::vector<std::string> names;
    for (const Track& track : tracks_) {
        const std::size_t before = count;
        const std::int32_t last = track.points.rbegin()->first;
        auto expected = track.points.begin()->first;
        for (const auto& [period, point] : track.points) {
            for (; expected < period && expected < last; expected += form.step)
                if (!form.closed(expected)) ++count;
            expected = period + form.step;
        }
        if (count > before) names.push_back(track.name);
    }
    if (count == 0) return;
    columns_.notes.push_back(
        {"left_out_periods",
         fmt::format("{} periods between the rows of {} series are left out and were read as gaps: "
                     "{}. Where nothing was sold, write 0.",
                     count,
                     names.size(),
                     listed(names))});
}

/// Months ahead that a form was made with, each 0 until it is filled in, would end every series.
void LongReader::leave_unfilled_out(const PeriodForm& form) {
    if (columns_.availability != kNoColumn) return;
    std::map<std::int32_t, bool> sold;  // By period that is told: whether any series sold.
    for (const Track& track : tracks_)
        for (const auto& [period, point] : track.points)
            if (!std::isnan(point.value)) sold[period] = sold[period] || point.value != 0;
    const auto is_sold = [](const auto& one) { return one.second; };
    const auto run = std::find_if(sold.rbegin(), sold.rend(), is_sold);
    if (run == sold.rend()) return;
    const auto zeros = static_cast<std::size_t>(std::distance(sold.rbegin(), run));
    // One that sold nothing before may do so again; nobody leaves a whole season unfilled.
    const auto most = static_cast<std::size_t>(std::max(form.season(), 12));
    if (zeros < fewest_unfilled(form) || zeros > most || !std::all_of(run, sold.rend(), is_sold))
        return;
    const std::int32_t last = run->first;
    for (Track& track : tracks_) {
        const auto begin = track.points.upper_bound(last);
        if (columns_.influences.empty()) track.points.erase(begin, track.points.end());
        for (auto one = track.points.upper_bound(last); one != track.points.end(); ++one)
            one->second.value = std::nan("");
    }
    std::erase_if(tracks_, [](const Track& track) { return track.points.empty(); });
    columns_.notes.push_back(
        {"unfilled_periods",
         fmt::format(
             "Every figure from {} to {} is 0: taken as not filled in yet, and the forecast "
             "begins behind {}. If nothing was sold then, add a column \"availability\" "
             "(可售) of 1.",
             form.text(run.base()->first),
             form.text(sold.rbegin()->first),
             form.text(last))});
}

}  // namespace bihuan
