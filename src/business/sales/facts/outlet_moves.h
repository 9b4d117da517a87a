#pragma once

#include "business/sales/facts/facts.h"
#include "platform/database/resource.h"

namespace bihuan::facts {

/// Gives an outlet another region and channel from a day on. Facts of that day and later move to
/// the new sums; earlier months keep their old region. Later assignments are replaced.
void move_outlet(
    Transaction& t, Id<Outlet> outlet, Id<Region> region, Id<Channel> channel, Day from_day);

/// Outlets for the generic API and imports: a new outlet belongs to its region from the beginning;
/// an edit of region or channel moves it from today on; one with facts is not removed (Conflict).
Resource outlets_resource();

/// Products likewise: one with facts is not removed, and an edit of `own` moves its daily sums.
Resource products_resource();

}  // namespace bihuan::facts
