#pragma once

#include <functional>
#include <string_view>

#include "app/demo/company_writer.h"
#include "app/demo/demo.h"

namespace bihuan::demo {

/// What was sold, over all reporting outlets.
struct SalesTotals {
    /// Units by own product and month from World::first.
    std::vector<std::vector<std::int64_t>> by_month;
    /// Units by region (index into World::regions) and own product in the month that comes next,
    /// a year before.
    std::vector<std::vector<std::int64_t>> year_before;
};

/// Sell-out of the reporting outlets; sell-in and stock counts that agree with it; stock in our own
/// warehouses at each month's end. Adds what was written to the report.
SalesTotals write_facts(Transaction& t,
                        const World& world,
                        const Written& written,
                        const DemoOptions& options,
                        DemoReport& report);

/// Factories, what each product needs of them, running orders; and what representatives propose to
/// sell next month.
void write_plans(Transaction& t,
                 const World& world,
                 const Written& written,
                 const SalesTotals& totals);

}  // namespace bihuan::demo
