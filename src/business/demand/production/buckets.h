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

/// The plan of a month earlier cut to new buckets by days; whole units, and each layer adds up.
/// Ends before the first bucket that it does not cover whole. Empty without rows.
supply::LastPlan cut_to_buckets(const std::vector<PlanRow>& rows,
                                const std::vector<supply::Bucket>& buckets);

}  // namespace bihuan::production
