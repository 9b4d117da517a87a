#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bihuan {

/// A calendar day without time or zone, 0001-01-01 … 9999-12-31; written 2026-10-01.
class Day {
public:
    constexpr Day() = default;
    constexpr explicit Day(std::chrono::sys_days days) : days_(days) {}
    constexpr Day(int year, unsigned month, unsigned day)
        : days_(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}) {}

    /// "2026-10-01" only; anything else, and days that do not exist, give none.
    static std::optional<Day> parse(std::string_view text);

    constexpr std::chrono::sys_days value() const { return days_; }
    constexpr std::chrono::year_month_day date() const { return days_; }
    /// Days since 1970-01-01.
    constexpr std::int32_t number() const {
        return static_cast<std::int32_t>(days_.time_since_epoch().count());
    }
    static constexpr Day from_number(std::int32_t number) {
        return Day(std::chrono::sys_days{std::chrono::days{number}});
    }
    /// Monday of the ISO week that holds this day.
    constexpr Day week() const {
        return Day(days_ - (std::chrono::weekday{days_} - std::chrono::Monday));
    }
    /// Monday 1 … Sunday 7.
    constexpr unsigned weekday() const { return std::chrono::weekday{days_}.iso_encoding(); }

    constexpr Day operator+(int days) const { return Day(days_ + std::chrono::days{days}); }
    constexpr Day operator-(int days) const { return Day(days_ - std::chrono::days{days}); }
    constexpr int operator-(Day other) const { return number() - other.number(); }

    friend constexpr auto operator<=>(const Day&, const Day&) = default;

private:
    std::chrono::sys_days days_{};
};

/// A calendar month, written 2026-10.
class Month {
public:
    constexpr Month() = default;
    constexpr Month(int year, unsigned month) : number_(year * 12 + static_cast<int>(month) - 1) {}
    constexpr explicit Month(Day day)
        : Month(static_cast<int>(day.date().year()), static_cast<unsigned>(day.date().month())) {}

    /// "2026-10" only.
    static std::optional<Month> parse(std::string_view text);

    constexpr int year() const { return number_ / 12; }
    constexpr unsigned month() const { return static_cast<unsigned>(number_ % 12) + 1; }
    /// Months since year 0; consecutive months have consecutive numbers.
    constexpr std::int32_t number() const { return number_; }
    static constexpr Month from_number(std::int32_t number) {
        return Month(number / 12, static_cast<unsigned>(number % 12) + 1);
    }
    constexpr Day first_day() const { return {year(), month(), 1}; }
    /// The first day after the month.
    constexpr Day end_day() const { return (*this + 1).first_day(); }
    constexpr int days() const { return end_day() - first_day(); }

    constexpr Month operator+(int months) const { return from_number(number_ + months); }
    constexpr Month operator-(int months) const { return from_number(number_ - months); }
    constexpr int operator-(Month other) const { return number_ - other.number_; }

    friend constexpr auto operator<=>(const Month&, const Month&) = default;

private:
    std::int32_t number_ = 1970 * 12;
};

std::string to_string(Day day);
std::string to_string(Month month);

/// An instant in UTC with microseconds; written 2026-10-01T08:30:00.000000Z.
using Instant = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;
std::string to_string(Instant instant);
/// Also reads PostgreSQL's "2026-10-01 08:30:00.5+00".
std::optional<Instant> parse_instant(std::string_view text);

/// Where "now" comes from; nothing below `app` reads the machine's clock.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    /// Today where the company is: China has one zone, UTC+8.
    Day today() const;
};

class SystemClock final : public Clock {
public:
    Instant now() const override;
};

/// Stands still at the given instant; for tests and replays.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant instant) : instant_(instant) {}
    explicit FixedClock(Day day) : instant_(day.value()) {}
    Instant now() const override { return instant_; }

private:
    Instant instant_;
};

}  // namespace bihuan
