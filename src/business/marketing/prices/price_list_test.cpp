#include "business/marketing/prices/price_list.h"

#include <gtest/gtest.h>

namespace bihuan::prices {
namespace {

constexpr Id<Product> kJuice{1};
constexpr Id<Region> kChina{10};
constexpr Id<Region> kEast{11};
constexpr Id<Region> kShanghai{12};
constexpr Id<Channel> kModern{20};
constexpr Id<Channel> kChain{21};
constexpr Id<Channel> kTraditional{22};
constexpr Day kFirst(2026, 1, 1);
constexpr Day kDay(2026, 11, 3);

Price price(std::int64_t minor, Id<Region> region = {}, Id<Channel> channel = {}) {
    return {.product_id = kJuice,
            .channel_id = channel,
            .region_id = region,
            .first_day = kFirst,
            .price = {minor}};
}

PriceList list_of(const std::vector<Price>& prices) {
    const std::vector<Region> regions{
        {.id = kChina}, {.id = kEast, .parent_id = kChina}, {.id = kShanghai, .parent_id = kEast}};
    const std::vector<Channel> channels{
        {.id = kModern}, {.id = kChain, .parent_id = kModern}, {.id = kTraditional}};
    return {prices, regions, channels};
}

std::int64_t minor_on(const PriceList& list, const PricePlace& place, Day day = kDay) {
    const auto* found = list.price_on(kJuice, place, day);
    return found == nullptr ? 0 : found->price.minor;
}

TEST(PriceList, AChannelsPriceCountsBeforeARegions) {
    const auto list = list_of({price(500), price(450, kShanghai), price(400, {}, kModern)});

    EXPECT_EQ(minor_on(list, {kShanghai, kModern}), 400);
    EXPECT_EQ(minor_on(list, {kShanghai, kTraditional}), 450);
    EXPECT_EQ(minor_on(list, {kEast, kTraditional}), 500);
}

TEST(PriceList, AChannelsPriceInARegionCountsBeforeBoth) {
    const auto list =
        list_of({price(400, {}, kModern), price(380, kEast, kModern), price(450, kShanghai)});

    EXPECT_EQ(minor_on(list, {kShanghai, kModern}), 380);
    EXPECT_EQ(minor_on(list, {kChina, kModern}), 400);
}

TEST(PriceList, HoldsInChannelsAndRegionsBelowTheNearestFirst) {
    const auto list = list_of({price(400, {}, kModern), price(390, kEast), price(395, kChina)});

    EXPECT_EQ(minor_on(list, {kShanghai, kChain}), 400);
    EXPECT_EQ(minor_on(list, {kShanghai, kTraditional}), 390);
    EXPECT_EQ(minor_on(list, {kChina, kTraditional}), 395);
    EXPECT_EQ(
        minor_on(list_of({price(400, {}, kModern), price(350, {}, kChain)}), {kShanghai, kChain}),
        350);
}

TEST(PriceList, OfTheSamePlaceTheOneThatBeganLastCounts) {
    auto newer = price(480);
    newer.first_day = Day(2026, 7, 1);
    newer.last_day = Day(2026, 11, 2);
    const auto list = list_of({price(500), newer});

    EXPECT_EQ(minor_on(list, {kEast, {}}, Day(2026, 6, 30)), 500);
    EXPECT_EQ(minor_on(list, {kEast, {}}, Day(2026, 11, 2)), 480);
    EXPECT_EQ(minor_on(list, {kEast, {}}, kDay), 500);
}

TEST(PriceList, HoldsNowhereBeforeItBeginsNorWhereTheRegionIsNotKnown) {
    const auto list = list_of({price(500)});

    EXPECT_EQ(minor_on(list, {kEast, {}}, kFirst + -1), 0);
    EXPECT_EQ(minor_on(list, {Id<Region>{99}, {}}), 0);
    EXPECT_EQ(list.price_on(Id<Product>{2}, {kEast, {}}, kDay), nullptr);
}

TEST(PriceList, SaysWhatOfAPlaceMatters) {
    const PricePlace place{kShanghai, kChain};
    const auto everywhere = list_of({price(500)}).what_matters(kJuice, place);
    const auto by_channel =
        list_of({price(500), price(400, {}, kModern)}).what_matters(kJuice, place);

    EXPECT_FALSE(everywhere.region || everywhere.channel);
    EXPECT_FALSE(by_channel.region);
    EXPECT_EQ(by_channel.channel, kChain);
}

}  // namespace
}  // namespace bihuan::prices
