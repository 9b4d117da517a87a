#include "app/forecast_period.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "app/forecast_period_words.h"
#include "base/day.h"
#include "platform/files/cell_values.h"
#include "platform/files/text.h"

namespace bihuan {

namespace {

constexpr std::int32_t kMinutesOfDay = 1440;

std::optional<int> whole(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<int> whole_in(std::string_view text, int low, int high) {
    const auto value = whole(text);
    return value && *value >= low && *value <= high ? value : std::nullopt;
}

std::string_view trimmed(std::string_view text, std::string_view around) {
    const auto begin = text.find_first_not_of(around);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(around) - begin + 1);
}

bool take_end(std::string_view& text, std::string_view end) {
    if (text.size() < end.size() || text.substr(text.size() - end.size()) != end) return false;
    text.remove_suffix(end.size());
    return true;
}

/// Z, UTC, +08:00, -0330 behind a time, in minutes.
std::optional<std::int32_t> parse_offset(std::string_view time) {
    const auto at = time.find_first_of("+Z-");
    if (at == std::string_view::npos)
        return time.ends_with("UTC") || time.ends_with("GMT") ? std::optional(0) : std::nullopt;
    if (time[at] == 'Z') return 0;
    const auto hour = whole_in(time.substr(at + 1, 2), 0, 15);
    auto rest = time.substr(std::min(at + 3, time.size()));
    if (!rest.empty() && rest.front() == ':') rest.remove_prefix(1);
    const auto minute = rest.empty() ? 0 : whole_in(rest, 0, 59);
    if (!hour || !minute) return std::nullopt;
    const std::int32_t size = *hour * 60 + *minute;
    return time[at] == '-' ? -size : size;
}

/// Takes AM or PM off the end of a time; the hours that it adds to one of twelve.
std::optional<int> take_half_of_day(std::string_view& text) {
    for (const std::string_view word : {"AM", "am", "PM", "pm"}) {
        if (!take_end(text, word)) continue;
        text = trimmed(text, " ");
        return word == "PM" || word == "pm" ? 12 : 0;
    }
    return std::nullopt;
}

/// 08:30, 8:30:00, 8:30 PM, 08:30:00.000Z, 08:30+08:00: the minute of the day.
std::optional<int> parse_minute(std::string_view text) {
    const auto zone = text.find_first_of("+Z-");
    text = text.substr(0, zone);
    const auto half = take_half_of_day(text);
    const auto hours = text.find(':');
    auto hour = whole_in(text.substr(0, hours), half ? 1 : 0, half ? 12 : 24);
    if (!hour) return std::nullopt;
    if (half) hour = *hour % 12 + *half;
    if (hours == std::string_view::npos) return *hour * 60;
    const auto minute = whole_in(text.substr(hours + 1, 2), 0, 59);
    if (!minute || *hour * 60 + *minute > kMinutesOfDay) return std::nullopt;
    return *hour * 60 + *minute;
}

/// A day with a time other than midnight.
std::optional<FilePeriod> parse_moment(std::string_view text, files::DayOrder order) {
    const auto space = text.find_first_of(" T");
    if (space == std::string_view::npos) return std::nullopt;
    const auto day = files::parse_day(text.substr(0, space), order);
    const auto minute = parse_minute(trimmed(text.substr(space + 1), " "));
    if (!day || !minute || *minute == 0) return std::nullopt;
    return FilePeriod{PeriodKind::Minute,
                      day->number() * kMinutesOfDay + *minute,
                      parse_offset(text.substr(space + 1))};
}

/// The offset of a day written with a time, midnight.
std::optional<std::int32_t> offset_of_day(std::string_view text) {
    const auto space = text.find_first_of(" T");
    const auto colon = text.find(':');
    if (space == std::string_view::npos || colon == std::string_view::npos) return std::nullopt;
    return parse_offset(text.substr(colon));
}

/// A year, or what a period is counted by. A tool may have taken it for a number: 2026.0.
std::optional<FilePeriod> parse_number(std::string_view text) {
    take_end(text, ".0");
    const auto number = whole(text);
    constexpr std::size_t kYear = 4;
    if (!number || *number < 0 || text.size() > kYear) return std::nullopt;
    if (*number > kLastYear && !month_of_yymm(*number)) return std::nullopt;
    FilePeriod period{*number < kFirstYear ? PeriodKind::Count : PeriodKind::Year, *number};
    period.four_digits = text.size() == kYear;
    return period;
}

/// 25:00, 08:75: no time, and what stands before it then no day.
bool has_impossible_time(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const auto begin = text.find_last_not_of("0123456789", colon - 1) + 1;
    return !parse_minute(text.substr(begin, colon + 3 - begin));
}

std::string time_text(std::int32_t minutes) {
    const std::int32_t of_day = (minutes % kMinutesOfDay + kMinutesOfDay) % kMinutesOfDay;
    const Day day = Day::from_number((minutes - of_day) / kMinutesOfDay);
    return fmt::format("{} {:02}:{:02}", to_string(day), of_day / 60, of_day % 60);
}

std::string offset_text(std::int32_t minutes) {
    const std::int32_t size = std::abs(minutes);
    return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

std::string week_text(Day monday) {
    const Day thursday = monday + 3;  // its year is the week's
    const int year = static_cast<int>(thursday.date().year());
    return fmt::format("{}-W{:02}", year, (thursday - Day(year, 1, 1)) / 7 + 1);
}

}  // namespace

std::optional<Month> month_of_yymm(std::int32_t number) {
    constexpr std::int32_t kLastOfCentury = 69;
    const std::int32_t year = number / 100;
    const std::int32_t month = number % 100;
    if (number < 0 || year > kLastOfCentury || month < 1 || month > 12) return std::nullopt;
    return Month(2000 + year, static_cast<unsigned>(month));
}

std::optional<FilePeriod> parse_period(std::string_view text, files::DayOrder order) {
    std::string plain;
    if (std::any_of(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) > 0x7F;
        })) {
        plain = files::normalise(text);
        text = plain;
    }
    text = trimmed(text, " \t");
    if (const auto named = parse_period_in_words(text)) return named;
    if (const auto number = parse_number(text)) return number;
    if (const auto month = Month::parse(text)) {
        return FilePeriod{PeriodKind::Month, month->number()};
    }
    if (has_impossible_time(text)) return std::nullopt;
    if (const auto moment = parse_moment(text, order)) return moment;
    if (const auto day = files::parse_day(text, order)) {
        return FilePeriod{PeriodKind::Day, day->number(), offset_of_day(text)};
    }
    if (const auto month = files::parse_month(text)) {
        return FilePeriod{PeriodKind::Month, month->number()};
    }
    return std::nullopt;
}

std::optional<std::int32_t> parse_fiscal_start(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto year = parse_period(text.substr(0, equals));
    const auto month = Month::parse(text.substr(equals + 1));
    if (!year || !year->fiscal || year->kind != PeriodKind::Year || !month) return std::nullopt;
    const std::int32_t shift = month->number() - Month(year->number, 1).number();
    return std::abs(shift) < 12 ? std::optional(shift) : std::nullopt;
}

std::string PeriodForm::text(std::int32_t number) const {
    return fiscal ? fiscal_text(number) : calendar_text(number);
}

std::string PeriodForm::fiscal_text(std::int32_t number) const {
    const std::string plain = calendar_text(number);
    constexpr std::size_t kYear = 4;
    const std::string year = plain.substr(0, kYear);
    const auto mark = two_years
                          ? fmt::format("FY{}-{:02}", std::stoi(year) - 1, std::stoi(year) % 100)
                          : "FY" + year;
    if (kind != PeriodKind::Month) return mark + plain.substr(kYear);
    return mark + (by_number ? "P" : "M") + plain.substr(kYear + 1);
}

std::string PeriodForm::calendar_text(std::int32_t number) const {
    switch (kind) {
        case PeriodKind::Quarter:
            return fmt::format("{}Q{}", number / 4, number % 4 + 1);
        case PeriodKind::HalfYear:
            return fmt::format("{}H{}", number / 2, number % 2 + 1);
        case PeriodKind::Month:
            return to_string(Month::from_number(number));
        case PeriodKind::Week:
            return iso_weeks ? week_text(Day::from_number(number))
                             : to_string(Day::from_number(number));
        case PeriodKind::Day:
            return to_string(Day::from_number(number));
        case PeriodKind::Openday: {
            const auto open = static_cast<std::int32_t>(weekdays.size());
            const std::int32_t place = (number % open + open) % open;
            const std::int32_t week = (number - place) / open;
            return to_string(
                Day::from_number(week * 7 - 3 + weekdays.at(static_cast<std::size_t>(place))));
        }
        case PeriodKind::Minute:
            return offset ? time_text(number) + offset_text(*offset) : time_text(number);
        case PeriodKind::HalfMonth:
        case PeriodKind::TenDays:
            return part_text(number);
        case PeriodKind::Cycle:
            return fmt::format("{}:{}", number / cycle, number % cycle + 1);
        case PeriodKind::Year:
        case PeriodKind::Count:
            break;
    }
    return fmt::format("{}", number);
}

std::string PeriodForm::part_text(std::int32_t number) const {
    static constexpr std::array<std::string_view, 2> kHalves{"上半月", "下半月"};
    static constexpr std::array<std::string_view, 3> kTenDays{"上旬", "中旬", "下旬"};
    const std::int32_t parts = kind == PeriodKind::TenDays ? 3 : 2;
    const auto place = static_cast<std::size_t>(number % parts);
    const Month month = Month::from_number(number / parts);
    if (month_days.empty()) {
        return fmt::format("{}年{}月{}",
                           month.year(),
                           month.month(),
                           parts == 3 ? kTenDays.at(place) : kHalves.at(place));
    }
    return to_string(month.first_day() + std::min(month_days[place], month.days()) - 1);
}

}  // namespace bihuan
