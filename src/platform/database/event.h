#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/describe.h"

// Who did what, when and why. Events stand in the transaction of their change and are chained by
// hash: hash = SHA-256([address,] previous hash, sequence, at, person, action, subject, reason,
// before, after).
namespace bihuan {

struct Event {
    std::string action;        ///< "products.updated": table or room, then the verb's past form.
    std::string subject_kind;  ///< Table of the row it is about.
    std::int64_t subject_id = 0;
    std::string reason;
    std::string before;  ///< JSON of the row before; empty for a new one.
    std::string after;   ///< JSON of the row after; empty for a removed one.
};

struct StoredEvent {
    Id<StoredEvent> id;
    std::int64_t sequence = 0;
    Instant at;
    std::optional<std::int64_t> person_id;
    std::string action;
    std::string subject_kind;
    std::optional<std::int64_t> subject_id;
    std::string reason;
    std::optional<std::string> before_state;
    std::optional<std::string> after_state;
    std::string previous_hash;
    std::string hash;
    std::optional<std::string> address;  ///< Of whoever asked for it; none for the product itself.
};

template <>
inline constexpr auto kDescription<StoredEvent> = describe<StoredEvent>(
    "events",
    field("id", &StoredEvent::id),
    field("sequence", &StoredEvent::sequence),
    field("at", &StoredEvent::at),
    field("person_id", &StoredEvent::person_id),
    field("action", &StoredEvent::action, at_most(100)),
    field("subject_kind", &StoredEvent::subject_kind, at_most(100)),
    field("subject_id", &StoredEvent::subject_id),
    field("reason", &StoredEvent::reason, at_most(2000), multi_line),
    field("before_state", &StoredEvent::before_state, at_most(kLongestDocument)),
    field("after_state", &StoredEvent::after_state, at_most(kLongestDocument)),
    field("previous_hash", &StoredEvent::previous_hash, at_most(64)),
    field("hash", &StoredEvent::hash, at_most(64)),
    field("address", &StoredEvent::address, at_most(100)));

struct EventHead {
    std::int64_t sequence = 0;
    std::string hash;
};

template <>
inline constexpr auto kDescription<EventHead> = describe<EventHead>(
    "", field("sequence", &EventHead::sequence), field("hash", &EventHead::hash));

/// The hash that an event must carry after `previous_hash`; 64 hexadecimal digits.
std::string event_hash(const StoredEvent& event);

class Session;

/// Walks the whole chain; an issue per event that was changed, removed or put in between.
Issues find_broken_events(Session& session);

}  // namespace bihuan
