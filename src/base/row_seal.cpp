#define OPENSSL_SUPPRESS_DEPRECATED

#include "base/row_seal.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include <fmt/format.h>
#include <openssl/sha.h>

#include "base/error.h"

namespace bihuan {

namespace {

void append(std::string& bytes, const void* from, std::size_t size) {
    bytes.append(static_cast<const char*>(from), size);
}

/// Kind and length before each value, so that no two rows are written alike.
void append_value(std::string& bytes, const Value& value) {
    bytes.push_back(static_cast<char>(value.index()));
    if (const auto* whole = std::get_if<std::int64_t>(&value)) append(bytes, whole, sizeof *whole);
    if (const auto* real = std::get_if<double>(&value)) {
        const double kept = *real + 0.0;  // -0 is 0
        append(bytes, &kept, sizeof kept);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        const std::uint64_t size = text->size();
        append(bytes, &size, sizeof size);
        bytes += *text;
    }
}

/// By the functions under OpenSSL's interface of many digests, which takes as long as the digest of
/// a short row itself. It calls them old; they give the same bits.
std::array<std::uint64_t, 2> first_half_of_digest(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256_CTX sha;
    BIHUAN_CHECK(SHA256_Init(&sha) == 1 && SHA256_Update(&sha, bytes.data(), bytes.size()) == 1 &&
                 SHA256_Final(digest.data(), &sha) == 1);
    std::array<std::uint64_t, 2> half{};
    std::memcpy(half.data(), digest.data(), sizeof half);
    return half;
}

}  // namespace

void RowSeal::add(std::span<const Value> row) {
    bytes_.clear();
    for (const auto& value : row) append_value(bytes_, value);
    add_bytes();
}

void RowSeal::add(std::span<const Value> row, std::span<const std::size_t> places) {
    bytes_.clear();
    for (const auto place : places) append_value(bytes_, row[place]);
    add_bytes();
}

void RowSeal::add_bytes() {
    const auto half = first_half_of_digest(bytes_);
    first_ += half[0];
    second_ += half[1];
    ++rows_;
}

std::vector<std::size_t> places_without(const Description& description,
                                        std::span<const std::string_view> without) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < description.fields.size(); ++i)
        if (std::ranges::find(without, description.fields[i].name) == without.end())
            places.push_back(i);
    return places;
}

std::string RowSeal::text() const {
    return fmt::format("{}-{:016x}{:016x}", rows_, first_, second_);
}

}  // namespace bihuan
