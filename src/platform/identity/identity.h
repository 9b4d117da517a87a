#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/database/database.h"
#include "platform/identity/account.h"
#include "platform/identity/password.h"
#include "platform/identity/password_rules.h"
#include "platform/identity/security_log.h"
#include "platform/identity/session_touches.h"
#include "platform/identity/sessions.h"
#include "platform/identity/sign_in_limits.h"

namespace bihuan::identity {

/// Who may give and take accounts; their sessions rest for a shorter time.
inline constexpr std::string_view kAccountsPermission = "accounts.write";

/// What the room that knows people says about one of them.
struct Member {
    Viewer viewer;
    std::string person_json;  ///< {"id","name","roles","region_ids"} for the session's answer.
};

/// None when the person is gone or no longer active: no session of theirs is good then.
using MemberSource = std::function<std::optional<Member>(Session&, std::int64_t person_id)>;
/// What strangers know about a person: name, code, e-mail, company.
using KnownWords = std::function<std::vector<std::string>(Session&, std::int64_t person_id)>;
/// Throws when the person's account must stay (the last administrator's).
using ErasureGuard = std::function<void(Transaction&, std::int64_t person_id)>;
/// Called once a session has ended, by its token hash, in the thread that ended it.
using SessionListener = std::function<void(const EndedSession&)>;

/// Who is behind a request.
struct Caller {
    Viewer viewer;
    std::string person_json;
    std::string login;
    std::string csrf_token;
    std::string session_hash;
    bool demo_password = false;
    bool must_change_password = false;
};

/// From where somebody asks.
struct Browser {
    std::string address;
    std::string name = {};            ///< User-Agent.
    std::string token = {};           ///< Of the cookie that browsers are known by.
    std::string former_session = {};  ///< The session's cookie; it ends at a new sign-in.
};

/// A sign-in that worked. The tokens go into cookies and are kept nowhere else.
struct NewSession {
    std::string token;
    std::string browser_token;
    Caller caller;
};

struct IdentityOptions {
    PasswordCost cost;
    std::chrono::minutes idle_time{12 * 60};           ///< A session nobody uses ends.
    std::chrono::minutes administrator_idle_time{30};  ///< So does one that may give accounts.
    std::chrono::minutes whole_time{7 * 24 * 60};      ///< However much it is used.
    SignInRates rates = {};
    KnownWords known_words = {};
    ErasureGuard may_erase = {};
};

/// Accounts, passwords and sessions. Thread-safe.
class Identity {
public:
    Identity(Database& database, const Clock& clock, MemberSource members, IdentityOptions options);

    /// Before anybody signs in: who wants to know of sessions that end in this process.
    void on_session_end(SessionListener listener) { session_ended_ = std::move(listener); }

    /// Throws Unauthenticated for any wrong pair, whatever is wrong with it, and Throttled after
    /// too many tries (sign_in_limits.h). The browser's former session ends.
    NewSession sign_in(std::string_view login, std::string_view password, const Browser& browser);
    NewSession sign_in(std::string_view login,
                       std::string_view password,
                       std::string_view address) {
        return sign_in(login, password, Browser{.address = std::string(address)});
    }
    void sign_out(const Caller& caller);
    /// Who has this token; none when it is unknown or has expired. Their viewer carries `address`.
    std::optional<Caller> find_caller(std::string_view token, std::string_view address = {});
    /// The session is still good, also after what another process did. Reads; for streams that
    /// outlive a request.
    bool is_live(const std::string& session_hash);

    /// Waits until it is stored that sessions were used; otherwise that takes its time.
    void store_touches() { touches_.flush(); }
    /// Waits until every refusal noted so far is an event.
    void store_refusals() { security_.flush(); }

    std::vector<OwnSession> own_sessions(const Caller& caller);
    /// Throws NotFound when the person has no such session.
    void end_session(const Caller& caller, std::string_view id);
    /// All of the person's but this one; tells how many.
    std::size_t end_other_sessions(const Caller& caller);

    /// Throws InvalidInput when the old password is wrong or the new one will not do. Ends all
    /// sessions of the person; this one goes on under a new token.
    NewSession change_password(const Caller& caller,
                               std::string_view old_password,
                               std::string_view new_password,
                               const Browser& browser);
    /// An account for a person, made or changed by somebody else, who then knows the password: it
    /// must be changed at the first sign-in. Demo passwords may be any and may stay.
    void set_password(const Viewer& viewer, Account account, std::string_view password);
    /// Throws NotFound when the person has none, and what the guard throws.
    void erase_account(const Viewer& viewer, std::int64_t person_id);

    /// The request was answered by 403.
    void note_refusal(const Caller* caller, std::string_view operation, std::string_view address);

private:
    struct SignIn;

    void require_patience(const SignIn& attempt);
    [[noreturn]] void fail_sign_in(const SignIn& attempt, std::int64_t person_id);
    NewSession open_session(const Account& account, const Browser& browser);
    SessionStart start_of(const NewSession& made, const Browser& browser) const;
    void rehash(const Account& account, std::string_view password);
    void require_good_password(const Account& account, std::string_view password);
    std::chrono::minutes idle_time_of(const Viewer& viewer) const;
    std::optional<Caller> read_caller(Session& session, const std::string& hash, bool& stale);
    void tell(const std::vector<EndedSession>& ended) const;

    Database& database_;
    const Clock& clock_;
    MemberSource members_;
    IdentityOptions options_;
    PasswordHasher hasher_;
    SignInLimits limits_;
    http::Throttle changes_;
    SessionListener session_ended_;
    SessionTouches touches_;
    SecurityLog security_;
};

}  // namespace bihuan::identity
