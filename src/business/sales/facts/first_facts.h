#pragma once

#include "business/sales/facts/facts.h"
#include "business/sales/facts/staged_fact.h"

namespace bihuan::facts {

/// Writes the first facts of a kind ever. There is nothing to compare them with and no sum to add
/// to, so that they need no staging: three to four times faster than the general way, with the same
/// result. `next` fills the next fact, revision 0. Returns the number of rows.
std::int64_t add_first_facts(Transaction& t,
                             FactKind kind,
                             const std::function<bool(StagedFact&)>& next);

}  // namespace bihuan::facts
