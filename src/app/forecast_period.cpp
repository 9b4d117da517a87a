#include "app/forecast_period.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/day.h"
#include "platform/files/cell_values.h"
#include "platform/files/day_text.h"

namespace bihuan {

namespace {

constexpr int kFirstYear = 1500;
constexpr int kLastYear = 2500;
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

char lowered(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
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

/// A year and something else around a mark, such as 2026-Q4 or Q4 2026.
struct Halves {
    int year = 0;
    std::string_view other;
};

std::optional<Halves> split_year(std::string_view text) {
    constexpr std::string_view kBetween = " -_/.";
    if (text.size() < 5) return std::nullopt;
    if (const auto year = whole_in(text.substr(0, 4), kFirstYear, kLastYear)) {
        return Halves{*year, trimmed(text.substr(4), kBetween)};
    }
    if (const auto year = whole_in(text.substr(text.size() - 4), kFirstYear, kLastYear)) {
        return Halves{*year, trimmed(text.substr(0, text.size() - 4), kBetween)};
    }
    return std::nullopt;
}

FilePeriod week_of(int year, int week) {
    const Day first = Day(year, 1, 4).week();  // ISO 8601: the week of 4 January is the first
    return {PeriodKind::Week, (first + 7 * (week - 1)).number()};
}

FilePeriod month_of(int year, int month) {
    return {PeriodKind::Month, Month(year, static_cast<unsigned>(month)).number()};
}

FilePeriod half_of(int year, int half) {
    return {PeriodKind::HalfYear, year * 2 + half - 1};
}

/// 2026Q4, Q4 2026, 2026W05, 2026-W05, 2026M10, 2026P10, 2026H1, 1H 2026, Oct 2026.
std::optional<FilePeriod> parse_lettered(std::string_view text) {
    constexpr int kWeeksOfYear = 53;
    const auto halves = split_year(text);
    if (!halves || halves->other.size() < 2) return std::nullopt;
    if (const auto month = files::month_of_name(halves->other))
        return month_of(halves->year, *month);
    if (lowered(halves->other.back()) == 'h')
        if (const auto half = whole_in(halves->other.substr(0, halves->other.size() - 1), 1, 2))
            return half_of(halves->year, *half);
    const auto part = halves->other.substr(1);
    switch (lowered(halves->other.front())) {
        case 'q':
            if (const auto quarter = whole_in(part, 1, 4))
                return FilePeriod{PeriodKind::Quarter, halves->year * 4 + *quarter - 1};
            break;
        case 'w':
            if (const auto week = whole_in(part, 1, kWeeksOfYear))
                return week_of(halves->year, *week);
            break;
        case 'h':
            if (const auto half = whole_in(part, 1, 2)) return half_of(halves->year, *half);
            break;
        case 'm':
        case 'p':
            if (const auto month = whole_in(part, 1, 12)) return month_of(halves->year, *month);
            break;
        default:
            break;
    }
    return std::nullopt;
}

/// 2026年, 2026年4季度, 2026年第4季度, 2026年第5周.
std::optional<FilePeriod> parse_chinese(std::string_view text) {
    constexpr std::string_view kYear = "年";
    constexpr std::string_view kOrdinal = "第";
    const auto mark = text.find(kYear);
    if (mark == std::string_view::npos) return std::nullopt;
    const auto year = whole_in(text.substr(0, mark), kFirstYear, kLastYear);
    if (!year) return std::nullopt;
    auto part = text.substr(mark + kYear.size());
    if (part.empty()) return FilePeriod{PeriodKind::Year, *year};
    if (part.substr(0, kOrdinal.size()) == kOrdinal) part.remove_prefix(kOrdinal.size());
    if (take_end(part, "季度") || take_end(part, "季")) {
        const auto quarter = whole_in(part, 1, 4);
        if (!quarter) return std::nullopt;
        return FilePeriod{PeriodKind::Quarter, *year * 4 + *quarter - 1};
    }
    if (!take_end(part, "周")) return std::nullopt;
    const auto week = whole_in(part, 1, 53);
    return week ? std::optional(week_of(*year, *week)) : std::nullopt;
}

/// 2026上半年, 2026年下半年.
std::optional<FilePeriod> parse_half_year(std::string_view text) {
    const bool first = take_end(text, "上半年");
    if (!first && !take_end(text, "下半年")) return std::nullopt;
    text = trimmed(text, " ");
    take_end(text, "年");
    const auto year = whole_in(text, kFirstYear, kLastYear);
    return year ? std::optional(half_of(*year, first ? 1 : 2)) : std::nullopt;
}

/// 2026年第3季度, but 2026Q3.
std::string chinese_year(std::string_view year, std::string_view part) {
    const bool lettered = !part.empty() && static_cast<unsigned char>(part.front()) < 0x80;
    return fmt::format("{}{}{}", year, lettered ? "" : "年", part);
}

/// The year and its part without the mark of a fiscal one; empty where there is none.
std::string without_fiscal_mark(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789";
    for (const std::string_view mark : {"财政年度", "财年"})
        if (const auto at = text.find(mark); at != std::string_view::npos)
            return chinese_year(text.substr(0, at), text.substr(at + mark.size()));
    constexpr std::string_view kFiscal = "fy";
    const auto* const found =
        std::search(text.begin(), text.end(), kFiscal.begin(), kFiscal.end(), [](char a, char b) {
            return lowered(a) == b;
        });
    if (found == text.end()) return {};
    const auto at = static_cast<std::size_t>(found - text.begin());
    const auto before = trimmed(text.substr(0, at), " -_/.");
    const auto behind = trimmed(text.substr(at + 2), " -_/.'");
    const auto digits = std::min(behind.find_first_not_of(kDigits), behind.size());
    if (digits != 2 && digits != 4) return {};
    return fmt::format("{}{}{}{}",
                       digits == 2 ? "20" : "",
                       behind.substr(0, digits),
                       before,
                       behind.substr(digits));
}

/// Years and parts of them, where something says that they are not the calendar's: FY2026, FY26,
/// FY2026 Q3, Q3 FY26, 2026财年, 2026财年第3季度.
std::optional<FilePeriod> parse_fiscal(std::string_view text) {
    const auto plain = without_fiscal_mark(text);
    if (plain.empty()) return std::nullopt;
    auto period = parse_lettered(plain);
    if (!period) period = parse_half_year(plain);
    if (!period) period = parse_chinese(plain);
    if (const auto year = whole_in(plain, kFirstYear, kLastYear); year && plain.size() == 4)
        period = FilePeriod{PeriodKind::Year, *year};
    if (!period || period->kind == PeriodKind::Week) return std::nullopt;
    period->fiscal = true;
    return period;
}

/// 上旬, 中旬, 下旬, 上半月, 下半月 behind a month.
std::optional<FilePeriod> parse_part_of_month(std::string_view text) {
    struct Part {
        std::string_view word;
        PeriodKind kind;
        std::int32_t parts;
        std::int32_t place;
    };
    static constexpr std::array<Part, 5> kParts{{{"上旬", PeriodKind::TenDays, 3, 0},
                                                 {"中旬", PeriodKind::TenDays, 3, 1},
                                                 {"下旬", PeriodKind::TenDays, 3, 2},
                                                 {"上半月", PeriodKind::HalfMonth, 2, 0},
                                                 {"下半月", PeriodKind::HalfMonth, 2, 1}}};
    for (const Part& part : kParts) {
        if (!take_end(text, part.word)) continue;
        const auto month = files::parse_month(trimmed(text, " "));
        if (!month) return std::nullopt;
        return FilePeriod{part.kind, month->number() * part.parts + part.place};
    }
    return std::nullopt;
}

/// Z, +08:00, -0330 behind a time, in minutes.
std::optional<std::int32_t> parse_offset(std::string_view time) {
    const auto at = time.find_first_of("+Z-");
    if (at == std::string_view::npos) return std::nullopt;
    if (time[at] == 'Z') return 0;
    const auto hour = whole_in(time.substr(at + 1, 2), 0, 15);
    auto rest = time.substr(std::min(at + 3, time.size()));
    if (!rest.empty() && rest.front() == ':') rest.remove_prefix(1);
    const auto minute = rest.empty() ? 0 : whole_in(rest, 0, 59);
    if (!hour || !minute) return std::nullopt;
    const std::int32_t size = *hour * 60 + *minute;
    return time[at] == '-' ? -size : size;
}

/// 08:30, 8:30:00, 08:30:00.000Z, 08:30+08:00: the minute of the day.
std::optional<int> parse_minute(std::string_view text) {
    const auto zone = text.find_first_of("+Z-");
    text = text.substr(0, zone);
    const auto hours = text.find(':');
    const auto hour = whole_in(text.substr(0, hours), 0, 24);
    if (!hour) return std::nullopt;
    if (hours == std::string_view::npos) return *hour * 60;
    const auto minute = whole_in(text.substr(hours + 1, 2), 0, 59);
    return minute ? std::optional(*hour * 60 + *minute) : std::nullopt;
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
    if (!number || *number < 0 || text.size() > 4) return std::nullopt;
    if (*number < kFirstYear) return FilePeriod{PeriodKind::Count, *number};
    return *number <= kLastYear ? std::optional(FilePeriod{PeriodKind::Year, *number})
                                : std::nullopt;
}

/// Periods that are longer than a day, as people name them.
std::optional<FilePeriod> parse_named(std::string_view text) {
    for (auto* const parse :
         {parse_fiscal, parse_half_year, parse_lettered, parse_chinese, parse_part_of_month})
        if (const auto period = parse(text)) return period;
    return std::nullopt;
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

std::optional<FilePeriod> parse_period(std::string_view text, files::DayOrder order) {
    text = trimmed(text, " \t");
    if (const auto named = parse_named(text)) return named;
    if (const auto number = parse_number(text)) return number;
    if (const auto month = Month::parse(text)) {
        return FilePeriod{PeriodKind::Month, month->number()};
    }
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
    const auto year = parse_fiscal(text.substr(0, equals));
    const auto month = Month::parse(text.substr(equals + 1));
    if (!year || year->kind != PeriodKind::Year || !month) return std::nullopt;
    const std::int32_t shift = month->number() - Month(year->number, 1).number();
    return std::abs(shift) < 12 ? std::optional(shift) : std::nullopt;
}

std::string PeriodForm::text(std::int32_t number) const {
    if (fiscal && kind == PeriodKind::Month) {
        const Month month = Month::from_number(number);
        return fmt::format("FY{}M{:02}", month.year(), month.month());
    }
    const std::string plain = calendar_text(number);
    return fiscal ? "FY" + plain : plain;
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
