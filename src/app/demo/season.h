#pragma once

#include "app/demo/assortment.h"
#include "app/demo/scale.h"
#include "base/day.h"

// When people buy: season, weekday and the festivals, as factors around 1.
namespace bihuan::demo {

struct Market {
    int zone = 0;     ///< Index into zones().
    int channel = 0;  ///< 0 … kChannels − 1.
};

/// A number per market: 0, 1, … zones × kChannels − 1.
constexpr std::size_t cell_of(Market market) {
    return static_cast<std::size_t>(market.zone) * kChannels +
           static_cast<std::size_t>(market.channel);
}

constexpr Market market_of(std::size_t cell) {
    return {static_cast<int>(cell / kChannels), static_cast<int>(cell % kChannels)};
}

/// Season × weekday × festivals of a day, for one taste in one market. Festivals move with the
/// Chinese calendar: gifts sell in the weeks before Spring Festival and Mid-Autumn and rest after;
/// shopping events move demand to online shops and away from the weeks after them.
double calendar_factor(Taste taste, Market market, Day day);

}  // namespace bihuan::demo
