#include "base/content_hash.h"

#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include <openssl/evp.h>

#include "base/error.h"

namespace bihuan {

namespace {

using Digest = std::array<unsigned char, 32>;

std::string hex_of(const Digest& digest) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : digest) {
        hex += kDigits[byte >> 4U];
        hex += kDigits[byte & 15U];
    }
    return hex;
}

}  // namespace

/// OpenSSL's SHA-256 uses the processor's own instructions for it, five times as fast as
/// libsodium's. Small pieces are gathered first: a call for eight bytes costs more than hashing
/// them.
struct ContentHash::State {
    State() : sha(EVP_MD_CTX_new()) {
        BIHUAN_CHECK(sha != nullptr && EVP_DigestInit_ex(sha, EVP_sha256(), nullptr) == 1);
    }
    ~State() { EVP_MD_CTX_free(sha); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void flush() {
        BIHUAN_CHECK(EVP_DigestUpdate(sha, gathered.data(), size) == 1);
        size = 0;
    }

    EVP_MD_CTX* sha;
    std::array<unsigned char, 8192> gathered{};
    std::size_t size = 0;
};

ContentHash::ContentHash() : state_(std::make_unique<State>()) {}

ContentHash::~ContentHash() = default;

void ContentHash::feed(const void* bytes, std::size_t size) {
    auto& state = *state_;
    if (size > state.gathered.size() - state.size) state.flush();
    if (size > state.gathered.size()) {
        BIHUAN_CHECK(EVP_DigestUpdate(state.sha, bytes, size) == 1);
        return;
    }
    if (size > 0) std::memcpy(state.gathered.data() + state.size, bytes, size);
    state.size += size;
}

ContentHash& ContentHash::add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    feed(text.data(), text.size());
    return *this;
}

ContentHash& ContentHash::add(std::int64_t number) {
    feed(&number, sizeof number);
    return *this;
}

ContentHash& ContentHash::add_value(const Value& value) {
    add(static_cast<std::int64_t>(value.index()));
    if (const auto* whole = std::get_if<std::int64_t>(&value)) add(*whole);
    if (const auto* real = std::get_if<double>(&value)) add_numbers(std::span(real, 1));
    if (const auto* text = std::get_if<std::string>(&value)) add(std::string_view(*text));
    return *this;
}

ContentHash& ContentHash::add_numbers(std::span<const double> numbers) {
    add(static_cast<std::int64_t>(numbers.size()));
    std::array<double, 512> block{};
    std::size_t filled = 0;
    for (const double number : numbers) {
        block[filled++] =
            std::isnan(number) ? std::numeric_limits<double>::quiet_NaN() : number + 0.0;
        if (filled < block.size()) continue;
        feed(block.data(), sizeof block);
        filled = 0;
    }
    feed(block.data(), filled * sizeof(double));
    return *this;
}

std::string ContentHash::hex() {
    state_->flush();
    Digest digest{};
    BIHUAN_CHECK(EVP_DigestFinal_ex(state_->sha, digest.data(), nullptr) == 1);
    return hex_of(digest);
}

std::string sha256_hex(std::string_view bytes) {
    Digest digest{};
    BIHUAN_CHECK(
        EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1);
    return hex_of(digest);
}

}  // namespace bihuan
