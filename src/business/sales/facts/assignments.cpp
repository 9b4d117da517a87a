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

const std::vector<OutletAssignment>* Assignments::of(Id<Outlet> outlet) const {
    const auto found = by_outlet_.find(outlet);
    return found == by_outlet_.end() ? nullptr : &found->second;
}

const OutletAssignment* Assignments::find(const std::vector<OutletAssignment>& history, Day day) {
    const auto next = std::ranges::upper_bound(history, day, {}, &OutletAssignment::from_day);
    return next == history.begin() ? nullptr : &*std::prev(next);
}

const OutletAssignment* Assignments::find(Id<Outlet> outlet, Day day) const {
    const auto* history = of(outlet);
    return history == nullptr ? nullptr : find(*history, day);
}

const OutletAssignment& Assignments::on(Id<Outlet> outlet, Day day) const {
    if (const auto* found = find(outlet, day)) return *found;
    throw Error(ErrorCode::NotFound,
                fmt::format("Outlet {} has no region on {}.", outlet.value, to_string(day)));
}

}  // namespace bihuan::facts
