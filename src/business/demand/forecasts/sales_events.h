#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "platform/database/session.h"

// Which events change what forecasts are made from: sales, plans, products and places.
namespace bihuan::forecasts {

/// No step of a month reads what these change.
inline constexpr std::array<std::string_view, 6> kNeverRead{
    "access.", "accounts.", "exports.", "jobs.", "handovers.", "handover_receipts."};
/// Written by the steps of a month; the subject is the scenario.
inline constexpr std::array<std::string_view, 6> kWrittenBySteps{"months.",
                                                                 "forecasts.made",
                                                                 "forecasts.overridden",
                                                                 "targets.made",
                                                                 "production_plans.made",
                                                                 "forecast_scores.made"};
inline constexpr std::string_view kCorrections = "overrides.";
/// What people change of plans; compile and forecast look at sales only.
inline constexpr std::array<std::string_view, 2> kPlans{kCorrections, "scenarios."};

bool begins_with_one_of(std::string_view action, std::span<const std::string_view> beginnings);

bool may_change_sales(std::string_view action);

/// Whether any such event was written after this one; true when there are too many to look at.
bool sales_may_have_changed(Session& session, std::int64_t since);

}  // namespace bihuan::forecasts
