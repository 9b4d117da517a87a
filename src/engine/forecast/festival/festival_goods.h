#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/forecast/block.h"
#include "engine/forecast/festival/festival_time.h"
#include "engine/forecast/forecast.h"
#include "engine/forecast/series/middle.h"

// Goods that are sold around a festival of the moon and little at any other time: gift boxes of
// Spring Festival, zongzi, mooncakes. The month in which they sell moves from year to year, so no
// season of the calendar tells it: what counts are the days to the festival. How a season's sales
// lie by these days is estimated from sums of whole periods by maximum likelihood (EM for grouped
// and truncated data: Dempster, Laird, Rubin 1977, section 4.2), from an even spread on.
namespace bihuan::forecast {

struct FestivalSeason {
    std::size_t festival = 0;     ///< Into moving_festivals().
    std::vector<double> by_day;   ///< kFestivalDays shares of a season's sales.
    std::vector<int> years;       ///< As counted by stretches_around(), oldest first …
    std::vector<double> amounts;  ///< … and what was or would have been sold in each in all.
    Middle base = {};             ///< What sells in every period of the year, and its deviation.
    double misplaced = 0;  ///< Share of a season's sales that lay in other periods than foretold.
};

/// The festival around which a history is sold; none unless two seasons at least were seen, most
/// periods were without sales, chance does not lay sales so, and each season is foretold better by
/// the others' days to the festival than by their days of the year. `values` may hold NaN: in a
/// table that leaves out most periods these are without sales. Returns are taken off the sales
/// before them, and so is what sells all year, if the season stands five times above it.
std::optional<FestivalSeason> find_festival_season(const Problem& problem,
                                                   std::int32_t first_period,
                                                   std::span<const double> values);

/// The forecast of such goods: seasons' sales smoothed, spread by days to the festival.
LaneAnswer forecast_festival_goods(const Problem& problem,
                                   std::int32_t first_period,
                                   std::span<const double> values,
                                   const FestivalSeason& season);

}  // namespace bihuan::forecast
