#include "platform/identity/sessions.h"

#include "identity/queries.h"
#include "platform/identity/password.h"

namespace bihuan::identity {

namespace queries = identity_queries;

namespace {

struct StoredSession {
    std::string token_hash;
    Instant created_at;
    Instant seen_at;
    Instant expires_at;
    std::string address;
    std::string browser;
};

constexpr std::size_t kLongestBrowser = 200;

/// The hash of a hash: who knows it can still not present the token.
std::string public_id(const std::string& hash) {
    constexpr std::size_t kDigits = 16;
    return token_hash(hash).substr(0, kDigits);
}

/// A header's value may hold any bytes; a browser's name holds plain letters.
std::string plain(std::string text) {
    text.resize(std::min(text.size(), kLongestBrowser));
    for (char& c : text)
        if (c < ' ' || c > '~') c = '?';
    return text;
}

}  // namespace

}  // namespace bihuan::identity

template <>
inline constexpr auto bihuan::kDescription<bihuan::identity::StoredSession> =
    bihuan::describe<bihuan::identity::StoredSession>(
        "",
        field("token_hash", &bihuan::identity::StoredSession::token_hash),
        field("created_at", &bihuan::identity::StoredSession::created_at),
        field("seen_at", &bihuan::identity::StoredSession::seen_at),
        field("expires_at", &bihuan::identity::StoredSession::expires_at),
        field("address", &bihuan::identity::StoredSession::address),
        field("browser", &bihuan::identity::StoredSession::browser));

template <>
inline constexpr auto bihuan::kDescription<bihuan::identity::SessionRow> =
    bihuan::describe<bihuan::identity::SessionRow>(
        "",
        field("person_id", &bihuan::identity::SessionRow::person_id),
        field("csrf_token", &bihuan::identity::SessionRow::csrf_token),
        field("seen_at", &bihuan::identity::SessionRow::seen_at),
        field("expires_at", &bihuan::identity::SessionRow::expires_at),
        field("login", &bihuan::identity::SessionRow::login),
        field("demo_password", &bihuan::identity::SessionRow::demo_password),
        field("must_change_password", &bihuan::identity::SessionRow::must_change_password));

namespace bihuan::identity {

void add_session(Transaction& transaction, const SessionStart& start) {
    transaction.execute(queries::kAddSession,
                        {{"token_hash", start.token_hash},
                         {"person_id", start.person_id},
                         {"csrf_token", start.csrf_token},
                         {"now", transaction.now()},
                         {"expires_at", start.expires_at},
                         {"address", start.address},
                         {"browser", plain(start.browser)}},
                        Trace::None);
}

std::optional<SessionRow> find_session(Session& session, const std::string& token_hash) {
    return session.query_optional<SessionRow>(queries::kFindSession, {{"token_hash", token_hash}});
}

std::optional<EndedSession> end_session(Transaction& transaction,
                                        const std::string& token_hash,
                                        std::string_view action,
                                        std::string_view reason) {
    const auto row = find_session(transaction, token_hash);
    if (!row) return std::nullopt;
    transaction.execute(queries::kEraseSession, {{"token_hash", token_hash}}, Trace::None);
    transaction.record({.action = std::string(action),
                        .subject_kind = "accounts",
                        .subject_id = row->person_id,
                        .reason = std::string(reason)});
    return EndedSession{row->person_id, token_hash};
}

std::vector<EndedSession> end_old_sessions(Transaction& transaction, Instant seen_after) {
    auto old = transaction.query<EndedSession>(
        queries::kOldSessions, {{"now", transaction.now()}, {"seen_after", seen_after}});
    for (const auto& session : old)
        end_session(transaction, session.token_hash, "accounts.session_ended", "expired");
    return old;
}

std::vector<OwnSession> sessions_of(Session& session,
                                    std::int64_t person_id,
                                    const std::string& current_hash,
                                    Instant seen_after,
                                    Instant now) {
    std::vector<OwnSession> own;
    session.query_each<StoredSession>(
        queries::kSessionsOfPerson, {{"person_id", person_id}}, [&](const StoredSession& row) {
            if (row.expires_at <= now || row.seen_at <= seen_after) return;
            own.push_back({.id = public_id(row.token_hash),
                           .created_at = row.created_at,
                           .seen_at = row.seen_at,
                           .address = row.address,
                           .browser = row.browser,
                           .current = row.token_hash == current_hash});
        });
    return own;
}

std::optional<std::string> hash_of_session(Session& session,
                                           std::int64_t person_id,
                                           std::string_view id) {
    std::optional<std::string> found;
    session.query_each<StoredSession>(
        queries::kSessionsOfPerson, {{"person_id", person_id}}, [&](const StoredSession& row) {
            if (public_id(row.token_hash) == id) found = row.token_hash;
        });
    return found;
}

}  // namespace bihuan::identity
