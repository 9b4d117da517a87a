#pragma once

#include <vector>

#include "engine/supply/requirement.h"

namespace bihuan::supply {

/// The products that share a line's hours; without a line, a product alone.
struct Group {
    const Line* line = nullptr;
    std::vector<std::size_t> products;        ///< Indices into Problem::products, ascending.
    std::vector<const Requirement*> members;  ///< Same order.
    std::vector<double> hours;                ///< Per bucket; infinite when unlimited.
    std::vector<double> overtime;             ///< Hours that can be added per bucket.
    double overtime_cost = 0;
    /// Per hour beyond overtime; dearer than any shortage, so only fixed quantities reach there.
    double overload_cost = 0;
    std::vector<double> fixed_hours;  ///< Of the fixed quantities, per bucket; or empty.

    bool limited() const;
    std::size_t buckets() const { return hours.size(); }
};

/// Cost of overtime and of hours beyond it, for a bucket with so many hours of work. Hours beyond
/// that nothing fixed takes are never worth it, however few they are.
double hours_cost(const Group& group, std::size_t bucket, double used);

/// Cost of the whole group.
double group_cost(const Group& group, const std::vector<Quantities>& plans);

}  // namespace bihuan::supply
