#include "base/day.h"

#include <charconv>
#include <cstddef>

#include <fmt/format.h>

namespace bihuan {

namespace {

using std::chrono::days;
using std::chrono::microseconds;

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count) {
    if (from + count > text.size()) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(from, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<microseconds> parse_fraction(std::string_view& rest) {
    std::int64_t fraction = 0;
    int places = 0;
    std::size_t i = 1;
    for (; i < rest.size() && rest[i] >= '0' && rest[i] <= '9'; ++i) {
        if (places < 6) {
            fraction = fraction * 10 + (rest[i] - '0');
            ++places;
        }
    }
    if (places == 0) return std::nullopt;
    for (; places < 6; ++places) fraction *= 10;
    rest.remove_prefix(i);
    return microseconds{fraction};
}

void write_digits(char* to, unsigned value, int count) {
    for (int i = count - 1; i >= 0; --i, value /= 10) to[i] = static_cast<char>('0' + value % 10);
}

/// Four digits of the year.
bool is_usual(int year) {
    return year >= 0 && year <= 9999;
}

}  // namespace

std::optional<Day> Day::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day || *year == 0) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return Day(std::chrono::sys_days{date});
}

std::optional<Month> Month::parse(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    if (!year || !month || *year == 0 || *month < 1 || *month > 12) return std::nullopt;
    return Month(*year, static_cast<unsigned>(*month));
}

std::string to_string(Day day) {
    const auto date = day.date();
    const auto year = static_cast<int>(date.year());
    const auto month = static_cast<unsigned>(date.month());
    const auto day_of_month = static_cast<unsigned>(date.day());
    if (!is_usual(year)) return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
    std::string text("0000-00-00");  // by hand: millions of rows are written with one
    write_digits(text.data(), static_cast<unsigned>(year), 4);
    write_digits(text.data() + 5, month, 2);
    write_digits(text.data() + 8, day_of_month, 2);
    return text;
}

std::string to_string(Month month) {
    if (!is_usual(month.year())) return fmt::format("{:04}-{:02}", month.year(), month.month());
    std::string text("0000-00");
    write_digits(text.data(), static_cast<unsigned>(month.year()), 4);
    write_digits(text.data() + 5, month.month(), 2);
    return text;
}

std::string to_string(Instant instant) {
    const auto day = std::chrono::floor<days>(instant);
    const std::chrono::hh_mm_ss time{instant - day};
    return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z",
                       to_string(Day(std::chrono::sys_days{day})),
                       time.hours().count(),
                       time.minutes().count(),
                       time.seconds().count(),
                       time.subseconds().count());
}

std::optional<Instant> parse_instant(std::string_view text) {
    if (text.size() < 19 || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
    const auto day = Day::parse(text.substr(0, 10));
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    if (!day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    Instant result = Instant{day->value()} + std::chrono::hours{*hour} +
                     std::chrono::minutes{*minute} + std::chrono::seconds{*second};
    auto rest = text.substr(19);
    if (!rest.empty() && rest.front() == '.') {
        const auto fraction = parse_fraction(rest);
        if (!fraction) return std::nullopt;
        result += *fraction;
    }
    if (rest.empty() || rest == "Z" || rest == "+00" || rest == "+00:00") return result;
    return std::nullopt;
}

Day Clock::today() const {
    constexpr std::chrono::hours kChina{8};
    return Day(std::chrono::floor<days>(now() + kChina));
}

Instant SystemClock::now() const {
    return std::chrono::time_point_cast<microseconds>(std::chrono::system_clock::now());
}

}  // namespace bihuan
