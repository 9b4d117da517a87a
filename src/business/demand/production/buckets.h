#pragma once

#include <vector>

#include "business/demand/production/month_plan.h"
#include "engine/supply/supply.h"

namespace bihuan::production {

/// The month's weeks, Monday to Sunday, cut at the month's ends; one of less than four days joins
/// its neighbour. Four or five buckets that cover the month.
std::vector<supply::Bucket> weeks_of(Month month);

/// The plan's buckets: the month after `closed` in weeks, then kMonthsAfter months.
std::vector<supply::Bucket> plan_buckets(Month closed);

/// How many of plan_buckets(closed) are weeks.
std::size_t week_count(Month closed);

/// What a product can be made in: nothing, or at least `smallest` and a multiple of `multiple`.
struct Lots {
    std::int64_t smallest = 0;
    std::int64_t multiple = 1;
};

/// The plan of a month earlier cut to new buckets by days, each old bucket's quantity in whole lots
/// and kept in sum; layers add up, the rounding goes to batches. Ends before the first bucket that
/// it does not cover whole. Empty without rows.
supply::LastPlan cut_to_buckets(const std::vector<PlanRow>& rows,
                                const std::vector<supply::Bucket>& buckets,
                                const Lots& lots);

}  // namespace bihuan::production
