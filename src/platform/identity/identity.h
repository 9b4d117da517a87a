#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/database/database.h"
#include "platform/http/throttle.h"
#include "platform/identity/account.h"
#include "platform/identity/password.h"
#include "platform/identity/session_touches.h"

namespace bihuan::identity {

/// What the room that knows people says about one of them.
struct Member {
    Viewer viewer;
    std::string person_json;  ///< {"id","name","roles","region_ids"} for the session's answer.
};

/// None when the person is gone or no longer active: no session of theirs is good then.
using MemberSource = std::function<std::optional<Member>(Session&, std::int64_t person_id)>;

/// Who is behind a request.
struct Caller {
    Viewer viewer;
    std::string person_json;
    std::string login;
    std::string csrf_token;
    std::string session_hash;
    bool demo_password = false;
};

/// A sign-in that worked. The token goes into the cookie and is kept nowhere else.
struct NewSession {
    std::string token;
    Caller caller;
};

struct IdentityOptions {
    PasswordCost cost;
    std::chrono::minutes idle_time{12 * 60};       ///< A session nobody uses ends.
    std::chrono::minutes whole_time{7 * 24 * 60};  ///< A session ends however much it is used.
    http::Throttle::Rate per_peer{.burst = 30, .refill = std::chrono::seconds{300}};
    http::Throttle::Rate per_login{.burst = 10, .refill = std::chrono::seconds{300}};
};

/// Accounts, passwords and sessions. Thread-safe.
class Identity {
public:
    Identity(Database& database, const Clock& clock, MemberSource members, IdentityOptions options);

    /// Throws Unauthenticated for any wrong pair, whatever is wrong with it, and Throttled after
    /// too many tries by the peer or for the login. Ten wrong passwords in a row lock the account
    /// for half a minute, each further one for twice as long, at most 15 minutes.
    NewSession sign_in(std::string_view login, std::string_view password, std::string_view peer);
    void sign_out(const Caller& caller);
    /// Who has this token; none when it is unknown or has expired.
    std::optional<Caller> find_caller(std::string_view token);

    /// Waits until it is stored that sessions were used; otherwise that takes its time.
    void store_touches() { touches_.flush(); }

    /// Throws InvalidInput when the old password is wrong or the new one will not do. Ends the
    /// person's other sessions.
    void change_password(const Caller& caller,
                         std::string_view old_password,
                         std::string_view new_password);
    /// An account for a person, made or changed by an administrator. Demo passwords may be any.
    void set_password(const Viewer& viewer, Account account, std::string_view password);

private:
    NewSession open_session(const Account& account);
    void note_failure(const Account& account);

    Database& database_;
    const Clock& clock_;
    MemberSource members_;
    IdentityOptions options_;
    PasswordHasher hasher_;
    http::Throttle peers_;
    http::Throttle logins_;
    SessionTouches touches_;
};

}  // namespace bihuan::identity
