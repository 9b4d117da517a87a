#include "app/demo/world.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "app/demo/places.h"
#include "base/calendar.h"

namespace bihuan::demo {
namespace {

World small_world(int threads = 2) {
    return make_world(Size::Small, 7, Month(2026, 10), threads);
}

/// Own sales of a taste and year by month, in one channel.
std::map<Month, double> monthly(const World& world, Taste taste, int channel) {
    std::map<Month, double> sums;
    for (std::size_t i = 0; i < world.outlets.size(); ++i) {
        if (world.outlets[i].channel != channel) {
            continue;
        }
        for (const auto& sale : sales_of(world, i)) {
            const auto& product = world.assortment.products[sale.product];
            if (sale.product < world.assortment.own && product.career == Career::Steady &&
                world.assortment.line_of(product).taste == taste) {
                sums[Month(sale.day)] += static_cast<double>(sale.quantity);
            }
        }
    }
    return sums;
}

TEST(World, IsTheSameForTheSameSeedAtAnyNumberOfThreads) {
    const auto one = small_world(1);
    const auto four = small_world(4);
    for (std::size_t outlet : {std::size_t{0}, std::size_t{17}, std::size_t{101}}) {
        const auto a = sales_of(one, outlet);
        const auto b = sales_of(four, outlet);
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            EXPECT_EQ(a[i].quantity, b[i].quantity);
            EXPECT_EQ(a[i].value, b[i].value);
        }
    }
}

TEST(World, GiftsFollowTheMovingFestivals) {
    const auto gifts = monthly(small_world(), Taste::Gift, 1);
    // Spring Festival 2025-01-29 and 2026-02-17: the rise is in January, then in February.
    EXPECT_GT(gifts.at(Month(2025, 1)), 1.5 * gifts.at(Month(2025, 3)));
    EXPECT_GT(gifts.at(Month(2026, 2)), gifts.at(Month(2025, 2)));
    // Mid-Autumn 2025-10-06 and 2024-09-17.
    EXPECT_GT(gifts.at(Month(2024, 9)), 1.5 * gifts.at(Month(2024, 10)));
    EXPECT_GT(gifts.at(Month(2025, 9)), 1.5 * gifts.at(Month(2025, 11)));
}

TEST(World, DrinksPeakInSummerAndOnlineShopsInNovember) {
    const auto world = small_world();
    const auto tea = monthly(world, Taste::Tea, 1);
    EXPECT_GT(tea.at(Month(2025, 7)), 1.5 * tea.at(Month(2025, 1)));
    const auto household = monthly(world, Taste::Household, kOnline);
    EXPECT_GT(household.at(Month(2025, 11)), 1.3 * household.at(Month(2025, 10)));
}

TEST(World, ReportsForThirtySixMonthsAndNotLater) {
    const auto world = small_world();
    std::set<Month> months;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < world.outlets.size(); ++i) {
        for (const auto& sale : sales_of(world, i)) {
            months.insert(Month(sale.day));
            ++rows;
        }
    }
    EXPECT_EQ(months.size(), 36U);
    EXPECT_EQ(*months.rbegin(), Month(2026, 10));
    EXPECT_GT(rows, 100'000U);
    EXPECT_LT(rows, 400'000U);
}

TEST(World, LargeHasTheSeriesItPromises) {
    const auto regions = make_regions(Leaves::Cities);
    EXPECT_EQ(leaves_of(regions).size(), 200U);
    World world;
    world.scale = scale_of(Size::Large);
    world.assortment.own = static_cast<std::size_t>(world.scale.own_products);
    int series = 0;
    for (const int region : leaves_of(regions)) {
        for (int channel_number = 0; channel_number < kChannels; ++channel_number) {
            for (std::size_t product = 0; product < world.assortment.own; ++product) {
                series += is_listed(world, region, channel_number, product) ? 1 : 0;
            }
        }
    }
    EXPECT_NEAR(series, 102'000, 2'000);
}

TEST(Assortment, HasDistinctProductsWithRightGtins) {
    const auto assortment = make_assortment(500, 20, 1);
    std::set<std::string> codes;
    std::set<std::string> names;
    for (const auto& product : assortment.products) {
        codes.insert(product.code);
        names.insert(product.name);
        EXPECT_EQ(product.gtin.back(), gtin_check_digit(product.gtin.substr(0, 12)));
        EXPECT_GT(product.list_price, 0);
    }
    EXPECT_EQ(codes.size(), 520U);
    EXPECT_EQ(names.size(), 520U);
    EXPECT_EQ(gtin_check_digit("690123456789"), '2');  // source: GS1, 6901234567892
}

TEST(Promotions, StandAroundTheFestivalsOfTheirYear) {
    const auto world = small_world();
    int ahead = 0;
    for (const auto& promotion : world.promotions) {
        EXPECT_LE(promotion.first, promotion.last);
        EXPECT_FALSE(promotion.products.empty()) << promotion.code;
        ahead += promotion.first >= world.end.first_day() ? 1 : 0;
        if (promotion.code == "P2026-NHJ") {
            EXPECT_LT(promotion.last, spring_festival(2026));
        }
    }
    EXPECT_GT(ahead, 5);
}

TEST(Regions, AddUpToTheCountry) {
    for (const auto leaves : {Leaves::SomeCities, Leaves::Provinces, Leaves::Cities}) {
        const auto regions = make_regions(leaves);
        double sum = 0;
        for (const int leaf : leaves_of(regions)) {
            sum += regions[static_cast<std::size_t>(leaf)].weight;
        }
        EXPECT_NEAR(sum, regions.front().weight, 1e-6);
    }
}

}  // namespace
}  // namespace bihuan::demo
