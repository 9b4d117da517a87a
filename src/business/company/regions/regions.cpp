#include "business/company/regions/regions.h"

#include <map>
#include <set>

#include "regions/queries.h"

namespace bihuan {

namespace regions {

namespace {

std::vector<RegionPath> paths_of(const std::vector<Region>& all) {
    std::map<Id<Region>, Id<Region>> parents;
    for (const auto& region : all) parents[region.id] = region.parent_id;
    std::vector<RegionPath> paths;
    for (const auto& region : all) {
        Id<Region> ancestor = region.id;
        for (std::int64_t depth = 0; ancestor; ++depth) {
            BIHUAN_CHECK(depth <= static_cast<std::int64_t>(all.size()));
            paths.push_back({ancestor, region.id, depth});
            ancestor = parents[ancestor];
        }
    }
    return paths;
}

}  // namespace

void rebuild_paths(Transaction& t) {
    t.execute(regions_queries::kClearPaths, {}, Trace::None);
    std::vector<Region> all;
    t.query_each<Region>(regions_queries::kEveryRegion, {}, [&](Region region) {
        all.push_back(std::move(region));
    });
    const auto paths = paths_of(all);
    t.bulk_insert<RegionPath>(paths, Trace::None);
    rebuild_visible_regions(t, 0);
}

void rebuild_visible_regions(Transaction& t, std::int64_t person_id) {
    const Params params{{"person_id", Value{person_id}}};
    t.execute(regions_queries::kClearVisibleRegions, params, Trace::None);
    t.execute(regions_queries::kFillVisibleRegions, params, Trace::None);
    if (person_id == 0) {
        t.execute(regions_queries::kClearAcquaintances, {}, Trace::None);
        t.execute(regions_queries::kFillAcquaintances, {}, Trace::None);
        return;
    }
    for (const auto* query : {&regions_queries::kClearAcquaintancesOf,
                              &regions_queries::kFillAcquaintancesOf,
                              &regions_queries::kFillAcquaintancesWith})
        t.execute(*query, params, Trace::None);
}

std::vector<Region> leaf_regions(Session& session) {
    const auto all = session.all<Region>();
    std::set<Id<Region>> parents;
    for (const auto& region : all) parents.insert(region.parent_id);
    std::vector<Region> leaves;
    for (const auto& region : all)
        if (!parents.contains(region.id)) leaves.push_back(region);
    return leaves;
}

Resource resource() {
    return make_resource<Region>(
        "regions", "company", [](Transaction& t, const auto& before, const auto& after) {
            if (!before || !after || before->parent_id != after->parent_id) rebuild_paths(t);
        });
}

}  // namespace regions

}  // namespace bihuan
