#pragma once

#include <array>
#include <span>
#include <string_view>

#include "base/work_calendar.h"
#include "business/company/people/person.h"

namespace bihuan::handovers {

enum class Direction : std::uint8_t { MarketingToSales, SalesToMarketing, Plan };

/// One of the fourteen hand-overs of the loop, or the production plan.
struct HandoverKind {
    std::string_view code;
    Direction direction;
    Role owner;
    /// False while the product has no way to record what the document is made of.
    bool compiled;
};

/// M2S-1 … M2S-5, S2M-1 … S2M-9.
std::span<const HandoverKind> loop_kinds();
/// The production plan with its change and reasons.
const HandoverKind& plan_kind();
/// Of any code; throws NotFound.
const HandoverKind& kind_of(std::string_view code);

/// Who shall read what goes in this direction.
std::span<const Role> receivers_of(Direction direction);

/// The third working day of the month after.
Day due_day_of(Month month, const WorkCalendar& calendar);

}  // namespace bihuan::handovers
