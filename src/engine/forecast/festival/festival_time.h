#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "engine/forecast/forecast.h"

// Time as counted from a festival that moves by the moon.
namespace bihuan::forecast {

struct MovingFestival {
    std::string_view name;
    Day (*day)(int year);
    Day (*usual)(int year);  ///< Near its mean date: what it would be if it did not move.
};

std::span<const MovingFestival> moving_festivals();

/// How far from a festival a period may lie, before or after.
inline constexpr int kFestivalReach = 170;
inline constexpr std::size_t kFestivalDays = 2 * kFestivalReach + 1;

/// The days of a period, counted from `kFestivalReach` days before the nearest festival.
struct Stretch {
    int year = 0;           ///< Of that festival, from that of the first period on.
    std::size_t first = 0;  ///< Below kFestivalDays …
    std::size_t end = 0;    ///< … and one past the last day.
};

/// Whether the problem's periods are days, weeks, months or quarters of the calendar of China.
bool knows_festivals(const Problem& problem);

/// The first day of a period, as counted in Series::first_period; for problems that know festivals.
Day first_day_of(const Problem& problem, std::int32_t period);

/// `count` periods of the problem from `first_period` on, around a festival given by `day`.
std::vector<Stretch> stretches_around(const Problem& problem,
                                      std::int32_t first_period,
                                      std::size_t count,
                                      Day (*day)(int year));

}  // namespace bihuan::forecast
