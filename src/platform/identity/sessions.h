#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/identity/account.h"

// The rows of sessions. Tokens are kept as hashes only. Private to the room but for OwnSession.
namespace bihuan::identity {

/// A session of a person's own, as they recognise it.
struct OwnSession {
    std::string id;  ///< Names it in an address; tells nothing of its token.
    Instant created_at;
    Instant seen_at;
    std::string address;
    std::string browser;  ///< User-Agent, plain and at most 200 bytes.
    bool current = false;
};

/// What a new session begins with.
struct SessionStart {
    std::int64_t person_id = 0;
    std::string token_hash;
    std::string csrf_token;
    std::string address;
    std::string browser;
    Instant expires_at;
};

/// A row and what its account says.
struct SessionRow {
    std::int64_t person_id = 0;
    std::string csrf_token;
    Instant seen_at;
    Instant expires_at;
    std::string login;
    bool demo_password = false;
    bool must_change_password = false;
};

void add_session(Transaction& transaction, const SessionStart& start);
std::optional<SessionRow> find_session(Session& session, const std::string& token_hash);
/// Ends it if it is there, and says so in an event with the reason.
std::optional<EndedSession> end_session(Transaction& transaction,
                                        const std::string& token_hash,
                                        std::string_view action,
                                        std::string_view reason = {});
/// Ends those that have expired by age, or by rest since `seen_after`.
std::vector<EndedSession> end_old_sessions(Transaction& transaction, Instant seen_after);

/// The person's sessions that are still good, the newest first.
std::vector<OwnSession> sessions_of(Session& session,
                                    std::int64_t person_id,
                                    const std::string& current_hash,
                                    Instant seen_after,
                                    Instant now);
/// The token hash of the person's session that goes by this id.
std::optional<std::string> hash_of_session(Session& session,
                                           std::int64_t person_id,
                                           std::string_view id);

}  // namespace bihuan::identity
