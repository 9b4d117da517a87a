#pragma once

#include <span>
#include <unordered_set>

#include "business/marketing/promotions/promotion.h"

namespace bihuan::promotions {

/// Where a promotion holds: in its regions and channels and in all that lies below them; without
/// regions in all of them, without channels in all of them.
class Reach {
public:
    Reach(const Promotion& promotion,
          std::span<const Region> regions,
          std::span<const Channel> channels);

    bool covers(Id<Region> region, Id<Channel> channel) const;

private:
    std::unordered_set<std::int64_t> regions_;   ///< Empty: all.
    std::unordered_set<std::int64_t> channels_;  ///< Empty: all.
};

}  // namespace bihuan::promotions
