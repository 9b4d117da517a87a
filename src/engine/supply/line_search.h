#pragma once

#include "engine/supply/group.h"
#include "engine/supply/supply.h"

namespace bihuan::supply {

struct GroupPlan {
    std::vector<Quantities> plans;  ///< Per member.
    double cost = 0;
    double bound = 0;  ///< No plan of the group costs less.
};

/// The best plan found of products that share a line. A product alone is planned exactly by
/// lot_sizing.h. Several are brought together by prices of the line's hours: column generation on
/// the master programme gives the bound, in whole lots and so at least as high as that of the
/// linear programme of facility location (Krarup and Bilde, 1977), and plans to improve. While the
/// gap is larger than options.gap, branching on runs raises the one and finds others, for at most
/// options.most_nodes nodes (branch and price: Vanderbeck, 1998; Degraeve and Jans, 2007).
GroupPlan solve_group(const Group& group, const Options& options);

}  // namespace bihuan::supply
