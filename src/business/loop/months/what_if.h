#pragma once

#include "business/demand/forecasts/scenario.h"
#include "platform/database/transaction.h"

// Named copies of a month in which things may be tried. They share the company's facts and write
// rows of their own; the real month is scenario 1 and is never touched by them.
namespace bihuan::months {

/// The what-if copy of that name; made from the real month as it stands when there is none. Throws
/// Conflict when the name belongs to a copy of another month, InvalidInput for an empty name.
Scenario find_or_make_what_if(Transaction& t, const std::string& name, Month month);

/// Throws InvalidInput for the real company.
void remove_what_if(Transaction& t, Id<Scenario> id);

}  // namespace bihuan::months
