#include "platform/identity/identity.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "identity/queries.h"
#include "platform/http/problem.h"
#include "platform/identity/known_browsers.h"

namespace bihuan::identity {

namespace queries = identity_queries;

namespace {

// Writing the time at every request would make every page a write.
constexpr std::chrono::minutes kTouchEvery{1};
constexpr std::size_t kLongestLogin = 100;
constexpr std::size_t kTokenSize = 43;

/// No account has such a login, and no database needs to be asked.
bool is_no_login(std::string_view login) {
    return login.empty() || login.size() > kLongestLogin ||
           std::ranges::any_of(login, [](char c) { return static_cast<unsigned char>(c) < 0x20U; });
}

[[noreturn]] void fail_new_password(Issues issues) {
    throw Error(ErrorCode::InvalidInput, "The new password will not do.", std::move(issues));
}

}  // namespace

struct Identity::SignIn {
    Attempt attempt;
    std::string browser_token;  ///< One of ours; empty when the browser has none.
};

Identity::Identity(Database& database,
                   const Clock& clock,
                   MemberSource members,
                   IdentityOptions options)
    : database_(database),
      clock_(clock),
      members_(std::move(members)),
      options_(std::move(options)),
      hasher_(options_.cost),
      limits_(options_.rates),
      changes_(options_.rates.per_known_browser),
      touches_(database, clock),
      security_(database, clock) {}

NewSession Identity::sign_in(std::string_view login_text,
                             std::string_view password,
                             const Browser& browser) {
    SignIn sign_in{.attempt = {.login = normal_login(login_text), .address = browser.address}};
    const auto& login = sign_in.attempt.login;
    if (browser.token.size() == kTokenSize) {
        const auto known = database_.read(Viewer::system("sign-in"), [&](Session& session) {
            return find_browser(session, browser.token, login, clock_.now());
        });
        sign_in.browser_token = known.token;
        if (known.signs_in) sign_in.attempt.browser = token_hash(known.token);
    }
    require_patience(sign_in);

    std::optional<Account> account;
    if (!is_no_login(login))
        account = database_.read(Viewer::system("sign-in"),
                                 [&](Session& session) { return find_account(session, login); });
    if (!account) {
        // As slow as a wrong password, so that nobody learns which logins exist.
        hasher_.verify_nothing(password);
        fail_sign_in(sign_in, 0);
    }
    if (!hasher_.verify(account->password_hash, password))
        fail_sign_in(sign_in, account->person_id);
    const bool active = database_.read(Viewer::system("sign-in"), [&](Session& session) {
        return members_(session, account->person_id).has_value();
    });
    if (!active) fail_sign_in(sign_in, account->person_id);

    auto from_known = browser;
    from_known.token = sign_in.browser_token;
    auto session = open_session(*account, from_known);
    rehash(*account, password);
    limits_.forgive(sign_in.attempt);
    return session;
}

void Identity::require_patience(const SignIn& sign_in) {
    try {
        limits_.require(sign_in.attempt, clock_.now());
    } catch (const http::Throttled&) {
        // Whose login it is is not looked up: a refusal must stay cheap.
        security_.note({.action = "accounts.sign_in_delayed",
                        .subject_kind = "accounts",
                        .address = sign_in.attempt.address});
        throw;
    }
}

void Identity::fail_sign_in(const SignIn& sign_in, std::int64_t person_id) {
    security_.note({.action = "accounts.sign_in_failed",
                    .subject_kind = "accounts",
                    .subject_id = person_id,
                    .address = sign_in.attempt.address});
    throw Error(ErrorCode::Unauthenticated, "The login or the password is wrong.");
}

NewSession Identity::open_session(const Account& account, const Browser& browser) {
    NewSession made{.token = random_token(),
                    .browser_token = browser.token.empty() ? random_token() : browser.token};
    made.caller = {.login = account.login,
                   .csrf_token = random_token(),
                   .session_hash = token_hash(made.token),
                   .demo_password = account.demo_password,
                   .must_change_password = account.must_change_password};
    auto member = database_.read(Viewer::system("sign-in"), [&](Session& session) {
        return members_(session, account.person_id);
    });
    if (!member) throw Error(ErrorCode::Unauthenticated, "Please sign in.");
    made.caller.viewer = std::move(member->viewer);
    made.caller.viewer.address = browser.address;
    made.caller.person_json = std::move(member->person_json);

    tell(database_.write(made.caller.viewer, clock_, [&](Transaction& transaction) {
        require_unchanged(transaction, account);
        auto ended = end_old_sessions(transaction, transaction.now() - options_.idle_time);
        if (!browser.former_session.empty())
            if (auto former = identity::end_session(transaction,
                                                    token_hash(browser.former_session),
                                                    "accounts.session_ended",
                                                    "signed in again"))
                ended.push_back(*former);
        add_session(transaction, start_of(made, browser));
        keep_browser(transaction, account.person_id, made.browser_token);
        transaction.record({.action = "accounts.signed_in",
                            .subject_kind = "accounts",
                            .subject_id = account.person_id});
        return ended;
    }));
    return made;
}

SessionStart Identity::start_of(const NewSession& made, const Browser& browser) const {
    return {.person_id = made.caller.viewer.person_id,
            .token_hash = made.caller.session_hash,
            .csrf_token = made.caller.csrf_token,
            .address = browser.address,
            .browser = browser.name,
            .expires_at = clock_.now() + options_.whole_time};
}

void Identity::rehash(const Account& account, std::string_view password) {
    if (!hasher_.is_outdated(account.password_hash)) return;
    const auto hash = hasher_.hash(password);
    database_.write(Viewer::system("sign-in"), clock_, [&](Transaction& transaction) {
        const auto replaced = transaction.execute(queries::kReplacePasswordHash,
                                                  {{"person_id", account.person_id},
                                                   {"verified_hash", account.password_hash},
                                                   {"password_hash", hash}},
                                                  Trace::None);
        if (replaced > 0) note_rehash(transaction, account, hash);
    });
}

void Identity::sign_out(const Caller& caller) {
    const auto ended = database_.write(caller.viewer, clock_, [&](Transaction& transaction) {
        return identity::end_session(transaction, caller.session_hash, "accounts.signed_out");
    });
    if (ended) tell({*ended});
}

std::optional<Caller> Identity::find_caller(std::string_view token, std::string_view address) {
    if (token.empty()) return std::nullopt;
    const auto hash = token_hash(token);
    bool stale = false;
    std::optional<EndedSession> over;
    auto caller = database_.read(Viewer::system("session"), [&](Session& session) {
        auto found = read_caller(session, hash, stale);
        if (!found)
            if (const auto row = find_session(session, hash)) over = {row->person_id, hash};
        return found;
    });
    if (over) tell({*over});
    if (!caller) return std::nullopt;
    caller->viewer.address = address;
    if (stale) touches_.add(hash);
    return caller;
}

std::optional<Caller> Identity::read_caller(Session& session,
                                            const std::string& hash,
                                            bool& stale) {
    const auto now = clock_.now();
    const auto row = find_session(session, hash);
    if (!row || row->expires_at <= now) return std::nullopt;
    auto member = members_(session, row->person_id);
    if (!member || row->seen_at + idle_time_of(member->viewer) <= now) return std::nullopt;
    stale = row->seen_at + kTouchEvery <= now;
    return Caller{.viewer = std::move(member->viewer),
                  .person_json = std::move(member->person_json),
                  .login = row->login,
                  .csrf_token = row->csrf_token,
                  .session_hash = hash,
                  .demo_password = row->demo_password,
                  .must_change_password = row->must_change_password};
}

bool Identity::is_live(const std::string& session_hash) {
    bool stale = false;
    return database_.read(Viewer::system("session"), [&](Session& session) {
        return read_caller(session, session_hash, stale).has_value();
    });
}

std::chrono::minutes Identity::idle_time_of(const Viewer& viewer) const {
    return viewer.may(kAccountsPermission) ? options_.administrator_idle_time : options_.idle_time;
}

std::vector<OwnSession> Identity::own_sessions(const Caller& caller) {
    const auto now = clock_.now();
    return database_.read(caller.viewer, [&](Session& session) {
        return sessions_of(session,
                           caller.viewer.person_id,
                           caller.session_hash,
                           now - idle_time_of(caller.viewer),
                           now);
    });
}

void Identity::end_session(const Caller& caller, std::string_view id) {
    const auto ended = database_.write(caller.viewer, clock_, [&](Transaction& transaction) {
        const auto hash = hash_of_session(transaction, caller.viewer.person_id, id);
        if (!hash) throw Error(ErrorCode::NotFound, "This session has ended already.");
        return identity::end_session(transaction, *hash, "accounts.session_ended", "by the person");
    });
    if (ended) tell({*ended});
}

std::size_t Identity::end_other_sessions(const Caller& caller) {
    const auto ended = database_.write(caller.viewer, clock_, [&](Transaction& transaction) {
        std::vector<EndedSession> others;
        for (const auto& session : transaction.query<EndedSession>(
                 queries::kSessionHashesOfPerson, {{"person_id", caller.viewer.person_id}})) {
            if (session.token_hash == caller.session_hash) continue;
            identity::end_session(
                transaction, session.token_hash, "accounts.session_ended", "by the person");
            others.push_back(session);
        }
        return others;
    });
    tell(ended);
    return ended.size();
}

NewSession Identity::change_password(const Caller& caller,
                                     std::string_view old_password,
                                     std::string_view new_password,
                                     const Browser& browser) {
    auto account = database_.read(Viewer::system("password"), [&](Session& session) {
        return find_account_of(session, caller.viewer.person_id);
    });
    if (!account) throw Error(ErrorCode::Unauthenticated, "Please sign in.");
    const auto person = std::to_string(account->person_id);
    changes_.require(person, clock_.now(), "Too many attempts; wait a little.");
    if (!hasher_.verify(account->password_hash, old_password)) {
        security_.note({.action = "accounts.sign_in_failed",
                        .subject_kind = "accounts",
                        .subject_id = account->person_id,
                        .reason = "change_password",
                        .person_id = account->person_id,
                        .address = browser.address});
        throw Error(ErrorCode::InvalidInput,
                    "The old password is wrong.",
                    {{.code = "wrong_password",
                      .field = "/old_password",
                      .message = "Type the password you signed in with."}});
    }
    if (new_password == old_password)
        fail_new_password({{.code = "password_unchanged",
                            .field = "/new_password",
                            .message = "Take another one than now."}});
    require_good_password(*account, new_password);
    const auto verified = *account;
    account->demo_password = false;
    account->must_change_password = false;
    account->password_hash = hasher_.hash(new_password);
    // Under a new token: whoever has seen the old one has nothing of it.
    NewSession made{.token = random_token(), .browser_token = browser.token, .caller = caller};
    made.caller.csrf_token = random_token();
    made.caller.session_hash = token_hash(made.token);
    made.caller.demo_password = made.caller.must_change_password = false;
    tell(database_.write(caller.viewer, clock_, [&](Transaction& transaction) {
        require_unchanged(transaction, verified);
        auto ended = store_account(transaction, *account, PasswordGiver::Self);
        add_session(transaction, start_of(made, browser));
        return ended;
    }));
    changes_.forgive(person);
    return made;
}

void Identity::require_good_password(const Account& account, std::string_view password) {
    PasswordOwner owner{.login = account.login};
    if (options_.known_words)
        owner.known_words = database_.read(Viewer::system("password"), [&](Session& session) {
            return options_.known_words(session, account.person_id);
        });
    if (auto issues = find_password_issues(owner, password); !issues.empty())
        fail_new_password(std::move(issues));
}

void Identity::set_password(const Viewer& viewer, Account account, std::string_view password) {
    account.login = normal_login(account.login);
    if (is_no_login(account.login))
        throw Error(ErrorCode::InvalidInput,
                    "The login will not do.",
                    {{.code = "required",
                      .field = "/login",
                      .message = "Give a login of 1 to 100 characters."}});
    if (!account.demo_password) require_good_password(account, password);
    account.must_change_password = !account.demo_password && viewer.person_id != account.person_id;
    account.password_hash = hasher_.hash(password);
    tell(database_.write(viewer, clock_, [&](Transaction& transaction) {
        return store_account(transaction, account);
    }));
}

void Identity::erase_account(const Viewer& viewer, std::int64_t person_id) {
    tell(database_.write(viewer, clock_, [&](Transaction& transaction) {
        if (options_.may_erase) options_.may_erase(transaction, person_id);
        return identity::erase_account(transaction, person_id);
    }));
}

void Identity::note_refusal(const Caller* caller,
                            std::string_view operation,
                            std::string_view address) {
    security_.note({.action = "access.refused",
                    .subject_kind = "operations",
                    .reason = std::string(operation),
                    .person_id = caller == nullptr ? 0 : caller->viewer.person_id,
                    .address = std::string(address)});
}

void Identity::tell(const std::vector<EndedSession>& ended) const {
    if (!session_ended_) return;
    for (const auto& session : ended) session_ended_(session);
}

}  // namespace bihuan::identity
