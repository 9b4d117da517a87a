#pragma once

#include "base/describe.h"
#include "business/company/people/person.h"
#include "business/demand/forecasts/scenario.h"

namespace bihuan {

/// A document that one department owes the other for a month, frozen when it was delivered. It
/// never changes; a correction is a new edition.
struct Handover {
    Id<Handover> id;
    Id<Scenario> scenario_id = kRealScenario;
    Month month;
    std::string code;  ///< "M2S-4", "S2M-5" …; "PLAN" is the production plan.
    std::int64_t edition = 1;
    std::string owner_role;
    Day due_day;
    double completeness = 0;  ///< 0…1: how much of what belongs in it was there.
    std::string missing;      ///< JSON list of codes of what was not.
    std::string document;     ///< JSON; see documents.h.
    std::string document_hash;
    Instant delivered_at;
    Id<Person> delivered_by;
    std::string decision;
    std::optional<Instant> decided_at;
    Id<Person> decided_by;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Handover> =
    describe<Handover>("handovers",
                       field("id", &Handover::id, read_only),
                       field("scenario_id", &Handover::scenario_id, refers_to("scenarios")),
                       field("month", &Handover::month),
                       field("code", &Handover::code, at_most(10)),
                       field("edition", &Handover::edition),
                       field("owner_role", &Handover::owner_role, at_most(40)),
                       field("due_day", &Handover::due_day),
                       field("completeness", &Handover::completeness, between(0, 1)),
                       field("missing", &Handover::missing, at_most(4000)),
                       field("document", &Handover::document, at_most(kLongestDocument)),
                       field("document_hash", &Handover::document_hash, at_most(64)),
                       field("delivered_at", &Handover::delivered_at),
                       field("delivered_by", &Handover::delivered_by, refers_to("people")),
                       field("decision", &Handover::decision, at_most(2000), multi_line),
                       field("decided_at", &Handover::decided_at),
                       field("decided_by", &Handover::decided_by, refers_to("people")),
                       field("version", &Handover::version, read_only));

/// One person has read a hand-over, perhaps with a question.
struct HandoverReceipt {
    Id<HandoverReceipt> id;
    Id<Handover> handover_id;
    Id<Person> person_id;
    Instant acknowledged_at;
    std::string question;
    std::string answer;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<HandoverReceipt> = describe<HandoverReceipt>(
    "handover_receipts",
    field("id", &HandoverReceipt::id, read_only),
    field("handover_id", &HandoverReceipt::handover_id, refers_to("handovers")),
    field("person_id", &HandoverReceipt::person_id, refers_to("people")),
    field("acknowledged_at", &HandoverReceipt::acknowledged_at),
    field("question", &HandoverReceipt::question, at_most(2000), multi_line),
    field("answer", &HandoverReceipt::answer, at_most(2000), multi_line),
    field("version", &HandoverReceipt::version, read_only));

}  // namespace bihuan
