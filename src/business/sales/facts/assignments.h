#pragma once

#include <unordered_map>
#include <vector>

#include "business/company/outlets/outlet.h"
#include "platform/database/session.h"

namespace bihuan::facts {

/// Where every outlet belonged on any day.
class Assignments {
public:
    /// All outlets, whatever the viewer may see: sums do not depend on who imports.
    static Assignments load(Session& session);

    /// The assignment that holds on the day; null for an outlet without any.
    const OutletAssignment* find(Id<Outlet> outlet, Day day) const;
    /// The same; throws NotFound.
    const OutletAssignment& on(Id<Outlet> outlet, Day day) const;

    /// Every assignment of an outlet, oldest first; null for an outlet without any.
    const std::vector<OutletAssignment>* of(Id<Outlet> outlet) const;
    /// The one of them that holds on the day; null before the first.
    static const OutletAssignment* find(const std::vector<OutletAssignment>& history, Day day);

private:
    std::unordered_map<Id<Outlet>, std::vector<OutletAssignment>> by_outlet_;  ///< Oldest first.
};

}  // namespace bihuan::facts
