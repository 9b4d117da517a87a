#pragma once

#include "app/demo/assortment.h"
#include "base/day.h"

// When people buy: season, weekday and the festivals, as factors around 1.
namespace bihuan::demo {

struct Market {
    int zone = 0;     ///< Index into zones().
    int channel = 0;  ///< 0 … kChannels − 1.
};

/// Season × weekday × festivals of a day, for one taste in one market. Festivals move with the
/// Chinese calendar: gifts sell in the weeks before Spring Festival and Mid-Autumn and rest after;
/// shopping events move demand to online shops and away from the weeks after them.
double calendar_factor(Taste taste, Market market, Day day);

}  // namespace bihuan::demo
