#pragma once

#include "business/loop/months/month_step.h"
#include "platform/database/session.h"

// Whether a step may be left alone without reading what it rests on. Private to the room.
namespace bihuan::months {

/// Every change writes an event. False only when all events since the step was done are known to
/// touch nothing that it rests on: the log-ins and jobs of the machine room, hand-overs, and what
/// the steps of the same month wrote (a step done anew marks the later ones stale itself). Any
/// other event, and more of them than are worth reading, is a change.
bool may_have_changed(Session& session, const MonthStep& step);

}  // namespace bihuan::months
