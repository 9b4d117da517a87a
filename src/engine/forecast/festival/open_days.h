#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/forecast/festival/open_share.h"
#include "engine/forecast/forecast.h"

// Months and weeks of a shop that closes for a holiday, or sells less then: the days of it fall
// into another month or week from year to year, and no season of the calendar tells them.
namespace bihuan::forecast {

/// Of a history of months or weeks and the horizon behind it, what is open of each; empty where no
/// closing is believed, and for other frequencies; days are those of find_closed_days(), and of
/// months and weeks with an off season nothing is told. A closing's first day, its last, and what a
/// day of it loses are unknown: every choice is weighed by how well it foretells the periods around
/// the holiday (Bayes; the shares are means over all). Months are held against the same month last
/// year, so that a closing is believed only for what the season does not explain; weeks against
/// those before and behind. It has to be clearly likelier than that the holiday changes nothing.
/// Months around Spring Festival; weeks around National Day, too.
std::vector<OpenShare> find_open_days(const Problem& problem,
                                      std::int32_t first_period,
                                      std::span<const double> values,
                                      std::span<const unsigned char> off_season);

}  // namespace bihuan::forecast
