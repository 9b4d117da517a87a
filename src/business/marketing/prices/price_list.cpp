#include "business/marketing/prices/price_list.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace bihuan::prices {

namespace {

/// Channel, region, first day: the larger, the nearer.
using Rank = std::tuple<std::ptrdiff_t, std::ptrdiff_t, Day>;

/// 0 for a price that holds everywhere, more the nearer the node; none elsewhere.
std::optional<std::ptrdiff_t> nearness(std::int64_t node, std::span<const std::int64_t> above) {
    if (node == 0) return 0;
    const auto found = std::ranges::find(above, node);
    if (found == above.end()) return std::nullopt;
    return above.end() - found;
}

std::optional<Rank> rank_of(const Price& price,
                            std::span<const std::int64_t> channels,
                            std::span<const std::int64_t> regions,
                            Day day) {
    if (day < price.first_day || (price.last_day && *price.last_day < day)) return std::nullopt;
    const auto channel = nearness(price.channel_id.value, channels);
    const auto region = nearness(price.region_id.value, regions);
    if (!channel || !region) return std::nullopt;
    return Rank{*channel, *region, price.first_day};
}

}  // namespace

template <class Node>
PriceList::Above PriceList::above_each(std::span<const Node> nodes) {
    std::unordered_map<std::int64_t, std::int64_t> parents;
    for (const auto& node : nodes) parents[node.id.value] = node.parent_id.value;
    Above above;
    for (const auto& node : nodes) {
        auto& path = above[node.id.value];
        for (auto at = node.id.value; parents.contains(at) && path.size() < nodes.size();
             at = parents[at])
            path.push_back(at);
    }
    return above;
}

PriceList::PriceList(std::span<const Price> prices,
                     std::span<const Region> regions,
                     std::span<const Channel> channels)
    : regions_above_(above_each(regions)), channels_above_(above_each(channels)) {
    for (const auto& price : prices) prices_[price.product_id.value].push_back(price);
}

const Price* PriceList::price_on(Id<Product> product, const PricePlace& place, Day day) const {
    const auto prices = prices_.find(product.value);
    const auto regions = regions_above_.find(place.region.value);
    if (prices == prices_.end() || regions == regions_above_.end()) return nullptr;
    const auto channels = channels_above_.find(place.channel.value);
    const std::span<const std::int64_t> above =
        channels == channels_above_.end() ? std::span<const std::int64_t>() : channels->second;
    const Price* best = nullptr;
    std::optional<Rank> best_rank;
    for (const auto& price : prices->second) {
        const auto rank = rank_of(price, above, regions->second, day);
        if (!rank || rank <= best_rank) continue;
        best = &price;
        best_rank = rank;
    }
    return best;
}

PricePlace PriceList::what_matters(Id<Product> product, const PricePlace& place) const {
    PricePlace matters;
    const auto prices = prices_.find(product.value);
    if (prices == prices_.end()) return matters;
    for (const auto& price : prices->second) {
        if (price.region_id) matters.region = place.region;
        if (price.channel_id) matters.channel = place.channel;
    }
    return matters;
}

}  // namespace bihuan::prices
