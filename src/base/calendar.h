#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/day.h"

// The Chinese calendar as trade feels it: lunar dates, festivals and shopping events. Lunar dates
// come from a checked table for 1901–2100 (base/lunar_table.h). Who works when:
// base/work_calendar.h.
namespace bihuan {

/// The table of lunar years covers this calendar year.
bool knows_lunar_year(int year);

enum class LunarMonth : bool { Regular, Leap };

/// The day of a lunar date: month 1…12, day 1…30. None outside 1901–2100, and for a month or day
/// that the lunar year does not have.
std::optional<Day> lunar_to_day(int year,
                                int month,
                                int day,
                                LunarMonth kind = LunarMonth::Regular);

/// The month that the year's leap month follows; none for a year of twelve months or unknown.
std::optional<int> leap_month(int lunar_year);

// The moving festivals of a calendar year. A year outside 1901–2100 throws InvalidInput.
Day spring_festival(int year);   ///< 春节, first day of the first month
Day lantern_festival(int year);  ///< 元宵, 1/15
Day qingming(int year);          ///< 清明, the solar term, 4–6 April
Day dragon_boat(int year);       ///< 端午, 5/5
Day qixi(int year);              ///< 七夕, 7/7
Day mid_autumn(int year);        ///< 中秋, 8/15
Day double_ninth(int year);      ///< 重阳, 9/9

// Festivals and shopping events with a fixed day.
constexpr Day new_year(int year) {
    return {year, 1, 1};
}
constexpr Day goddess_day(int year) {
    return {year, 3, 8};
}  ///< 三八
constexpr Day labour_day(int year) {
    return {year, 5, 1};
}
constexpr Day mid_year_sale(int year) {
    return {year, 6, 18};
}  ///< 6·18
constexpr Day national_day(int year) {
    return {year, 10, 1};
}
constexpr Day singles_day(int year) {
    return {year, 11, 11};
}  ///< 双十一
constexpr Day year_end_sale(int year) {
    return {year, 12, 12};
}  ///< 双十二

struct Festival {
    std::string_view code;  ///< Stable: "spring_festival"; the client translates by it.
    Day day;
};

/// All of the above within a calendar year, by day. Outside 1901–2100 only those with a fixed day.
std::vector<Festival> festivals_of(int year);

}  // namespace bihuan
