#include "platform/identity/sign_in_limits.h"

#include <array>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "platform/http/problem.h"
#include "platform/identity/password.h"

namespace bihuan::identity {

namespace {

constexpr std::string_view kWait = "Too many attempts to sign in; wait a little.";

std::string key(std::string_view kind, std::string_view first, std::string_view second = {}) {
    return token_hash(fmt::format("{}\x1f{}\x1f{}", kind, first.size(), first) +
                      std::string(second));
}

}  // namespace

std::string address_group(std::string_view address) {
    const std::string text(address.substr(0, address.find('%')));
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
    constexpr std::array<unsigned char, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (std::equal(kMapped.begin(), kMapped.end(), bytes.begin()))
        return fmt::format("{}.{}.{}.{}", bytes[12], bytes[13], bytes[14], bytes[15]);
    std::string network;
    for (std::size_t i = 0; i < 8; ++i) network += fmt::format("{:02x}", bytes[i]);
    return network;
}

SignInLimits::SignInLimits(const SignInRates& rates)
    : addresses_(rates.per_address),
      pairs_(rates.per_login_and_address),
      logins_(rates.per_login),
      patient_(rates.per_address_under_attack),
      browsers_(rates.per_known_browser) {}

void SignInLimits::require(const Attempt& attempt, Instant now) {
    if (!attempt.browser.empty()) {
        browsers_.require(key("browser", attempt.browser, attempt.login), now, kWait);
        return;
    }
    const auto address = address_group(attempt.address);
    // The narrow ones first: a try that they refuse does not count against what many share.
    pairs_.require(key("pair", address, attempt.login), now, kWait);
    addresses_.require(key("address", address), now, kWait);
    if (logins_.take(key("login", attempt.login), now) > 0)
        patient_.require(key("pair", address, attempt.login), now, kWait);
}

void SignInLimits::forgive(const Attempt& attempt) {
    if (!attempt.browser.empty()) {
        browsers_.forgive(key("browser", attempt.browser, attempt.login));
        return;
    }
    const auto address = address_group(attempt.address);
    pairs_.forgive(key("pair", address, attempt.login));
    patient_.forgive(key("pair", address, attempt.login));
    addresses_.give_back(key("address", address));
    logins_.give_back(key("login", attempt.login));
}

}  // namespace bihuan::identity
