#include "business/sales/facts/totals.h"

#include <map>
#include <tuple>

#include <gtest/gtest.h>

#include "base/random.h"

namespace bihuan::facts {
namespace {

using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>;

TEST(Totals, OfManyFactsStandInTheOrderOfTheTablesKeysWithEveryFactInThem) {
    constexpr int kFacts = 60'000;
    Random random(5);
    Totals totals;
    std::map<Key, std::int64_t> plainly;
    for (int i = 0; i < kFacts; ++i) {
        // Ids come in no order.
        const auto id = [&](std::int64_t most) { return 1'000'000 - 37 * random.below(most); };
        const std::int64_t month = 24'000 - random.below(36);
        const StagedFact fact{.product_id = {id(50)},
                              .region_id = {id(20)},
                              .channel_id = {id(5)},
                              .quantity = {1 + i % 7},
                              .price = Money{3}};
        totals.add(month, fact);
        plainly[{month, fact.product_id.value, fact.region_id.value, fact.channel_id.value}] +=
            fact.quantity.units;
    }
    const OrderedTotals ordered(totals);
    ASSERT_EQ(ordered.size(), plainly.size());
    std::size_t nth = 0;
    for (const auto& [key, quantity] : plainly) {
        const auto row = ordered.row(nth++);
        ASSERT_EQ(Key(row.period, row.product, row.region, row.channel), key);
        ASSERT_EQ(row.total->quantity, quantity);
        ASSERT_EQ(row.total->priced_value, 3 * quantity);
    }
}

}  // namespace
}  // namespace bihuan::facts
