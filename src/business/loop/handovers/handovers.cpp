#include "business/loop/handovers/handovers.h"

#include <algorithm>
#include <map>

#include "base/content_hash.h"
#include "base/describe_json.h"
#include "business/loop/handovers/documents.h"
#include "handovers/queries.h"

namespace bihuan::handovers {

struct LastEdition {
    std::int64_t edition = 0;
    std::string document_hash;
};

struct Edition {
    Id<Handover> id;
    std::string code;
    std::int64_t edition = 0;
    double completeness = 0;
    std::string missing;
    std::string document_hash;
    Instant delivered_at;
    std::string decision;
    std::int64_t receipts = 0;
    std::int64_t known_receipts = 0;
};

}  // namespace bihuan::handovers

namespace bihuan {

template <>
inline constexpr auto kDescription<handovers::LastEdition> = describe<handovers::LastEdition>(
    "",
    field("edition", &handovers::LastEdition::edition),
    field("document_hash", &handovers::LastEdition::document_hash));

template <>
inline constexpr auto kDescription<handovers::Edition> =
    describe<handovers::Edition>("",
                                 field("id", &handovers::Edition::id),
                                 field("code", &handovers::Edition::code),
                                 field("edition", &handovers::Edition::edition),
                                 field("completeness", &handovers::Edition::completeness),
                                 field("missing", &handovers::Edition::missing),
                                 field("document_hash", &handovers::Edition::document_hash),
                                 field("delivered_at", &handovers::Edition::delivered_at),
                                 field("decision", &handovers::Edition::decision),
                                 field("receipts", &handovers::Edition::receipts),
                                 field("known_receipts", &handovers::Edition::known_receipts));

}  // namespace bihuan

namespace bihuan::handovers {

namespace {

Document compile(Session& session, Id<Scenario> scenario, Month month, std::string_view code) {
    if (code == "M2S-1") return promotion_document(session, month);
    if (code == "M2S-4") return target_document(session, scenario, month);
    if (code == "S2M-5") return sell_out_document(session, month);
    if (code == "S2M-7") return region_document(session, month);
    BIHUAN_CHECK(code == "PLAN");
    return plan_document(session, scenario, month);
}

Delivery deliver(
    Transaction& t, const HandoverKind& kind, Id<Scenario> scenario, Month month, Day due_day) {
    const auto document = compile(t, scenario, month, kind.code);
    const std::string text = document_text(document);
    Delivery delivery{.code = std::string(kind.code),
                      .fresh = true,
                      .completeness = document.completeness,
                      .missing = document.missing,
                      .document_hash = sha256_hex(text)};
    const auto last = t.query_optional<LastEdition>(
        handovers_queries::kLastEdition,
        {{"scenario_id", scenario}, {"month", month}, {"code", kind.code}});
    delivery.edition = last ? last->edition : 0;
    if (last && last->document_hash == delivery.document_hash) {
        delivery.fresh = false;
        return delivery;
    }
    ++delivery.edition;
    const Handover handover{.id = new_id<Handover>(),
                            .scenario_id = scenario,
                            .month = month,
                            .code = delivery.code,
                            .edition = delivery.edition,
                            .owner_role = std::string(choice_name(kind.owner)),
                            .due_day = due_day,
                            .completeness = document.completeness,
                            .missing = list_to_json(document.missing),
                            .document = text,
                            .document_hash = delivery.document_hash,
                            .delivered_at = t.now(),
                            .delivered_by = {t.viewer().person_id},
                            .version = 1};
    t.bulk_insert<Handover>(std::span(&handover, 1));
    auto delivered = to_json_object(handover);
    delivered.erase("document");  // its hash stands for it
    t.record({.action = "handovers.delivered",
              .subject_kind = "handovers",
              .subject_id = handover.id.value,
              .after = delivered.dump()});
    return delivery;
}

std::map<Role, std::int64_t> people_by_role(Session& session, Day today) {
    std::map<Role, std::int64_t> counts;
    for (const auto& person : session.all<Person>()) {
        if (person.active_to && *person.active_to < today) continue;
        for (const auto role : person.roles) ++counts[role];
    }
    return counts;
}

HandoverState state_of(const Edition& edition) {
    if (!edition.decision.empty()) return HandoverState::Decided;
    return edition.receipts > 0 ? HandoverState::Acknowledged : HandoverState::Delivered;
}

HandoverState state_without(Month month, Day due_day, Day today) {
    if (today > due_day) return HandoverState::Late;
    return today >= month.end_day() ? HandoverState::Due : HandoverState::NotDue;
}

}  // namespace

std::vector<Delivery> publish(Transaction& t, Id<Scenario> scenario, Month month) {
    BIHUAN_CHECK(t.viewer().whole_company);
    const Day due_day = due_day_of(month, WorkCalendar::official());
    std::vector<Delivery> deliveries;
    for (const auto& kind : loop_kinds())
        if (kind.compiled) deliveries.push_back(deliver(t, kind, scenario, month, due_day));
    deliveries.push_back(deliver(t, plan_kind(), scenario, month, due_day));
    return deliveries;
}

std::vector<LedgerEntry> ledger(Session& session, Id<Scenario> scenario, Month month, Day today) {
    const Day due_day = due_day_of(month, WorkCalendar::official());
    const auto people = people_by_role(session, today);
    std::map<std::string, Edition> newest;
    session.query_each<Edition>(handovers_queries::kMonthEditions,
                                {{"scenario_id", scenario}, {"month", month}},
                                [&](const Edition& edition) { newest[edition.code] = edition; });
    std::vector<HandoverKind> kinds(loop_kinds().begin(), loop_kinds().end());
    kinds.push_back(plan_kind());
    std::vector<LedgerEntry> entries;
    for (const auto& kind : kinds) {
        LedgerEntry entry{.kind = kind};
        for (const auto role : receivers_of(kind.direction))
            if (const auto found = people.find(role); found != people.end())
                entry.receivers += found->second;
        if (kind.compiled) entry.due_day = due_day;
        if (const auto found = newest.find(std::string(kind.code)); found != newest.end()) {
            const auto& edition = found->second;
            entry.state = state_of(edition);
            entry.completeness = edition.completeness;
            entry.missing = list_from_json(edition.missing).value_or(std::vector<std::string>{});
            entry.handover_id = edition.id;
            entry.delivered_at = edition.delivered_at;
            entry.acknowledged = edition.known_receipts;
        } else if (kind.compiled) {
            entry.state = state_without(month, due_day, today);
            entry.missing = {"not_closed"};
        } else {
            entry.missing = {"no_module"};
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

bool may_open(const Session& session, const HandoverKind& kind) {
    return kind.direction != Direction::Plan || session.viewer().may("production.read");
}

void acknowledge(Transaction& t, Id<Handover> id, const std::string& question) {
    if (t.viewer().person_id == 0)
        throw Error(ErrorCode::Forbidden, "Only a person can acknowledge a hand-over.");
    require_openable(t, t.get(id));
    auto page = t.list<HandoverReceipt>({.filters = {{"handover_id", {Value{id.value}}},
                                                     {"person_id", {Value{t.viewer().person_id}}}},
                                         .limit = 1});
    if (page.items.empty()) {
        HandoverReceipt receipt{.handover_id = id,
                                .person_id = {t.viewer().person_id},
                                .acknowledged_at = t.now(),
                                .question = question};
        t.insert(receipt);
        return;
    }
    auto& receipt = page.items.front();
    if (question.empty() || receipt.question == question) return;
    receipt.question = question;
    t.update(receipt, receipt.version);
}

void require_openable(Session& session, const Handover& handover) {
    forecasts::get_scenario(session, handover.scenario_id);
    if (!may_open(session, kind_of(handover.code)))
        Session::fail_not_found(description_of<Handover>(), handover.id.value);
}

void decide(Transaction& t, Id<Handover> id, const std::string& decision) {
    if (decision.empty())
        throw Error(ErrorCode::InvalidInput,
                    "A decision needs words.",
                    {{"missing", "/decision", "Write what was decided.", ""}});
    const auto kept = text_for(description_of<Handover>(), "decision", decision);
    const auto changed = t.execute(handovers_queries::kDecide,
                                   {{"id", id},
                                    {"decision", kept},
                                    {"decided_at", t.now()},
                                    {"decided_by", Id<Person>{t.viewer().person_id}}});
    if (changed == 0) {
        t.get(id);
        throw Error(ErrorCode::Conflict, "A decision was recorded for this hand-over already.");
    }
    auto decided = to_json_object(t.get(id));
    for (const char* field : {"document", "month"}) decided.erase(field);
    t.record({.action = "handovers.decided",
              .subject_kind = "handovers",
              .subject_id = id.value,
              .reason = kept,
              .after = decided.dump()});
}

}  // namespace bihuan::handovers
