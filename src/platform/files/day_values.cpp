#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/cell_values.h"
#include "platform/files/day_text.h"
#include "platform/files/text.h"

// Days and months of cell_values.h.
namespace bihuan::files {

namespace {

tl::unexpected<CellFault> fault(std::string_view code) {
    return tl::unexpected(CellFault{code});
}

CellResult<Day> make_day(int year, int month, int day) {
    if (year < 1900 || year > 9999 || month < 1 || day < 1) return fault("not_a_day");
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return fault("not_a_day");
    return Day(std::chrono::sys_days{date});
}

CellResult<Day> day_of_digits(const DatePart& part) {
    constexpr std::size_t kFullDate = 8;
    constexpr int kFirstSerial = 18'264;  // 1950-01-01; smaller numbers are rather quantities
    constexpr int kLastSerial = 73'050;   // 2099-12-31
    if (part.digits == kFullDate) {
        return make_day(part.value / 10'000, part.value / 100 % 100, part.value % 100);
    }
    if (part.digits == 5 && part.value >= kFirstSerial && part.value <= kLastSerial) {
        return day_of_serial(part.value);
    }
    return fault("not_a_day");
}

/// In plain characters, without the apostrophe that marks a text in a spreadsheet; `scratch` keeps
/// them when they were not.
std::string_view plain(std::string_view text, std::string& scratch) {
    text = without_text_mark(trim(text));
    const bool ascii = std::all_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    if (ascii) return trim(text);
    scratch = normalise(trim(text));
    return trim(scratch);
}

/// 26 is 2026, 70 is 1970 (POSIX).
int full_year(const DatePart& part) {
    constexpr int kFirstOfLastCentury = 70;
    if (part.digits > 2) return part.value;
    return part.value + (part.value < kFirstOfLastCentury ? 2000 : 1900);
}

constexpr std::size_t kFewestFirsts = 3;

struct Reading {
    DayOrder order = DayOrder::Unknown;
    Day day;
};

/// Every way in which three figures are a day, the year not standing in front with four digits.
std::vector<Reading> readings_of(const DateParts& parts) {
    const auto& [first, second, third] = parts.part;
    std::vector<Reading> readings;
    const auto add =
        [&](DayOrder order, const DatePart& year, const DatePart& month, const DatePart& day) {
            if (day.digits > 2 || month.digits > 2 || (year.digits != 4 && year.digits != 2))
                return;
            const auto made = make_day(full_year(year), month.value, day.value);
            if (made) readings.push_back({.order = order, .day = *made});
        };
    add(DayOrder::YearFirst, first, second, third);
    add(DayOrder::MonthFirst, third, first, second);
    add(DayOrder::DayFirst, third, second, first);
    return readings;
}

bool is_figure_day(const DateParts& parts) {
    const auto named = [](const DatePart& part) { return part.digits == 0; };
    return !parts.wrong && !parts.range && parts.count == 3 && !parts.chinese &&
           parts.part[0].digits != 4 && std::none_of(parts.part.begin(), parts.part.end(), named);
}

/// 10/13/2026 has one reading; 10/1/2026 has two, which the order tells apart.
CellResult<Day> day_of_figures(const DateParts& parts, DayOrder order) {
    auto readings = readings_of(parts);
    if (order != DayOrder::Unknown) {
        std::erase_if(readings, [&](const Reading& reading) { return reading.order != order; });
    }
    if (readings.empty()) return fault("not_a_day");
    const bool one = std::all_of(readings.begin(), readings.end(), [&](const Reading& reading) {
        return reading.day == readings.front().day;
    });
    if (!one) return fault("ambiguous_day");
    return readings.front().day;
}

/// 1 Oct 2026, Oct 1 2026, 2026-Oct-1.
CellResult<Day> day_with_name(const DateParts& parts) {
    const auto& [first, second, third] = parts.part;
    if (first.digits == 0) return make_day(full_year(third), first.value, second.value);
    if (second.digits != 0) return fault("not_a_day");
    const bool year_first = first.digits > 2;
    const auto& year = year_first ? first : third;
    return make_day(full_year(year), second.value, (year_first ? third : first).value);
}

bool is_serial_with_time(const DateParts& parts) {
    constexpr std::size_t kSerialDigits = 5;
    return parts.count == 2 && parts.point && parts.part[0].digits == kSerialDigits;
}

CellResult<Day> day_of_parts(const DateParts& parts, DayOrder order) {
    if (parts.wrong || parts.range) return fault("not_a_day");
    if (is_serial_with_time(parts) || (parts.count == 1 && !parts.chinese))
        return day_of_digits(parts.part[0]);
    if (parts.count != 3) return fault("not_a_day");
    if (is_figure_day(parts)) return day_of_figures(parts, order);
    const auto& [first, second, third] = parts.part;
    if (first.digits == 0 || (second.digits == 0 && !parts.chinese)) return day_with_name(parts);
    return make_day(full_year(first), second.value, third.value);
}

/// Where the text says a time of UTC, the day that it is in China.
CellResult<Day> day_of_text(std::string_view text, const DateParts& parts, DayOrder order) {
    const auto day = day_of_parts(parts, order);
    return day && is_next_day_in_china(text) ? *day + 1 : day;
}

CellResult<Month> month_of(int year, int month) {
    if (year < 1900 || year > 9999 || month < 1 || month > 12) return fault("not_a_month");
    return Month(year, static_cast<unsigned>(month));
}

/// 202610; 240101 is a day without its century.
CellResult<Month> month_of_six(const DatePart& part) {
    constexpr int kLastYear = 2199;
    const int year = part.value / 100;
    return year > kLastYear ? fault("not_a_month") : month_of(year, part.value % 100);
}

CellResult<Month> month_of_two(const DateParts& parts) {
    const auto& [first, second, third] = parts.part;
    if (parts.mark[0] == DateMark::Month || parts.mark[1] == DateMark::Day)
        return fault("not_a_month");  // 6月5日
    // January as people write it, October where a spreadsheet took 2026.10 for a number.
    const bool cut = parts.point && first.digits == 4 && second.digits == 1 && second.value == 1;
    if (cut) return fault("cut_october");
    if (first.digits == 4) return month_of(first.value, second.value);
    if (second.digits == 4 && !parts.chinese) return month_of(second.value, first.value);
    if (parts.chinese && first.digits == 2) return month_of(full_year(first), second.value);
    // Excel shows a month as Jan-24, and a day as 24-Jan.
    if (first.digits == 0 && second.digits == 2) return month_of(full_year(second), first.value);
    return fault("ambiguous_month");
}

/// A month of a year with its four digits: 202610, 2026-10, 2026.1, Oct 2026.
bool is_month(const DateParts& parts) {
    const auto& [first, second, third] = parts.part;
    if (parts.wrong || parts.range) return false;
    if (parts.count == 1)
        return first.digits == 6 && !parts.chinese && month_of_six(first).has_value();
    if (parts.count != 2 || (first.digits != 4 && second.digits != 4)) return false;
    const auto month = month_of_two(parts);
    return month || month.error().code == "cut_october";
}

}  // namespace

CellResult<Day> parse_day(std::string_view text, DayOrder order) {
    if (const auto day = Day::parse(text); day && day->date().year() >= std::chrono::year{1900}) {
        return *day;
    }
    std::string scratch;
    text = plain(text, scratch);
    if (const auto wrong = text_fault(text)) return tl::unexpected(*wrong);
    const auto parts = split_date(text);
    const auto day = day_of_text(text, parts, order);
    if (!day && is_month(parts)) return fault("month_for_day");
    return day;
}

void DayOrderEvidence::see(std::string_view text) {
    std::string scratch;
    const auto parts = split_date(plain(text, scratch));
    if (!is_figure_day(parts)) return;
    unsigned possible = 0;
    unsigned firsts = 0;
    const auto readings = readings_of(parts);
    if (!readings.empty() && days_.size() < kFewestFirsts) days_.insert(readings.front().day);
    for (const auto& reading : readings) {
        const auto bit = 1U << static_cast<unsigned>(reading.order);
        possible |= bit;
        if (Month(reading.day).first_day() == reading.day) firsts |= bit;
    }
    if (possible == 0) return;
    possible_ &= possible;
    firsts_ &= firsts;
}

namespace {

DayOrder only_order(unsigned bits) {
    for (const auto order : {DayOrder::YearFirst, DayOrder::MonthFirst, DayOrder::DayFirst}) {
        if (bits == 1U << static_cast<unsigned>(order)) return order;
    }
    return DayOrder::Unknown;
}

}  // namespace

DayOrder DayOrderEvidence::settled() const {
    return only_order(possible_);
}

DayOrder DayOrderEvidence::settled_by_firsts() const {
    return days_.size() < kFewestFirsts ? DayOrder::Unknown : only_order(firsts_);
}

CellResult<Month> parse_month(std::string_view text) {
    std::string scratch;
    text = plain(text, scratch);
    if (const auto wrong = text_fault(text)) return tl::unexpected(*wrong);
    const auto parts = split_date(text);
    const auto& first = parts.part[0];
    if (parts.range) return fault("several_months");
    if (!parts.wrong && parts.count == 1 && first.digits == 6 && !parts.chinese)
        return month_of_six(first);
    if (!parts.wrong && parts.count == 2 && !is_serial_with_time(parts)) return month_of_two(parts);
    const auto day = day_of_text(text, parts, DayOrder::Unknown);
    if (!day || Month(*day).first_day() != *day) return fault("not_a_month");
    return Month(*day);
}

}  // namespace bihuan::files
