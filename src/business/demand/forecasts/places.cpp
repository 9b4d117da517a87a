#include "business/demand/forecasts/places.h"

#include "business/company/channels/channel.h"
#include "business/company/regions/region.h"
#include "forecasts/queries.h"

namespace bihuan::forecasts {

bool Places::within(const Tree& tree, std::int64_t id, std::int64_t above) {
    if (above == 0 || id == above) return true;
    const auto found = tree.find(above);
    return found != tree.end() && found->second.contains(id);
}

bool Places::region_within(std::int64_t region_id, std::int64_t above) const {
    return within(regions_, region_id, above);
}

bool Places::channel_within(std::int64_t channel_id, std::int64_t above) const {
    return within(channels_, channel_id, above);
}

Places load_places(Session& session) {
    Places places;
    session.query_each<RegionPath>(
        forecasts_queries::kRegionPaths, {}, [&](const RegionPath& path) {
            places.regions_[path.ancestor_id.value].insert(path.region_id.value);
        });
    std::unordered_map<std::int64_t, std::int64_t> parents;
    for (const auto& channel : session.all<Channel>())
        parents[channel.id.value] = channel.parent_id.value;
    for (const auto& [id, parent] : parents) {
        std::size_t steps = 0;
        for (auto above = id; above != 0 && steps <= parents.size();
             above = parents[above], ++steps)
            places.channels_[above].insert(id);
    }
    return places;
}

}  // namespace bihuan::forecasts
