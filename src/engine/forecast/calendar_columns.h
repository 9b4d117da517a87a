#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/forecast/forecast.h"

// Moving festivals, shopping events and trading days as regressors.
//
// A festival's window (such as the 20 days before Spring Festival) becomes the share of its days
// that fall into the period; of a day, whether it lies in the window. Monthly and quarterly columns
// are centred on their long-run mean of the calendar month, as in the Census Bureau's genhol: the
// season keeps what recurs on the same date, the festival what moves.
namespace bihuan::forecast {

/// Of days: a weekend day that is worked for a holiday.
inline constexpr std::string_view kMakeUpDay = "make_up_day";

/// The weeks in which mooncakes go out to shops and companies.
inline constexpr std::string_view kEarlyMidAutumn = "mid_autumn_before";

struct CalendarColumns {
    std::vector<Regressor> regressors;
    std::int32_t first_period = 0;
    std::int32_t step = 1;       ///< Of the period counter: 7 for weeks.
    std::vector<double> values;  ///< Period-major.

    /// Column c in the period `period` (as counted in Series::first_period).
    double at(std::int32_t period, std::size_t c) const {
        const auto row = static_cast<std::size_t>((period - first_period) / step);
        return values[row * regressors.size() + c];
    }
};

/// Where a period stands in its cycle, 0 … cycle − 1, for negative counters too.
constexpr std::int32_t place_in_cycle(std::int32_t period, std::int32_t cycle) {
    return (period % cycle + cycle) % cycle;
}

/// How far apart two consecutive periods are counted: 7 for weeks, else 1.
std::int32_t period_step(Frequency frequency);

/// The Chinese calendar from first_period to last_period, both included. Years outside 1901–2100
/// have no moving festivals; Yearly and Other have no columns.
CalendarColumns chinese_columns(Frequency frequency,
                                std::int32_t first_period,
                                std::int32_t last_period);

}  // namespace bihuan::forecast
