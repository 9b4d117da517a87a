#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/forecast/forecast.h"

namespace bihuan::forecast {

/// From a period on, sales are a factor higher or lower than before, season apart, and stay so: a
/// new contract, a chain that was lost.
struct LevelStep {
    std::size_t at = 0;
    double factor = 1;
};

/// The last lasting step of a history, one third of a season to two seasons ago. A year at a new
/// level looks like a season that repeats when it is held against an average that moves slowly.
/// What differs from a season is the year-on-year change: as large as the step for one season, and
/// as before ahead of it and behind. That pattern has to explain the changes far better than steady
/// growth does (F test). Of a history that begins a season before the step, whose changes are
/// all alike, growth explains them as well: then the step is believed if it leaves less of a
/// season to explain. Sales that are noise around a level, without season, tell a step sooner, from
/// a quarter of a season on. None for histories below two seasons, or with zeros in the last five.
std::optional<LevelStep> find_level_step(std::span<const double> history_logs, std::size_t season);

/// The logarithms of a history of sales.
std::vector<double> logs_of(std::span<const double> history);

/// Whether the seasons of such periods are long enough to tell a step from them.
bool may_step(Frequency frequency);

/// Puts the history before the step on the level after it.
void lift_to_last_level(std::span<double> history, const LevelStep& step);

}  // namespace bihuan::forecast
