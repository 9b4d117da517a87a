#pragma once

#include <optional>
#include <string>
#include <vector>

#include "business/loop/handovers/handover.h"
#include "business/loop/handovers/handover_kinds.h"
#include "platform/database/database.h"

// The fourteen hand-overs of a month and the production plan: delivered, read, decided from.
namespace bihuan::handovers {

struct Delivery {
    std::string code;
    std::int64_t edition = 0;
    bool fresh = false;  ///< False: the document had not changed and no new edition was made.
    double completeness = 0;
    std::vector<std::string> missing;
    std::string document_hash;
};

/// Compiles and freezes every document that can be compiled. A document with the same bytes as its
/// last edition makes no new one. Needs a viewer of the whole company.
std::vector<Delivery> publish(Transaction& t, Id<Scenario> scenario, Month month);

enum class HandoverState : std::uint8_t { NotDue, Due, Late, Delivered, Acknowledged, Decided };

/// One line of the loop's ledger.
struct LedgerEntry {
    HandoverKind kind;
    std::optional<Day> due_day;  ///< None while the product cannot record the document.
    HandoverState state = HandoverState::NotDue;
    std::optional<double> completeness;
    std::vector<std::string> missing;
    Id<Handover> handover_id;  ///< Of the newest edition; 0 when none.
    std::optional<Instant> delivered_at;
    std::int64_t acknowledged = 0;  ///< By people whom the viewer knows …
    std::int64_t receivers = 0;     ///< … of those of them who shall read it.
};

/// All fourteen in their order, and last the production plan.
std::vector<LedgerEntry> ledger(Session& session, Id<Scenario> scenario, Month month, Day today);

/// The production plan is for who may production.read; everything else for all, each their part.
bool may_open(const Session& session, const HandoverKind& kind);
/// Throws NotFound.
void require_openable(Session& session, const Handover& handover);

/// Records that the viewer has read the hand-over; again, it changes only the question.
void acknowledge(Transaction& t, Id<Handover> id, const std::string& question);

/// What was decided from the hand-over; throws Conflict when a decision stands already.
void decide(Transaction& t, Id<Handover> id, const std::string& decision);

}  // namespace bihuan::handovers

namespace bihuan {

template <>
inline constexpr std::array<std::string_view, 6> kChoices<handovers::HandoverState>{
    "not_due", "due", "late", "delivered", "acknowledged", "decided"};

}  // namespace bihuan
