#include "business/marketing/promotions/reach.h"

namespace bihuan::promotions {

namespace {

template <class Node>
std::unordered_set<std::int64_t> with_all_below(std::span<const Id<Node>> chosen,
                                                std::span<const Node> nodes) {
    std::unordered_set<std::int64_t> result;
    for (const auto id : chosen) result.insert(id.value);
    for (std::size_t before = 0; before != result.size();) {
        before = result.size();
        for (const auto& node : nodes)
            if (node.parent_id && result.contains(node.parent_id.value))
                result.insert(node.id.value);
    }
    return result;
}

}  // namespace

Reach::Reach(const Promotion& promotion,
             std::span<const Region> regions,
             std::span<const Channel> channels)
    : regions_(with_all_below<Region>(promotion.region_ids, regions)),
      channels_(with_all_below<Channel>(promotion.channel_ids, channels)) {}

bool Reach::covers(Id<Region> region, Id<Channel> channel) const {
    return (regions_.empty() || regions_.contains(region.value)) &&
           (channels_.empty() || channels_.contains(channel.value));
}

}  // namespace bihuan::promotions
