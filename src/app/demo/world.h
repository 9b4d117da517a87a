#pragma once

#include <memory>
#include <vector>

#include "app/demo/assortment.h"
#include "app/demo/demand.h"
#include "app/demo/geography.h"
#include "app/demo/outlets.h"
#include "app/demo/people.h"
#include "app/demo/promotions.h"
#include "app/demo/scale.h"

namespace bihuan::demo {

/// The whole demo company before it is written anywhere: pure values of size, seed and month.
struct World {
    Scale scale;
    std::uint64_t seed = 1;
    Month first;  ///< First month with facts.
    Month end;    ///< The month after the last with facts.
    Assortment assortment;
    std::vector<DemoRegion> regions;
    std::vector<DemoPerson> people;
    std::vector<DemoOutlet> outlets;
    std::vector<DemoPromotion> promotions;  ///< Also of the months ahead, as far as planned.
    std::vector<Period> periods;
    std::unique_ptr<DemandModel> demand;
};

/// 36 months up to and with `last`.
World make_world(Size size, std::uint64_t seed, Month last, int threads);

/// What an outlet sold of one product in one period.
struct Sale {
    std::size_t outlet = 0;
    std::size_t product = 0;
    std::size_t period = 0;
    Day day;  ///< The last day of the period on which the outlet reports.
    std::int64_t quantity = 0;
    std::int64_t value = 0;  ///< 分
    std::int64_t price = 0;  ///< 分 per base unit
    double promoted = 0;     ///< Share of the days on promotion.
};

/// All sales of a reporting outlet, by product and day. A pure function of the world.
std::vector<Sale> sales_of(const World& world, std::size_t outlet);

/// Whether products are sold at all in a region × channel.
bool is_listed(const World& world, int region, int channel, std::size_t product);

}  // namespace bihuan::demo
