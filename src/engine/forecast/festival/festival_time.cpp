#include "engine/forecast/festival/festival_time.h"

#include <algorithm>
#include <cstdlib>

#include "base/calendar.h"
#include "engine/forecast/calendar_columns.h"

namespace bihuan::forecast {

namespace {

constexpr int kDaysOfWeek = 7;
constexpr int kWeeksOfYear = 52;

constexpr std::array kFestivals{
    MovingFestival{"spring_festival", spring_festival, [](int year) { return Day(year, 2, 4); }},
    MovingFestival{"dragon_boat", dragon_boat, [](int year) { return Day(year, 6, 12); }},
    MovingFestival{"mid_autumn", mid_autumn, [](int year) { return Day(year, 9, 21); }},
};

/// Of years that all have 52 weeks, as LeapWeeks counts them.
Day first_day_of_week(std::int32_t period) {
    const std::int32_t week = period / kDaysOfWeek;
    const Day first = Day(week / kWeeksOfYear, 1, 4).week();
    return first + kDaysOfWeek * (week % kWeeksOfYear);
}

/// The festival nearest to a day, in its own year or a neighbour.
Day nearest(Day day, Day (*festival)(int year)) {
    const int year = static_cast<int>(day.date().year());
    Day best = festival(year);
    for (const int other : {year - 1, year + 1}) {
        const Day candidate = festival(other);
        if (std::abs(candidate - day) < std::abs(best - day)) best = candidate;
    }
    return best;
}

}  // namespace

std::span<const MovingFestival> moving_festivals() {
    return kFestivals;
}

bool knows_festivals(const Problem& problem) {
    if (problem.holidays == Holidays::None) return false;
    const bool weeks = problem.frequency == Frequency::Weekly;
    return weeks ? problem.dated
                 : problem.frequency != Frequency::Yearly && problem.frequency != Frequency::Other;
}

Day first_day_of(const Problem& problem, std::int32_t period) {
    switch (problem.frequency) {
        case Frequency::Weekly:
            return problem.years_of_52_weeks ? first_day_of_week(period) : Day::from_number(period);
        case Frequency::Monthly:
            return Month::from_number(period).first_day();
        case Frequency::Quarterly:
            return Month::from_number(3 * period).first_day();
        default:
            return Day::from_number(period);
    }
}

std::vector<Stretch> stretches_around(const Problem& problem,
                                      std::int32_t first_period,
                                      std::size_t count,
                                      Day (*day)(int year)) {
    std::vector<Stretch> stretches;
    stretches.reserve(count);
    const std::int32_t step = period_step(problem.frequency);
    Day first = first_day_of(problem, first_period);
    const int base = static_cast<int>(first.date().year()) - 1;
    for (std::size_t t = 0; t < count; ++t) {
        const auto next = first_period + step * static_cast<std::int32_t>(t + 1);
        const Day end = first_day_of(problem, next);
        const Day festival = nearest(first + (end - first) / 2, day);
        const auto place = [&](Day at) {
            return static_cast<std::size_t>(
                std::clamp(at - festival + kFestivalReach, 0, static_cast<int>(kFestivalDays)));
        };
        stretches.push_back(
            {static_cast<int>(festival.date().year()) - base, place(first), place(end)});
        first = end;
    }
    return stretches;
}

}  // namespace bihuan::forecast
