#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/demo/assortment.h"
#include "app/demo/season.h"

namespace bihuan::demo {

struct DemoPromotion {
    std::string code;
    std::string name;
    std::string_view mechanic;  ///< A word of promotions.mechanic.
    std::vector<int> products;
    std::vector<int> zones;     ///< Empty: all.
    std::vector<int> channels;  ///< Empty: all.
    Day first;
    Day last;
    double depth = 0;  ///< Share of the list price given away, 0…1.
    double lift = 0;   ///< What it truly does while it runs: demand × (1 + lift).

    bool reaches(Market market) const;
};

/// Promotions of the months [first, end): the national ones around festivals and shopping events
/// for the best of the lines they suit, and regional ones by chance.
std::vector<DemoPromotion> make_promotions(const Assortment& assortment,
                                           Month first,
                                           Month end,
                                           std::uint64_t seed);

}  // namespace bihuan::demo
