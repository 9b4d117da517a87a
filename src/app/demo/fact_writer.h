#pragma once

#include <functional>
#include <string_view>

#include "app/demo/company_writer.h"
#include "app/demo/demo.h"

namespace bihuan::demo {

/// Sell-out of the reporting outlets; sell-in and stock counts that agree with it; stock in our own
/// warehouses at each month's end. Adds what was written to the report.
void write_facts(Transaction& t,
                 const World& world,
                 const Written& written,
                 const DemoOptions& options,
                 DemoReport& report);

}  // namespace bihuan::demo
