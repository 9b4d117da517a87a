#include "engine/supply/group.h"

#include <algorithm>
#include <cmath>

namespace bihuan::supply {

namespace {

constexpr double kSame = 1e-7;  ///< Hours that differ by less are the same.

}  // namespace

bool Group::limited() const {
    return std::any_of(hours.begin(), hours.end(), [](double each) { return std::isfinite(each); });
}

double hours_cost(const Group& group, std::size_t bucket, double used) {
    const double beyond = std::max(0.0, used - group.hours[bucket]);
    const double overtime = std::min(beyond, group.overtime[bucket]);
    const double overload = beyond - overtime;
    double cost = group.overtime_cost * overtime + group.overload_cost * overload;
    if (overload > kSame) {
        const double fixed = group.fixed_hours.empty() ? 0 : group.fixed_hours[bucket];
        cost += used > fixed + kSame ? group.overload_cost * (1 + group.hours[bucket]) : 0;
    }
    return cost;
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
