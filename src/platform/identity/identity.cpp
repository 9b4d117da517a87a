#include "platform/identity/identity.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "identity/queries.h"

namespace bihuan::identity {

namespace queries = identity_queries;

namespace {

constexpr std::int64_t kFreeAttempts = 10;
constexpr std::chrono::seconds kFirstLock{30};
constexpr std::chrono::seconds kLongestLock{15 * 60};
// Writing the time at every request would make every page a write.
constexpr std::chrono::minutes kTouchEvery{1};

struct SessionRow {
    std::int64_t person_id = 0;
    std::string csrf_token;
    Instant seen_at;
    Instant expires_at;
    std::string login;
    bool demo_password = false;
};

[[noreturn]] void fail_sign_in() {
    throw Error(ErrorCode::Unauthenticated, "The login or the password is wrong.");
}

std::optional<Instant> lock_after(std::int64_t failed_attempts, Instant now) {
    if (failed_attempts < kFreeAttempts) return std::nullopt;
    const auto doublings = std::min<std::int64_t>(failed_attempts - kFreeAttempts, 10);
    return now + std::min(kLongestLock, kFirstLock * (std::int64_t{1} << doublings));
}

}  // namespace

}  // namespace bihuan::identity

template <>
inline constexpr auto bihuan::kDescription<bihuan::identity::SessionRow> =
    bihuan::describe<bihuan::identity::SessionRow>(
        "",
        field("person_id", &bihuan::identity::SessionRow::person_id),
        field("csrf_token", &bihuan::identity::SessionRow::csrf_token),
        field("seen_at", &bihuan::identity::SessionRow::seen_at),
        field("expires_at", &bihuan::identity::SessionRow::expires_at),
        field("login", &bihuan::identity::SessionRow::login),
        field("demo_password", &bihuan::identity::SessionRow::demo_password));

namespace bihuan::identity {

Identity::Identity(Database& database,
                   const Clock& clock,
                   MemberSource members,
                   IdentityOptions options)
    : database_(database),
      clock_(clock),
      members_(std::move(members)),
      options_(options),
      hasher_(options.cost),
      peers_(options.per_peer),
      logins_(options.per_login),
      touches_(database, clock) {}

NewSession Identity::sign_in(std::string_view login_text,
                             std::string_view password,
                             std::string_view peer) {
    constexpr std::string_view kWait = "Too many attempts to sign in; wait a little.";
    const auto login = normal_login(login_text);
    const auto now = clock_.now();
    // The login first: tries that it refuses do not count against an address that many share.
    logins_.require(login, now, kWait);
    peers_.require(peer, now, kWait);

    const auto account = database_.read(
        Viewer::system("sign-in"), [&](Session& session) { return find_account(session, login); });
    const bool locked = account && account->locked_until && *account->locked_until > now;
    if (!account || locked) {
        // As slow as a wrong password, so that nobody learns which logins exist.
        hasher_.verify_nothing(password);
        fail_sign_in();
    }
    if (!hasher_.verify(account->password_hash, password)) {
        note_failure(*account);
        fail_sign_in();
    }
    auto session = open_session(*account);
    if (hasher_.is_outdated(account->password_hash)) {
        const auto hash = hasher_.hash(password);
        database_.write(Viewer::system("sign-in"), clock_, [&](Transaction& transaction) {
            transaction.execute(queries::kReplacePasswordHash,
                                {{"person_id", account->person_id}, {"password_hash", hash}},
                                Trace::None);
        });
    }
    // A whole office may share one address: only failures count against it.
    peers_.give_back(peer);
    logins_.forgive(login);
    return session;
}

NewSession Identity::open_session(const Account& account) {
    NewSession made{.token = random_token()};
    made.caller = {.login = account.login,
                   .csrf_token = random_token(),
                   .session_hash = token_hash(made.token),
                   .demo_password = account.demo_password};
    auto member = database_.read(Viewer::system("sign-in"), [&](Session& session) {
        return members_(session, account.person_id);
    });
    if (!member) fail_sign_in();
    made.caller.viewer = std::move(member->viewer);
    made.caller.person_json = std::move(member->person_json);

    const Params attempt{{"person_id", account.person_id},
                         {"failed_attempts", 0},
                         {"locked_until", std::optional<Instant>()}};
    database_.write(made.caller.viewer, clock_, [&](Transaction& transaction) {
        const auto now = transaction.now();
        transaction.execute(queries::kNoteAttempt, attempt, Trace::None);
        transaction.execute(queries::kEraseOldSessions,
                            {{"now", now}, {"seen_after", now - options_.idle_time}},
                            Trace::None);
        transaction.execute(queries::kAddSession,
                            {{"token_hash", made.caller.session_hash},
                             {"person_id", account.person_id},
                             {"csrf_token", made.caller.csrf_token},
                             {"now", now},
                             {"expires_at", now + options_.whole_time}},
                            Trace::None);
        transaction.record({.action = "accounts.signed_in",
                            .subject_kind = "accounts",
                            .subject_id = account.person_id});
    });
    return made;
}

void Identity::note_failure(const Account& account) {
    const auto attempts = account.failed_attempts + 1;
    const auto locked_until = lock_after(attempts, clock_.now());
    database_.write(Viewer::system("sign-in"), clock_, [&](Transaction& transaction) {
        transaction.execute(queries::kNoteAttempt,
                            {{"person_id", account.person_id},
                             {"failed_attempts", attempts},
                             {"locked_until", locked_until}},
                            Trace::None);
        if (!locked_until) return;
        transaction.record({.action = "accounts.locked",
                            .subject_kind = "accounts",
                            .subject_id = account.person_id});
    });
}

void Identity::sign_out(const Caller& caller) {
    database_.write(caller.viewer, clock_, [&](Transaction& transaction) {
        transaction.execute(
            queries::kEraseSession, {{"token_hash", caller.session_hash}}, Trace::None);
        transaction.record({.action = "accounts.signed_out",
                            .subject_kind = "accounts",
                            .subject_id = caller.viewer.person_id});
    });
}

std::optional<Caller> Identity::find_caller(std::string_view token) {
    if (token.empty()) return std::nullopt;
    const auto hash = token_hash(token);
    const auto now = clock_.now();
    bool stale = false;
    auto caller =
        database_.read(Viewer::system("session"), [&](Session& session) -> std::optional<Caller> {
            const auto row =
                session.query_optional<SessionRow>(queries::kFindSession, {{"token_hash", hash}});
            if (!row || row->expires_at <= now || row->seen_at + options_.idle_time <= now)
                return std::nullopt;
            auto member = members_(session, row->person_id);
            if (!member) return std::nullopt;
            stale = row->seen_at + kTouchEvery <= now;
            return Caller{.viewer = std::move(member->viewer),
                          .person_json = std::move(member->person_json),
                          .login = row->login,
                          .csrf_token = row->csrf_token,
                          .session_hash = hash,
                          .demo_password = row->demo_password};
        });
    if (caller && stale) touches_.add(hash);
    return caller;
}

void Identity::change_password(const Caller& caller,
                               std::string_view old_password,
                               std::string_view new_password) {
    auto account = database_.read(Viewer::system("password"), [&](Session& session) {
        return find_account_of(session, caller.viewer.person_id);
    });
    if (!account) throw Error(ErrorCode::Unauthenticated, "Please sign in.");
    logins_.require(account->login, clock_.now(), "Too many attempts; wait a little.");
    if (!hasher_.verify(account->password_hash, old_password))
        throw Error(ErrorCode::InvalidInput,
                    "The old password is wrong.",
                    {{.code = "wrong_password",
                      .field = "/old_password",
                      .message = "Type the password you signed in with."}});
    account->demo_password = false;
    if (auto issues = find_password_issues(account->login, new_password); !issues.empty())
        throw Error(ErrorCode::InvalidInput, "The new password will not do.", std::move(issues));
    account->password_hash = hasher_.hash(new_password);
    database_.write(caller.viewer, clock_, [&](Transaction& transaction) {
        store_account(transaction, *account, caller.session_hash);
    });
    logins_.forgive(account->login);
}

void Identity::set_password(const Viewer& viewer, Account account, std::string_view password) {
    account.login = normal_login(account.login);
    if (account.login.empty() || account.login.size() > 100)
        throw Error(ErrorCode::InvalidInput,
                    "The login will not do.",
                    {{.code = "required",
                      .field = "/login",
                      .message = "Give a login of 1 to 100 characters."}});
    auto issues = find_password_issues(account.login, password);
    if (!issues.empty() && !account.demo_password)
        throw Error(ErrorCode::InvalidInput, "The new password will not do.", std::move(issues));
    account.password_hash = hasher_.hash(password);
    database_.write(
        viewer, clock_, [&](Transaction& transaction) { store_account(transaction, account); });
}

}  // namespace bihuan::identity
