#include "engine/supply/group.h"

#include <algorithm>
#include <cmath>

namespace bihuan::supply {

bool Group::limited() const {
    return std::any_of(hours.begin(), hours.end(), [](double each) { return std::isfinite(each); });
}

double hours_cost(const Group& group, std::size_t bucket, double used) {
    const double beyond = std::max(0.0, used - group.hours[bucket]);
    const double overtime = std::min(beyond, group.overtime[bucket]);
    return group.overtime_cost * overtime + group.overload_cost * (beyond - overtime);
}

double group_cost(const Group& group, const std::vector<Quantities>& plans) {
    double cost = 0;
    std::vector<double> used(group.buckets(), 0.0);
    for (std::size_t member = 0; member < plans.size(); ++member) {
        cost += product_cost(*group.members[member], plans[member]);
        for (std::size_t bucket = 0; bucket < used.size(); ++bucket) {
            used[bucket] += hours_used(*group.members[member], plans[member], bucket);
        }
    }
    for (std::size_t bucket = 0; bucket < used.size(); ++bucket) {
        cost += hours_cost(group, bucket, used[bucket]);
    }
    return cost;
}

}  // namespace bihuan::supply
