#pragma once

#include "business/company/regions/region.h"
#include "platform/database/resource.h"

namespace bihuan::regions {

/// Region paths and everybody's visible regions, made anew from the tree. Throws InvalidInput when
/// a region would lie below itself.
void rebuild_paths(Transaction& t);

/// What one person sees, from people.region_ids: visible_regions, and acquaintances both ways; of
/// everybody when the id is 0.
void rebuild_visible_regions(Transaction& t, std::int64_t person_id);

/// Regions without a region below them: where outlets, forecasts and targets lie.
std::vector<Region> leaf_regions(Session& session);

Resource resource();

}  // namespace bihuan::regions
