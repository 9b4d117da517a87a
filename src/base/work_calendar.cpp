#include "base/work_calendar.h"

#include <set>

#include "base/calendar.h"
#include "base/lunar_table.h"

namespace bihuan {

namespace {

bool is_weekend(Day day) {
    return day.weekday() > 5;
}

int year_of(Day day) {
    return static_cast<int>(day.date().year());
}

constexpr int kAmendedFrom = 2025;  // New Year's Eve and 2 May became statutory days

std::vector<HolidayRange> statutory_days(int year) {
    const auto one = [](std::string_view code, Day day) { return HolidayRange{code, day, day}; };
    const Day spring = spring_festival(year);
    const bool amended = year >= kAmendedFrom;
    return {one("new_year", new_year(year)),
            {"spring_festival", amended ? spring - 1 : spring, spring + 2},
            one("qingming", qingming(year)),
            {"labour_day", labour_day(year), labour_day(year) + (amended ? 1 : 0)},
            one("dragon_boat", dragon_boat(year)),
            one("mid_autumn", mid_autumn(year)),
            {"national_day", national_day(year), national_day(year) + 2}};
}

void insert_days(std::set<Day>& days, const HolidayRange& range) {
    for (Day day = range.first; day <= range.last; day = day + 1) {
        days.insert(day);
    }
}

int weekend_days(const HolidayRange& range) {
    int count = 0;
    for (Day day = range.first; day <= range.last; day = day + 1) {
        count += is_weekend(day) ? 1 : 0;
    }
    return count;
}

Day first_free_day(Day from, const std::set<Day>& off) {
    Day day = from;
    while (is_weekend(day) || off.contains(day)) {
        day = day + 1;
    }
    return day;
}

}  // namespace

std::vector<HolidayRange> statutory_holidays(int year) {
    auto ranges = statutory_days(year);
    std::set<Day> off;
    for (const auto& range : ranges) {
        insert_days(off, range);
    }
    std::vector<HolidayRange> moved;
    for (const auto& range : ranges) {
        for (int weekends = weekend_days(range); weekends > 0; --weekends) {
            const Day day = first_free_day(range.last + 1, off);
            off.insert(day);
            moved.push_back({range.code, day, day});
        }
    }
    ranges.insert(ranges.end(), moved.begin(), moved.end());
    return ranges;
}

WorkCalendar::WorkCalendar(std::span<const HolidayRange> ranges) {
    std::set<int> published;
    for (const auto& range : ranges) {
        published.insert(year_of(range.last));
        add(range);
    }
    for (int year = kFirstLunarYear; year <= kLastLunarYear; ++year) {
        if (published.contains(year)) {
            continue;
        }
        for (const auto& range : statutory_holidays(year)) {
            add(range);
        }
    }
}

WorkCalendar WorkCalendar::official() {
    return WorkCalendar(official_holidays());
}

void WorkCalendar::add(const HolidayRange& range) {
    for (Day day = range.first; day <= range.last; day = day + 1) {
        exceptions_.insert_or_assign(day, range.kind);
    }
}

bool WorkCalendar::is_working_day(Day day) const {
    const auto found = exceptions_.find(day);
    return found == exceptions_.end() ? !is_weekend(day) : found->second == DayKind::MakeUp;
}

bool WorkCalendar::is_holiday(Day day) const {
    const auto found = exceptions_.find(day);
    return found != exceptions_.end() && found->second == DayKind::Off;
}

int WorkCalendar::working_days(Month month) const {
    int count = 0;
    for (Day day = month.first_day(); day < month.end_day(); day = day + 1) {
        count += is_working_day(day) ? 1 : 0;
    }
    return count;
}

Day WorkCalendar::working_day(Month month, int nth) const {
    Day found = month.first_day();
    for (Day day = month.first_day(); day < month.end_day() && nth > 0; day = day + 1) {
        if (is_working_day(day)) {
            found = day;
            --nth;
        }
    }
    return found;
}

int working_days(Month month) {
    static const WorkCalendar official = WorkCalendar::official();
    return official.working_days(month);
}

}  // namespace bihuan
