#include "app/demo/world.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace bihuan::demo {

namespace {

constexpr int kMonths = 36;
constexpr int kPlannedMonths = 4;             ///< Promotions are planned so far ahead.
constexpr double kMonthlyTurnover = 150'000;  // 分: a best seller in an average supermarket

std::uint64_t stream_of(std::size_t kind, std::size_t a, std::size_t b) {
    return (kind << 56U) + (a << 20U) + b;
}

bool sells(const World& world, std::size_t outlet, std::size_t product) {
    const auto& place = world.outlets[outlet];
    if (!is_listed(world, place.region, place.channel, product)) {
        return false;
    }
    if (place.first_of_cell && product < world.assortment.own) {
        return true;
    }
    Random random(world.seed, stream_of(1, outlet, product));
    return random.chance(world.scale.outlet_listing);
}

/// A whole number around `mean`: small means by counting arrivals (Knuth, TAOCP 3.4.1), large ones
/// by their normal limit.
std::int64_t draw_count(double mean, Random& random) {
    constexpr double kLarge = 30;
    if (mean >= kLarge) {
        const double drawn = mean + std::sqrt(mean) * random.normal();
        return std::max<std::int64_t>(0, std::llround(drawn));
    }
    const double limit = std::exp(-mean);
    std::int64_t count = -1;
    for (double product = 1; product > limit; ++count) {
        product *= random.uniform();
    }
    return std::max<std::int64_t>(0, count);
}

/// Rows of one region × channel report on the same day of their period, spread over the month.
Day report_day(const World& world, const DemoOutlet& outlet, const Period& period) {
    if (world.scale.reports_per_month > 1) {
        return period.end - 1;
    }
    const int length = period.end - period.first;
    return period.first + (outlet.region * 7 + outlet.channel * 5) % length;
}

void add_sales(std::vector<Sale>& sales,
               const World& world,
               std::size_t outlet,
               std::size_t number) {
    const auto& place = world.outlets[outlet];
    const auto& product = world.assortment.products[number];
    const Market market{world.regions[static_cast<std::size_t>(place.region)].zone, place.channel};
    Random random(world.seed, stream_of(3, outlet, number));
    const double taste = std::exp(0.35 * random.normal());
    const double ordinary = kMonthlyTurnover / static_cast<double>(product.list_price) *
                            place.volume * product.popularity * taste /
                            world.scale.reports_per_month;
    for (std::size_t period = 0; period < world.periods.size(); ++period) {
        const auto& conditions = world.demand->at(number, market, period);
        const double mean =
            ordinary * static_cast<double>(conditions.factor) * std::exp(0.12 * random.normal());
        const Day day = report_day(world, place, world.periods[period]);
        const auto quantity = draw_count(mean, random);
        if (quantity == 0 || day < place.opened) {
            continue;
        }
        const auto price = std::llround(static_cast<double>(conditions.price));
        sales.push_back({outlet,
                         number,
                         period,
                         day,
                         quantity,
                         quantity * price,
                         price,
                         static_cast<double>(conditions.promoted)});
    }
}

}  // namespace

World make_world(Size size, std::uint64_t seed, Month last, int threads) {
    World world;
    world.scale = scale_of(size);
    world.seed = seed;
    world.end = last + 1;
    world.first = world.end - kMonths;
    const Day first_day = world.first.first_day();
    world.assortment =
        make_assortment(world.scale.own_products, world.scale.competing_products, seed);
    world.regions = make_regions(world.scale.leaves);
    world.people = make_people(world.regions, seed);
    world.outlets = make_outlets(world.regions, world.scale, first_day, seed);
    world.promotions =
        make_promotions(world.assortment, world.first, world.end + kPlannedMonths, seed);
    world.periods = make_periods(world.first, world.end, world.scale.reports_per_month);
    world.demand = std::make_unique<DemandModel>(
        world.assortment, world.promotions, world.periods, seed, threads);
    return world;
}

bool is_listed(const World& world, int region, int channel_number, std::size_t product) {
    const auto cell = cell_of({region, channel_number});
    Random random(world.seed, stream_of(2, cell, product));
    if (product >= world.assortment.own) {  // rivals are seen in modern trade only
        return channel_number <= 1 && random.chance(0.5);
    }
    return random.chance(world.scale.listing);
}

std::vector<Sale> sales_of(const World& world, std::size_t outlet) {
    std::vector<Sale> sales;
    if (!world.outlets[outlet].reports) {
        return sales;
    }
    for (std::size_t product = 0; product < world.assortment.products.size(); ++product) {
        if (sells(world, outlet, product)) {
            add_sales(sales, world, outlet, product);
        }
    }
    return sales;
}

}  // namespace bihuan::demo
