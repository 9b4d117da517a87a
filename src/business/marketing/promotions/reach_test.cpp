#include "business/marketing/promotions/reach.h"

#include <gtest/gtest.h>

namespace bihuan::promotions {
namespace {

constexpr Id<Region> kChina{10};
constexpr Id<Region> kEast{11};
constexpr Id<Region> kShanghai{12};
constexpr Id<Region> kNorth{13};
constexpr Id<Channel> kModern{20};
constexpr Id<Channel> kChain{21};
constexpr Id<Channel> kTraditional{22};

Reach reach_of(std::vector<Id<Region>> regions, std::vector<Id<Channel>> channels) {
    // A child may stand before its parent.
    const std::vector<Region> all_regions{{.id = kShanghai, .parent_id = kEast},
                                          {.id = kEast, .parent_id = kChina},
                                          {.id = kNorth, .parent_id = kChina},
                                          {.id = kChina}};
    const std::vector<Channel> all_channels{
        {.id = kModern}, {.id = kChain, .parent_id = kModern}, {.id = kTraditional}};
    return {{.region_ids = std::move(regions), .channel_ids = std::move(channels)},
            all_regions,
            all_channels};
}

TEST(ReachOfAPromotion, IsEverywhereWithoutRegionsAndChannels) {
    const auto reach = reach_of({}, {});

    EXPECT_TRUE(reach.covers(kShanghai, kChain));
    EXPECT_TRUE(reach.covers({}, {}));
}

TEST(ReachOfAPromotion, GoesDownTheTreesAndNotUp) {
    const auto reach = reach_of({kEast}, {kModern});

    EXPECT_TRUE(reach.covers(kEast, kModern));
    EXPECT_TRUE(reach.covers(kShanghai, kChain));
    EXPECT_FALSE(reach.covers(kChina, kChain));
    EXPECT_FALSE(reach.covers(kNorth, kChain));
    EXPECT_FALSE(reach.covers(kShanghai, kTraditional));
}

TEST(ReachOfAPromotion, OfRegionsAloneIsInAllTheirChannels) {
    const auto reach = reach_of({kShanghai, kNorth}, {});

    EXPECT_TRUE(reach.covers(kNorth, kTraditional));
    EXPECT_FALSE(reach.covers(kEast, kTraditional));
}

}  // namespace
}  // namespace bihuan::promotions
