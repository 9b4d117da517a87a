#pragma once

#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "base/day.h"

// Who works when in China: weekends, public holidays and the make-up days (调休) that the State
// Council sets each November for the year to come. An administrator edits the arrangement as data.
namespace bihuan {

enum class DayKind : bool { Off, MakeUp };

/// One or more days, both ends included, that are not what their weekday says.
struct HolidayRange {
    std::string_view code;  ///< "spring_festival", "national_day", …: what the days belong to.
    Day first;
    Day last;
    DayKind kind = DayKind::Off;
};

/// The arrangements published by the State Council for 2015–2026. (2020: with the extension of
/// Spring Festival to 2 February; provinces extended further.)
std::span<const HolidayRange> official_holidays();

/// Statutory days of a year by the Regulation on Holidays for National Festivals
/// (全国年节及纪念日放假 办法, 2013; from 2025 on as amended in 2024), for years without a
/// published arrangement. A day on a weekend moves to the next working day; there are no make-up
/// days. Years 1901–2100.
std::vector<HolidayRange> statutory_holidays(int year);

class WorkCalendar {
public:
    /// Later ranges overrule earlier ones. A range belongs to the year of its last day; a year of
    /// 1901–2100 without any range follows statutory_holidays(); other years know weekends only.
    explicit WorkCalendar(std::span<const HolidayRange> ranges);
    /// From official_holidays().
    static WorkCalendar official();

    bool is_working_day(Day day) const;
    /// A public holiday, weekends beside it included as published; not an ordinary weekend.
    bool is_holiday(Day day) const;
    /// How many days of the month are worked.
    int working_days(Month month) const;
    /// The nth working day of the month, from 1; its last one when the month has fewer.
    Day working_day(Month month, int nth) const;

private:
    void add(const HolidayRange& range);

    std::map<Day, DayKind> exceptions_;
};

/// Working days of a month by the official arrangement.
int working_days(Month month);

}  // namespace bihuan
