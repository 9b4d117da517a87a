#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "engine/forecast/forecast.h"
#include "platform/files/cell_values.h"

// The periods of a plain file: how they are read, what kind they are, how they are written.
namespace bihuan {

enum class PeriodKind : std::uint8_t {
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Openday,  ///< Days of those weekdays only that the file has at all.
    Minute,   ///< Points in time.
    Count,    ///< Plain numbers: 1, 2, 3 …
    Cycle,    ///< cycle:place, as R counts: 2010:52 is followed by 2011:1.
    HalfMonth,
    TenDays,  ///< The three parts of a month, 旬.
    HalfYear,
};

/// A period as it is read. The number is the year; quarters since year 0; Month::number();
/// Day::number() of the week's Monday or of the day; minutes since 1970; the number itself; parts
/// of months and years since year 0. A fiscal one is numbered as if its year were that of the
/// calendar.
struct FilePeriod {
    PeriodKind kind = PeriodKind::Month;
    std::int32_t number = 0;
    std::optional<std::int32_t> offset = {};  ///< Minutes east of Greenwich, where a time says so.
    bool fiscal = false;                      ///< FY2026: of a year that begins at any month.
    bool two_years = false;                   ///< Fiscal, written FY2025-26; counted as 2026.
    bool by_number = false;                   ///< A fiscal month written P05.
    bool four_digits = false;                 ///< Nothing else: 2401 may be January 2024.
};

/// Reads 2026-10 (and whatever else files::parse_month takes), 2026-10-01, 2026-10-01 08:30+08:00,
/// 2026, plain numbers below 1500, 2501 (a year beyond kLastYear, for it may be January 2025), and
/// what forecast_period_words.h takes: 2026Q4, 2026年第四季度, 2026-W05, 26H1, FY26 Q3,
/// 2026年10月上旬. 10/1/2026 is a day where its order is given.
std::optional<FilePeriod> parse_period(std::string_view text,
                                       files::DayOrder order = files::DayOrder::Unknown);

/// A later one than that stands for something else where four digits are all that is written.
inline constexpr std::int32_t kLastYearMeant = 2100;

/// 2401 as year and month: January 2024.
std::optional<Month> month_of_yymm(std::int32_t number);

/// What the periods of a whole file are, and how they are counted from one to the next.
struct PeriodForm {
    PeriodKind kind = PeriodKind::Month;
    std::int32_t step = 1;  ///< From one period to the next, in the kind's number.
    /// Openday: Monday 0 … Sunday 6, ascending. Day: the same; none sells on the others, and a
    /// make-up day on one of them is an exception. Empty: any.
    std::vector<std::int32_t> weekdays = {};
    /// HalfMonth, TenDays: the day that stands for each part, 31 for the last one; empty: written
    /// in words.
    std::vector<std::int32_t> month_days = {};
    /// Minute: clocks changed; counted and written at this offset.
    std::optional<std::int32_t> offset = {};
    std::int32_t cycle = 1;  ///< Cycle: how many periods one has.
    bool iso_weeks = false;  ///< Week: written 2026-W05, not as its first day.
    bool mondays = false;    ///< Week: of any day in it, counted by its Monday.
    bool fiscal = false;     ///< Years, and parts of them, that begin at a month of their own.
    bool two_years = false;  ///< Fiscal: written FY2025-26.
    bool by_number = false;  ///< Fiscal months: written P05.
    /// Fiscal: months from its number in the fiscal year to that in the calendar, where told.
    std::optional<std::int32_t> fiscal_shift = {};

    /// 2026-10, 2026-10-01, 2026-10-01 08:30, 2026Q4, 2026-W05, 2026, 17.
    std::string text(std::int32_t number) const;
    /// As forecast::Series::first_period counts in this frequency.
    std::int32_t engine_period(std::int32_t number, forecast::Frequency frequency) const;
    /// A day on which nothing is sold.
    bool closed(std::int32_t number) const;
    /// How the engine counts them, with the season that they have of their own.
    forecast::Frequency frequency() const;
    int season() const;
    /// Whether festivals can be told from the numbers.
    bool in_calendar() const;
    /// "months", "weeks", "every 30 minutes" …
    std::string name() const;

private:
    std::string calendar_text(std::int32_t number) const;
    std::string fiscal_text(std::int32_t number) const;
    std::string part_text(std::int32_t number) const;
};

/// Reads FY2026=2025-04, the first month of a fiscal year, as PeriodForm::fiscal_shift.
std::optional<std::int32_t> parse_fiscal_start(std::string_view text);

/// How a frequency goes with a season: 12 months, 4 quarters, 52 weeks, 7 days, years of 1.
forecast::Frequency frequency_of_season(int season);

/// The form of periods that were all read as `kind`; one ascending row per series. Days become the
/// months, quarters or years that they stand for when they lie so far apart and never two in one;
/// months three or twelve apart become quarters or years. Days that lie two or four weeks apart, on
/// the same two or three days of every month, or on some weekdays only are counted so: a figure of
/// four weeks is none of one week.
PeriodForm find_form(PeriodKind kind, const std::vector<std::vector<std::int32_t>>& rows);

/// The distance that the periods of one series have in common, where it is the usual one and enough
/// of them show it; else 1.
std::int32_t own_step(const std::vector<std::int32_t>& row);

/// The number that a period which was read as `kind` has in the form.
std::int32_t number_in(const PeriodForm& form, FilePeriod period);

}  // namespace bihuan
