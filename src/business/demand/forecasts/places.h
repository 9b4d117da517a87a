#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "platform/database/session.h"

namespace bihuan::forecasts {

/// Which region and channel lies in which.
class Places {
public:
    /// An id of 0 on the right is everywhere.
    bool region_within(std::int64_t region_id, std::int64_t above) const;
    bool channel_within(std::int64_t channel_id, std::int64_t above) const;

    friend Places load_places(Session& session);

private:
    using Tree = std::unordered_map<std::int64_t, std::unordered_set<std::int64_t>>;
    static bool within(const Tree& tree, std::int64_t id, std::int64_t above);

    Tree regions_;   ///< All below, by the region above; itself included.
    Tree channels_;  ///< Likewise.
};

Places load_places(Session& session);

}  // namespace bihuan::forecasts
