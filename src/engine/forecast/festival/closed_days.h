#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/forecast/festival/open_share.h"
#include "engine/forecast/forecast.h"

// Days on which nobody sells because of a holiday: the shop that closes for Spring Festival, the
// office that works by the public calendar.
namespace bihuan::forecast {

/// Of a history of days and the horizon behind it: what is open of each day, 1 or, closed for a
/// holiday, 0; empty where none is closed, and for other frequencies. In the history these are days
/// of 0, or days left out of a table that leaves out no others; ahead, the days as far from the
/// holiday that were closed in most of its years, the first or second day of the holiday among
/// them, and all public holidays where nearly all were closed. A history with many days without
/// sales at other times tells nothing. `off_season` are days without sales, by t mod its size
/// (mostly 7); empty without any.
std::vector<OpenShare> find_closed_days(const Problem& problem,
                                        std::int32_t first_day,
                                        std::span<const double> values,
                                        std::span<const unsigned char> off_season);

}  // namespace bihuan::forecast
