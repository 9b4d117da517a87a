#include "base/content_hash.h"

#include <cmath>
#include <limits>

#include <sodium.h>

namespace bihuan {

namespace {

std::string hex_of(const std::array<unsigned char, crypto_hash_sha256_BYTES>& digest) {
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

}  // namespace

struct ContentHash::State {
    crypto_hash_sha256_state sha{};
};

ContentHash::ContentHash() : state_(std::make_unique<State>()) {
    crypto_hash_sha256_init(&state_->sha);
}

ContentHash::~ContentHash() = default;

void ContentHash::feed(const void* bytes, std::size_t size) {
    crypto_hash_sha256_update(&state_->sha, static_cast<const unsigned char*>(bytes), size);
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
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&state_->sha, digest.data());
    return hex_of(digest);
}

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(
        digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return hex_of(digest);
}

}  // namespace bihuan
