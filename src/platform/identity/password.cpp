#include "platform/identity/password.h"

#include <array>
#include <chrono>

#include <sodium.h>

#include "base/error.h"

namespace bihuan::identity {

namespace {

void require_sodium() {
    static const bool ready = sodium_init() >= 0;
    BIHUAN_CHECK(ready);
}

class Slot {
public:
    explicit Slot(std::counting_semaphore<2>& slots) : slots_(slots) {
        if (!slots_.try_acquire_for(std::chrono::seconds{10}))
            throw Error(ErrorCode::Unavailable, "Too many people sign in at once; try again.");
    }
    ~Slot() { slots_.release(); }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

private:
    std::counting_semaphore<2>& slots_;
};

}  // namespace

PasswordHasher::PasswordHasher(PasswordCost cost) : cost_(cost) {
    require_sodium();
    nothing_ = hash(random_token());
}

std::string PasswordHasher::hash(std::string_view password) {
    const Slot slot(slots_);
    std::array<char, crypto_pwhash_STRBYTES> text{};
    const int outcome = crypto_pwhash_str_alg(text.data(),
                                              password.data(),
                                              password.size(),
                                              cost_.passes,
                                              cost_.memory_bytes,
                                              crypto_pwhash_ALG_ARGON2ID13);
    if (outcome != 0) throw Error(ErrorCode::Unavailable, "Not enough memory for passwords.");
    return text.data();
}

bool PasswordHasher::verify(std::string_view hash, std::string_view password) {
    const Slot slot(slots_);
    const std::string text(hash);
    return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

bool PasswordHasher::verify_nothing(std::string_view password) {
    verify(nothing_, password);
    return false;
}

bool PasswordHasher::is_outdated(const std::string& hash) const {
    return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes, cost_.memory_bytes) != 0;
}

std::string random_token() {
    require_sodium();
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    constexpr auto kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::array<char, sodium_base64_ENCODED_LEN(32, kVariant)> text{};
    return sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
}

std::string token_hash(std::string_view token) {
    require_sodium();
    std::array<unsigned char, crypto_generichash_BYTES> digest{};
    crypto_generichash(digest.data(),
                       digest.size(),
                       reinterpret_cast<const unsigned char*>(token.data()),
                       token.size(),
                       nullptr,
                       0);
    std::array<char, crypto_generichash_BYTES * 2 + 1> text{};
    return sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
}

}  // namespace bihuan::identity
