#include "platform/identity/account.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/content_hash.h"
#include "identity/queries.h"

namespace bihuan::identity {

namespace queries = identity_queries;

namespace {

struct Total {
    std::int64_t total = 0;
};

}  // namespace

}  // namespace bihuan::identity

template <>
inline constexpr auto bihuan::kDescription<bihuan::identity::Total> =
    bihuan::describe<bihuan::identity::Total>("", field("total", &bihuan::identity::Total::total));

namespace bihuan::identity {

namespace {

std::vector<EndedSession> end_sessions_of(Transaction& transaction, std::int64_t person_id) {
    const Params of_person{{"person_id", person_id}};
    auto ended = transaction.query<EndedSession>(queries::kSessionHashesOfPerson, of_person);
    transaction.execute(queries::kEraseSessionsOfPerson, of_person, Trace::None);
    return ended;
}

/// Of the account as stored; empty when there is none.
std::string stored_digest(Session& session, std::int64_t person_id) {
    const auto stored = find_account_of(session, person_id);
    return stored ? digest_of(*stored) : std::string();
}

}  // namespace

std::string normal_login(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    std::string login(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    for (char& c : login)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return login;
}

std::optional<Account> find_account(Session& session, const std::string& login) {
    return session.query_optional<Account>(queries::kFindAccount, {{"login", login}});
}

std::optional<Account> find_account_of(Session& session, std::int64_t person_id) {
    return session.query_optional<Account>(queries::kAccountOfPerson, {{"person_id", person_id}});
}

void require_unchanged(Session& session, const Account& verified) {
    const auto now = find_account_of(session, verified.person_id);
    if (!now || now->login != verified.login || now->password_hash != verified.password_hash)
        throw Error(ErrorCode::Unauthenticated,
                    "The password was changed in the meantime; please sign in again.");
}

std::vector<Account> all_accounts(Session& session) {
    return session.query<Account>(queries::kAllAccounts, {});
}

bool has_demo_passwords(Session& session) {
    return session.query_one<Total>(queries::kCountDemoAccounts, {}).total > 0;
}

std::string digest_of(const Account& account) {
    return ContentHash()
        .add(account.login)
        .add(account.password_hash)
        .add(std::int64_t{account.demo_password})
        .add(std::int64_t{account.must_change_password})
        .hex();
}

std::vector<EndedSession> store_account(Transaction& transaction,
                                        const Account& account,
                                        PasswordGiver giver) {
    const auto other = find_account(transaction, account.login);
    if (other && other->person_id != account.person_id)
        throw Error(ErrorCode::Conflict,
                    fmt::format("The login {} belongs to somebody else.", account.login),
                    {{.code = "not_unique",
                      .field = "/login",
                      .message = "Take another login.",
                      .found = account.login}});
    const auto former = stored_digest(transaction, account.person_id);
    transaction.execute(queries::kStoreAccount,
                        {{"person_id", account.person_id},
                         {"login", account.login},
                         {"password_hash", account.password_hash},
                         {"demo_password", account.demo_password},
                         {"must_change_password", account.must_change_password},
                         {"changed_at", transaction.now()}});
    auto ended = end_sessions_of(transaction, account.person_id);
    const bool by_self = giver == PasswordGiver::Self;
    if (!by_self)
        transaction.execute(
            queries::kEraseBrowsersOfPerson, {{"person_id", account.person_id}}, Trace::None);
    const nlohmann::json after{{"must_change_password", account.must_change_password},
                               {"sessions_ended", ended.size()},
                               {"digest", digest_of(account)},
                               {"former_digest", former}};
    transaction.record({.action = by_self ? "accounts.password_changed" : "accounts.password_set",
                        .subject_kind = "accounts",
                        .subject_id = account.person_id,
                        .reason = account.login,
                        .after = after.dump()});
    return ended;
}

void note_rehash(Transaction& transaction, const Account& before, const std::string& hash) {
    auto after = before;
    after.password_hash = hash;
    const nlohmann::json state{{"digest", digest_of(after)}, {"former_digest", digest_of(before)}};
    transaction.record({.action = "accounts.password_rehashed",
                        .subject_kind = "accounts",
                        .subject_id = before.person_id,
                        .reason = before.login,
                        .after = state.dump()});
}

std::vector<EndedSession> erase_account(Transaction& transaction, std::int64_t person_id) {
    const auto account = find_account_of(transaction, person_id);
    if (!account)
        throw Error(ErrorCode::NotFound, fmt::format("Person {} has no account.", person_id));
    const Params of_person{{"person_id", person_id}};
    auto ended = end_sessions_of(transaction, person_id);
    transaction.execute(queries::kEraseBrowsersOfPerson, of_person, Trace::None);
    transaction.execute(queries::kEraseAccount, of_person);
    transaction.record({.action = "accounts.erased",
                        .subject_kind = "accounts",
                        .subject_id = person_id,
                        .reason = account->login});
    return ended;
}

}  // namespace bihuan::identity
