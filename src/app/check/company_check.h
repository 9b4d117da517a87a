#pragma once

#include <functional>
#include <string_view>

#include "platform/database/session.h"

// Holds what a company has stored against what made it: rows against their events, sums against
// their parts, corrections against figures, documents against their hashes. It finds what another
// hand changed in the database, figures beyond their bounds, and our own mistakes.
namespace bihuan::check {

/// Told the part that is being looked at and the share of it that is done.
using Report = std::function<void(std::string_view part, double share)>;

/// Everything that does not agree, each with the row and what differs; empty when all is sound.
/// Needs a viewer of the whole company.
Issues check_company(Session& session, const Report& report = {});

// The parts.

/// Rows of every noun that people and imports write, beside the last that their events say.
Issues find_changed_rows(Session& session);
/// Accounts beside the digests in their newest events; a password is in none.
Issues find_changed_accounts(Session& session);
/// What the steps of each month wrote beside their events: forecasts, their layers, corrections and
/// sums; targets; production plans; scores; the steps themselves.
Issues find_changed_outputs(Session& session, const std::function<void(double)>& at);
/// What is kept beside nouns: where outlets belong, who sees which region.
Issues find_wrong_derived_rows(Session& session);

}  // namespace bihuan::check
