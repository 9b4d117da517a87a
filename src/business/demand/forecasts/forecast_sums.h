#pragma once

#include "business/demand/forecasts/scenario.h"
#include "platform/database/transaction.h"

namespace bihuan::forecasts {

/// Sums the figures of one target month anew over all own products, by region and channel. Whoever
/// changes figures calls it in the same transaction.
void sum_forecasts(Transaction& t, Id<Scenario> scenario, Month month, Month target_month);

}  // namespace bihuan::forecasts
