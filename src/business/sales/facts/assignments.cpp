#include "business/sales/facts/assignments.h"

#include <algorithm>
#include <iterator>

#include "facts/queries.h"

namespace bihuan::facts {

Assignments Assignments::load(Session& session) {
    Assignments result;
    session.query_each<OutletAssignment>(
        facts_queries::kAssignmentsInOrder, {}, [&](const OutletAssignment& assignment) {
            result.by_outlet_[assignment.outlet_id].push_back(assignment);
        });
    return result;
}

const OutletAssignment* Assignments::find(Id<Outlet> outlet, Day day) const {
    const auto found = by_outlet_.find(outlet);
    if (found == by_outlet_.end()) return nullptr;
    const auto& history = found->second;
    const auto next = std::ranges::upper_bound(history, day, {}, &OutletAssignment::from_day);
    return next == history.begin() ? nullptr : &*std::prev(next);
}

const OutletAssignment& Assignments::on(Id<Outlet> outlet, Day day) const {
    if (const auto* found = find(outlet, day)) return *found;
    throw Error(ErrorCode::NotFound,
                fmt::format("Outlet {} has no region on {}.", outlet.value, to_string(day)));
}

}  // namespace bihuan::facts
