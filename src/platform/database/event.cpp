#include "platform/database/event.h"

#include <fmt/format.h>

#include "base/content_hash.h"
#include "database/queries.h"
#include "platform/database/session.h"

namespace bihuan {

std::string event_hash(const StoredEvent& event) {
    // An event without an address hashes as it did before there were any. '@' begins no hash.
    const std::string address = event.address ? fmt::format("@{}\x1f", *event.address) : "";
    const std::string text = fmt::format("{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}",
                                         event.previous_hash,
                                         event.sequence,
                                         to_string(event.at),
                                         event.person_id.value_or(0),
                                         event.action,
                                         event.subject_kind,
                                         event.subject_id.value_or(0),
                                         event.reason,
                                         event.before_state.value_or(""),
                                         event.after_state.value_or(""));
    return sha256_hex(address + text);
}

Issues find_broken_events(Session& session) {
    Issues issues;
    EventHead last;
    session.query_each<StoredEvent>(
        database_queries::kEventsInOrder, {}, [&](const StoredEvent& event) {
            const bool in_order =
                event.sequence == last.sequence + 1 && event.previous_hash == last.hash;
            if (!in_order || event.hash != event_hash(event)) {
                issues.push_back(
                    {in_order ? "event_changed" : "event_missing",
                     fmt::format("/events/{}", event.sequence),
                     fmt::format("Event {} does not continue the chain.", event.sequence),
                     event.hash});
            }
            last = {event.sequence, event.hash};
        });
    const auto head = session.query_one<EventHead>(database_queries::kEventHead, {});
    if (head.sequence != last.sequence || head.hash != last.hash)
        issues.push_back(
            {"event_missing", "/event_head", "The newest events are missing.", last.hash});
    return issues;
}

}  // namespace bihuan
