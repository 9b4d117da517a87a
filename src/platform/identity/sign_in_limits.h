#pragma once

#include <string>
#include <string_view>

#include "platform/http/throttle.h"

// How often somebody may try to sign in. Nobody can shut another out: who tries from a browser that
// the person has signed in by has a bucket of their own (a "device cookie", OWASP), and strangers
// share a login's bucket only until it is empty. From then on each address has one try in half a
// minute: a bounded wait, which ends with the attack.
namespace bihuan::identity {

struct SignInRates {
    http::Throttle::Rate per_address{.burst = 30, .refill = std::chrono::seconds{300}};
    http::Throttle::Rate per_login_and_address{.burst = 10, .refill = std::chrono::seconds{300}};
    http::Throttle::Rate per_login{.burst = 30, .refill = std::chrono::seconds{300}};
    http::Throttle::Rate per_address_under_attack{.burst = 1, .refill = std::chrono::seconds{30}};
    http::Throttle::Rate per_known_browser{.burst = 10, .refill = std::chrono::seconds{300}};
};

/// One try.
struct Attempt {
    std::string login;    ///< In its normal form.
    std::string address;  ///< Without port.
    std::string browser;  ///< Token hash of a browser known for this login; empty for strangers.
};

/// Thread-safe. Keys are hashes, so that a stranger's text never stays in memory.
class SignInLimits {
public:
    explicit SignInLimits(const SignInRates& rates);

    /// Throws http::Throttled when the try comes too early.
    void require(const Attempt& attempt, Instant now);
    /// The password was right: a whole office may share an address, and only failures count.
    void forgive(const Attempt& attempt);

private:
    http::Throttle addresses_;
    http::Throttle pairs_;
    http::Throttle logins_;
    http::Throttle patient_;
    http::Throttle browsers_;
};

/// What counts as one address: all of IPv6's last 64 bits belong to one customer.
std::string address_group(std::string_view address);

}  // namespace bihuan::identity
