#include "engine/forecast/festival/closed_days.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <memory>

#include "base/calendar.h"
#include "base/work_calendar.h"
#include "engine/forecast/festival/festival_time.h"

namespace bihuan::forecast {

namespace {

constexpr double kElsewhere = 0.03;    ///< Days of 0, or left out, at other times.
constexpr double kNearlyAll = 0.9;     ///< Of the public holidays.
constexpr double kFewestHolidays = 5;  ///< Days.
constexpr std::size_t kFewestDays = 60;
constexpr double kMayBeOpen = 0.5;  ///< Deviation of a share that was 0 once.

enum class Closing : std::uint8_t {
    None,
    Once,   ///< Seen in one year only: it may be open the next time.
    Always  ///< Seen in most of several years, or on nearly all public holidays.
};

/// The days around a holiday that may be closed for it.
struct Holiday {
    Day (*day)(int year);
    int before;
    int after;
};

constexpr std::array kHolidays{Holiday{spring_festival, 15, 25},
                               Holiday{new_year, 2, 4},
                               Holiday{qingming, 2, 4},
                               Holiday{labour_day, 2, 6},
                               Holiday{dragon_boat, 2, 4},
                               Holiday{mid_autumn, 2, 4},
                               Holiday{national_day, 2, 9}};

/// How often a day so far from the holiday was seen, and closed.
struct Count {
    int seen = 0;
    int closed = 0;

    bool mostly() const { return 2 * closed > seen; }
};

class History {
public:
    History(std::int32_t first_day,
            std::span<const double> values,
            std::span<const unsigned char> off_season)
        : first_(Day::from_number(first_day)), values_(values), off_(off_season) {
        mark_windows();
        double days = 0;
        double zeros = 0;
        double untold = 0;
        for (std::size_t t = 0; t < values_.size(); ++t) {
            if (near_holiday_[t] || off(t)) continue;
            days += 1;
            zeros += values_[t] == 0 ? 1 : 0;
            untold += std::isfinite(values_[t]) ? 0 : 1;
        }
        rows_left_out_ = untold == 0;
        readable_ = days > 0 && zeros + untold <= kElsewhere * days;
    }

    bool readable() const { return readable_; }
    std::size_t size() const { return values_.size(); }
    bool told(std::size_t t) const {
        return !off(t) && (std::isfinite(values_[t]) || rows_left_out_);
    }
    bool sold(std::size_t t) const { return values_[t] != 0 && std::isfinite(values_[t]); }
    /// A day of the history that sold, or of which nobody knows.
    bool was_open(std::size_t t) const { return t < size() && (sold(t) || !told(t)); }
    bool off(std::size_t t) const { return !off_.empty() && off_[t % off_.size()] != 0; }
    Day day(std::size_t t) const { return first_ + static_cast<int>(t); }
    /// The t of a day; may lie outside.
    std::int64_t place(Day day) const { return day - first_; }
    int first_year() const { return static_cast<int>(first_.date().year()); }
    int last_year(std::size_t periods) const {
        return static_cast<int>(day(periods).date().year()) + 1;
    }

    /// Calls `use(k, t)` for the k-th day around the holiday of each year that lies in as many
    /// periods.
    template <class Use>
    void each_around(const Holiday& holiday, std::size_t periods, const Use& use) const {
        for (int year = first_year(); year <= last_year(periods); ++year) {
            const std::int64_t begin = place(holiday.day(year)) - holiday.before;
            for (int k = 0; k <= holiday.before + holiday.after; ++k) {
                const std::int64_t t = begin + k;
                if (t >= 0 && t < static_cast<std::int64_t>(periods))
                    use(static_cast<std::size_t>(k), static_cast<std::size_t>(t));
            }
        }
    }

private:
    void mark_windows() {
        near_holiday_.resize(values_.size());
        for (const Holiday& holiday : kHolidays)
            each_around(holiday, size(), [this](std::size_t /*k*/, std::size_t t) {
                near_holiday_[t] = true;
            });
    }

    Day first_;
    std::span<const double> values_;
    std::span<const unsigned char> off_;
    std::vector<bool> near_holiday_;
    bool rows_left_out_ = false;
    bool readable_ = false;
};

std::vector<Count> counts_of(const History& history, const Holiday& holiday) {
    std::vector<Count> counts(static_cast<std::size_t>(holiday.before + holiday.after + 1));
    history.each_around(holiday, history.size(), [&](std::size_t k, std::size_t t) {
        if (!history.told(t)) return;
        counts[k].seen += 1;
        counts[k].closed += history.sold(t) ? 0 : 1;
    });
    return counts;
}

void close_around(const History& history, const Holiday& holiday, std::span<Closing> days) {
    const auto counts = counts_of(history, holiday);
    const auto first = static_cast<std::size_t>(holiday.before);
    if (!counts[first].mostly() && !counts[first + 1].mostly()) return;
    history.each_around(holiday, days.size(), [&](std::size_t k, std::size_t t) {
        if (!counts[k].mostly() || history.was_open(t)) return;
        const Closing closing = counts[k].seen > 1 ? Closing::Always : Closing::Once;
        days[t] = std::max(days[t], closing);
    });
}

void close_public_holidays(const History& history, std::span<Closing> days) {
    const WorkCalendar calendar = WorkCalendar::official();
    double seen = 0;
    double closed = 0;
    for (std::size_t t = 0; t < history.size(); ++t) {
        if (!calendar.is_holiday(history.day(t)) || !history.told(t)) continue;
        seen += 1;
        closed += history.sold(t) ? 0 : 1;
    }
    if (seen < kFewestHolidays || closed < kNearlyAll * seen) return;
    for (std::size_t t = 0; t < days.size(); ++t) {
        if (!history.was_open(t) && calendar.is_holiday(history.day(t))) days[t] = Closing::Always;
    }
}

OpenShare share_of(Closing closing) {
    if (closing == Closing::None) return {};
    return {0, closing == Closing::Once ? kMayBeOpen : 0};
}

}  // namespace

std::vector<OpenShare> find_closed_days(const Problem& problem,
                                        std::int32_t first_day,
                                        std::span<const double> values,
                                        std::span<const unsigned char> off_season) {
    if (!knows_festivals(problem) || problem.frequency != Frequency::Daily ||
        values.size() < kFewestDays)
        return {};
    const History history(first_day, values, off_season);
    if (!history.readable()) return {};
    std::vector<Closing> days(values.size() + static_cast<std::size_t>(problem.horizon));
    for (const Holiday& holiday : kHolidays) close_around(history, holiday, days);
    close_public_holidays(history, days);
    if (std::all_of(days.begin(), days.end(), [](Closing day) { return day == Closing::None; }))
        return {};
    std::vector<OpenShare> shares;
    std::transform(days.begin(), days.end(), std::back_inserter(shares), share_of);
    return shares;
}

}  // namespace bihuan::forecast
