#pragma once

#include <semaphore>
#include <string>
#include <string_view>

namespace bihuan::identity {

/// What one hash costs. The default takes about 0.1 s and 64 MiB.
struct PasswordCost {
    unsigned long long passes = 3;
    std::size_t memory_bytes = std::size_t{64} << 20U;
};

/// Argon2id by libsodium. At most two hashes are worked out at the same time, because each takes
/// its memory and a whole core; who waits longer than ten seconds gets Error(Unavailable).
class PasswordHasher {
public:
    explicit PasswordHasher(PasswordCost cost = {});

    /// A fresh salted hash in its textual form ("$argon2id$…").
    std::string hash(std::string_view password);
    bool verify(std::string_view hash, std::string_view password);
    /// Works as long as `verify` and is always false: for logins that do not exist.
    bool verify_nothing(std::string_view password);
    /// The hash was made at another cost than today's.
    bool is_outdated(const std::string& hash) const;

private:
    PasswordCost cost_;
    std::counting_semaphore<2> slots_{2};
    std::string nothing_;
};

/// 43 characters that nobody can guess: 32 random bytes in base64url.
std::string random_token();
/// What is stored of a token: BLAKE2b-256 in hexadecimal digits.
std::string token_hash(std::string_view token);

}  // namespace bihuan::identity
