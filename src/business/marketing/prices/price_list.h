#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "business/company/channels/channel.h"
#include "business/company/regions/region.h"
#include "business/marketing/prices/price.h"

namespace bihuan::prices {

/// Where something is bought.
struct PricePlace {
    Id<Region> region;
    Id<Channel> channel;  ///< None: prices of a channel do not hold there.
};

/// Prices of one kind, and which of several that apply counts: the nearest channel's (the place's
/// own, then those above it, then a price for all channels); of these the nearest region's; of
/// these the one that began last. So a chain's agreed price stands in every region, unless that
/// chain has another one there.
class PriceList {
public:
    PriceList() = default;
    PriceList(std::span<const Price> prices,
              std::span<const Region> regions,
              std::span<const Channel> channels);

    bool empty() const { return prices_.empty(); }
    /// The product's price on a day; null where none holds or the region is not known.
    const Price* price_on(Id<Product> product, const PricePlace& place, Day day) const;
    /// The place without what none of the product's prices asks for: the same prices hold there.
    PricePlace what_matters(Id<Product> product, const PricePlace& place) const;

private:
    /// A node of a tree with all above it, the nearest first.
    using Above = std::unordered_map<std::int64_t, std::vector<std::int64_t>>;

    template <class Node>
    static Above above_each(std::span<const Node> nodes);

    std::unordered_map<std::int64_t, std::vector<Price>> prices_;  ///< By product.
    Above regions_above_;
    Above channels_above_;
};

}  // namespace bihuan::prices
