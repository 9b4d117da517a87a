#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "app/forecast_period.h"
#include "base/day.h"

// What the periods of a file are, told from how they lie.
namespace bihuan {

namespace {

using forecast::Frequency;
using Rows = std::vector<std::vector<std::int32_t>>;

constexpr std::int32_t kMinutesOfDay = 1440;
constexpr int kWeeksOfYear = 52;
constexpr std::size_t kFewestToTell = 3;  ///< Periods of one series.
/// Months are at least so many days apart, and not all of them a multiple of weeks.
constexpr std::int32_t kDaysOfMonth = 27;
constexpr std::int32_t kLeastDaysOfWeek = 5;
constexpr std::int32_t kMostDaysOfWeek = 9;
constexpr std::int32_t kFewestOpenWeeks = 4;
constexpr std::int32_t kMonthEnd = 28;  ///< Days from here on stand for the month's last.
constexpr std::size_t kFewestMonths = 2;

std::int32_t floored(std::int32_t number, std::int32_t by) {
    return number / by - (number % by < 0 ? 1 : 0);
}

std::int32_t apart(const Rows& rows) {
    std::int32_t divisor = 0;
    for (const auto& row : rows)
        for (const auto number : row) divisor = std::gcd(divisor, number - rows.front().front());
    return divisor;
}

/// Within the series only: they need not share a phase.
std::int32_t apart_within(const Rows& rows) {
    std::int32_t divisor = 0;
    for (const auto& row : rows)
        for (const auto number : row) divisor = std::gcd(divisor, number - row.front());
    return divisor;
}

/// The middle distance of neighbours; 0 without any.
std::int32_t usual_distance(const Rows& rows) {
    std::vector<std::int32_t> distances;
    for (const auto& row : rows)
        for (std::size_t t = 1; t < row.size(); ++t) distances.push_back(row[t] - row[t - 1]);
    if (distances.empty()) return 0;
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return *middle;
}

std::size_t longest(const Rows& rows);

/// The distance that all have in common, where it is the usual one: then it is the period and not
/// a gap in smaller ones. Else `unit`.
std::int32_t usual_step(const Rows& rows, std::int32_t unit) {
    const std::int32_t distance = apart_within(rows);
    const bool told = longest(rows) >= kFewestToTell && distance > unit;
    return told && usual_distance(rows) == distance ? distance : unit;
}

std::size_t longest(const Rows& rows) {
    std::size_t most = 0;
    for (const auto& row : rows) most = std::max(most, row.size());
    return most;
}

template <class Change>
Rows changed(const Rows& rows, Change change) {
    Rows result = rows;
    for (auto& row : result)
        for (auto& number : row) number = change(number);
    return result;
}

bool each_once(const Rows& rows) {
    return std::all_of(rows.begin(), rows.end(), [](const std::vector<std::int32_t>& row) {
        return std::adjacent_find(row.begin(), row.end()) == row.end();
    });
}

std::int32_t month_number(std::int32_t day) {
    return Month(Day::from_number(day)).number();
}

bool all_first_of_month(const Rows& days) {
    return std::all_of(days.begin(), days.end(), [](const std::vector<std::int32_t>& row) {
        return std::all_of(row.begin(), row.end(), [](std::int32_t day) {
            return Day::from_number(day).date().day() == std::chrono::day{1};
        });
    });
}

PeriodForm form_of_months(const Rows& months) {
    const std::int32_t distance = apart_within(months);
    if (longest(months) < kFewestToTell || distance < 2) return {PeriodKind::Month};
    if (distance % 12 == 0) return {PeriodKind::Year, distance / 12};
    if (distance % 3 == 0) return {PeriodKind::Quarter, distance / 3};
    return {PeriodKind::Month, 12 % distance == 0 ? distance : usual_step(months, 1)};
}

/// The day of its month; one near the end stands for the last, 31.
std::int32_t day_of_month(std::int32_t day) {
    const auto number =
        static_cast<std::int32_t>(static_cast<unsigned>(Day::from_number(day).date().day()));
    return number >= kMonthEnd ? 31 : number;
}

/// Half months and ten days: the same two or three days of every month, about as far apart.
std::optional<PeriodForm> form_of_month_parts(const Rows& days) {
    std::set<std::int32_t> seen;
    std::set<std::int32_t> months;
    for (const auto& row : days) {
        for (const auto day : row) {
            seen.insert(day_of_month(day));
            months.insert(month_number(day));
            if (seen.size() > 3) return std::nullopt;
        }
    }
    const std::int32_t usual = usual_distance(days);
    const bool halves = seen.size() == 2 && usual >= 13 && usual <= 17;
    const bool thirds = seen.size() == 3 && usual >= 8 && usual <= 11;
    if (months.size() < kFewestMonths || !(halves || thirds)) return std::nullopt;
    PeriodForm form{thirds ? PeriodKind::TenDays : PeriodKind::HalfMonth};
    form.month_days.assign(seen.begin(), seen.end());
    return form;
}

/// The weekdays on which anything is ever sold, and whether they were open without exception.
struct Openness {
    std::vector<std::int32_t> weekdays;  ///< Empty: all of them, or too few weeks to tell.
    bool without_exception = true;
};

/// A weekday is closed when the file never has it, or, where the others are hardly ever missing,
/// has it in a few weeks only: make-up days.
Openness open_weekdays(const Rows& days) {
    constexpr double kSeldom = 0.25;
    constexpr double kNearlyAlways = 0.75;
    std::set<std::int32_t> different;
    for (const auto& row : days) different.insert(row.begin(), row.end());
    std::array<double, 7> counts{};
    for (const auto day : different) counts.at(Day::from_number(day).weekday() - 1) += 1;
    const auto monday = [](std::int32_t day) { return Day::from_number(day).week().number(); };
    const std::int32_t weeks = (monday(*different.rbegin()) - monday(*different.begin())) / 7 + 1;
    const double most = *std::max_element(counts.begin(), counts.end());
    const bool dense = most >= kNearlyAlways * weeks;
    Openness result;
    for (std::int32_t weekday = 0; weekday < 7; ++weekday) {
        const double count = counts.at(static_cast<std::size_t>(weekday));
        const bool closed = count == 0 || (dense && count < kSeldom * most);
        if (!closed) result.weekdays.push_back(weekday);
        if (closed && count > 0) result.without_exception = false;
    }
    const auto open = static_cast<std::int32_t>(result.weekdays.size());
    const bool enough = static_cast<std::int32_t>(different.size()) >= kFewestOpenWeeks * open;
    if (weeks < kFewestOpenWeeks || !enough || open < 2 || open == 7) return {};
    return result;
}

PeriodForm form_of_days(const Rows& days) {
    const Rows months = changed(days, month_number);
    const bool by_month = each_once(months);
    if (by_month && all_first_of_month(days)) return form_of_months(months);
    const std::int32_t distance = apart_within(days);
    const std::int32_t usual = usual_distance(days);
    const bool weekly = distance > 0 && distance % 7 == 0;
    if (by_month && !weekly && usual >= kDaysOfMonth && longest(days) >= kFewestToTell) {
        return form_of_months(months);
    }
    if (weekly) return {PeriodKind::Week, usual_step(days, 7)};
    if (const auto parts = form_of_month_parts(days)) return *parts;
    const auto monday = [](std::int32_t day) { return Day::from_number(day).week().number(); };
    if (usual >= kLeastDaysOfWeek && usual <= kMostDaysOfWeek && each_once(changed(days, monday))) {
        PeriodForm form{PeriodKind::Week, 7};
        form.mondays = true;
        return form;
    }
    PeriodForm form{PeriodKind::Day, usual_step(days, 1)};
    if (form.step > 1) return form;
    const Openness open = open_weekdays(days);
    form.weekdays = open.weekdays;
    if (!form.weekdays.empty() && open.without_exception) form.kind = PeriodKind::Openday;
    return form;
}

}  // namespace

Frequency frequency_of_season(int season) {
    switch (season) {
        case 12:
            return Frequency::Monthly;
        case 4:
            return Frequency::Quarterly;
        case 1:
            return Frequency::Yearly;
        case 52:
        case 53:
            return Frequency::Weekly;
        case 5:
        case 6:
        case 7:
        case 364:
        case 365:
        case 366:
            return Frequency::Daily;
        default:
            return Frequency::Other;
    }
}

PeriodForm find_form(PeriodKind kind, const Rows& rows) {
    switch (kind) {
        case PeriodKind::Month:
            return form_of_months(rows);
        case PeriodKind::Day:
            return form_of_days(rows);
        case PeriodKind::Week: {
            PeriodForm form{kind, usual_step(rows, 7)};
            form.iso_weeks = true;
            return form;
        }
        case PeriodKind::Quarter:
        case PeriodKind::HalfYear:
            return {kind, usual_step(rows, 1)};
        case PeriodKind::Minute:
            return {kind, std::max(apart(rows), 1)};
        case PeriodKind::Year:
        case PeriodKind::Count:
            return {kind, longest(rows) < kFewestToTell ? 1 : std::max(apart_within(rows), 1)};
        case PeriodKind::Openday:
        case PeriodKind::Cycle:
        case PeriodKind::HalfMonth:
        case PeriodKind::TenDays:
            break;
    }
    return {kind};
}

std::int32_t own_step(const std::vector<std::int32_t>& row) {
    constexpr std::size_t kEnough = 8;
    return row.size() >= kEnough ? usual_step({row}, 1) : 1;
}

std::int32_t number_in(const PeriodForm& form, FilePeriod period) {
    if (period.kind == form.kind) return period.number;
    const bool day = period.kind == PeriodKind::Day;
    switch (form.kind) {
        case PeriodKind::Minute:
            return period.number * kMinutesOfDay;
        case PeriodKind::Week:
            return form.mondays ? Day::from_number(period.number).week().number() : period.number;
        case PeriodKind::Openday: {
            const std::int32_t week = floored(period.number + 3, 7);
            const std::int32_t weekday = period.number + 3 - week * 7;
            const auto place =
                std::lower_bound(form.weekdays.begin(), form.weekdays.end(), weekday);
            return week * static_cast<std::int32_t>(form.weekdays.size()) +
                   static_cast<std::int32_t>(place - form.weekdays.begin());
        }
        case PeriodKind::HalfMonth:
        case PeriodKind::TenDays: {
            const auto parts = static_cast<std::int32_t>(form.month_days.size());
            const auto place = std::lower_bound(
                form.month_days.begin(), form.month_days.end(), day_of_month(period.number));
            return month_number(period.number) * parts +
                   static_cast<std::int32_t>(place - form.month_days.begin());
        }
        case PeriodKind::Month:
            return month_number(period.number);
        case PeriodKind::Quarter:
            return (day ? month_number(period.number) : period.number) / 3;
        case PeriodKind::Year:
            return (day ? month_number(period.number) : period.number) / 12;
        default:
            return period.number;
    }
}

bool PeriodForm::closed(std::int32_t number) const {
    if (kind != PeriodKind::Day || weekdays.empty()) return false;
    const auto weekday = static_cast<std::int32_t>(Day::from_number(number).weekday()) - 1;
    return !std::binary_search(weekdays.begin(), weekdays.end(), weekday);
}

std::int32_t PeriodForm::engine_period(std::int32_t number, Frequency frequency) const {
    const std::int32_t shift = fiscal_shift.value_or(0);
    if (kind == PeriodKind::Month) number += shift;
    if (kind == PeriodKind::Quarter) number += floored(shift, 3);
    const bool weeks = kind == PeriodKind::Week && step == 7;
    const std::int32_t counted = weeks ? number : floored(number, step);
    return frequency == Frequency::Weekly && !weeks ? counted * 7 : counted;
}

Frequency PeriodForm::frequency() const {
    switch (kind) {
        case PeriodKind::Year:
            return Frequency::Yearly;
        case PeriodKind::Quarter:
            return step == 1 ? Frequency::Quarterly : Frequency::Other;
        case PeriodKind::Month:
            return step == 1 ? Frequency::Monthly : Frequency::Other;
        case PeriodKind::Week:
            return step == 7 ? Frequency::Weekly : Frequency::Other;
        case PeriodKind::Day:
        case PeriodKind::Openday:
            return step == 1 ? Frequency::Daily : Frequency::Other;
        case PeriodKind::Minute:
        case PeriodKind::Count:
        case PeriodKind::Cycle:
        case PeriodKind::HalfMonth:
        case PeriodKind::TenDays:
        case PeriodKind::HalfYear:
            break;
    }
    return Frequency::Other;
}

int PeriodForm::season() const {
    switch (kind) {
        case PeriodKind::Openday:
            return static_cast<int>(weekdays.size());
        case PeriodKind::Quarter:
            return std::max(4 / step, 1);
        case PeriodKind::Month:
            return 12 % step == 0 ? 12 / step : 1;
        case PeriodKind::HalfYear:
            return step == 1 ? 2 : 1;
        case PeriodKind::HalfMonth:
            return 24;
        case PeriodKind::TenDays:
            return 36;
        case PeriodKind::Week:
            return kWeeksOfYear % (step / 7) == 0 ? kWeeksOfYear / (step / 7) : 1;
        case PeriodKind::Minute:
            return step < kMinutesOfDay && kMinutesOfDay % step == 0 ? kMinutesOfDay / step : 1;
        default:
            return forecast::usual_season(frequency());
    }
}

bool PeriodForm::in_calendar() const {
    // A fiscal month is one of the calendar's, a longer period where it begins with one.
    const int unit = kind == PeriodKind::Quarter ? 3 : kind == PeriodKind::Year ? 12 : 1;
    if (fiscal && (!fiscal_shift || *fiscal_shift % unit != 0)) return false;
    const bool exact = step == 1 && kind <= PeriodKind::Day;
    return exact || (kind == PeriodKind::Week && step == 7);
}

std::string PeriodForm::name() const {
    static constexpr std::array<std::string_view, 12> kNames{"years",
                                                             "quarters",
                                                             "months",
                                                             "weeks",
                                                             "days",
                                                             "days",
                                                             "minutes",
                                                             "periods",
                                                             "periods",
                                                             "half months",
                                                             "ten days",
                                                             "half years"};
    const auto word = kNames.at(static_cast<std::size_t>(kind));
    if (kind == PeriodKind::Openday) return fmt::format("{} days a week", weekdays.size());
    if (kind == PeriodKind::Minute && step == 60) return "hours";
    if (kind == PeriodKind::Week && step > 7) return fmt::format("every {} weeks", step / 7);
    if (fiscal && step == 1) return fmt::format("fiscal {}", word);
    const bool plain = step == 1 || kind == PeriodKind::Week;
    return plain ? std::string(word) : fmt::format("every {} {}", step, word);
}

}  // namespace bihuan
