#include "base/row_seal.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string_view>

#include <fmt/format.h>
#include <openssl/evp.h>

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

/// SHA-256 that is set up once: OpenSSL 3 takes longer to look for a digest than to make a short
/// one.
class RowDigest {
public:
    std::array<std::uint64_t, 2> first_half_of(std::string_view bytes) {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        BIHUAN_CHECK(EVP_DigestInit_ex(context_.get(), nullptr, nullptr) == 1 &&
                     EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1 &&
                     EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
        std::array<std::uint64_t, 2> half{};
        std::memcpy(half.data(), digest.data(), sizeof half);
        return half;
    }

private:
    static EVP_MD_CTX* make() {
        auto* context = EVP_MD_CTX_new();
        BIHUAN_CHECK(EVP_DigestInit_ex(context, EVP_sha256(), nullptr) == 1);
        return context;
    }

    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_{make(), &EVP_MD_CTX_free};
};

}  // namespace

void RowSeal::add(std::span<const Value> row) {
    thread_local std::string bytes;
    bytes.clear();
    for (const auto& value : row) append_value(bytes, value);
    thread_local RowDigest digest;
    const auto half = digest.first_half_of(bytes);
    first_ += half[0];
    second_ += half[1];
    ++rows_;
}

void RowSeal::add_without(const Description& description,
                          std::span<const Value> row,
                          std::span<const std::string_view> without) {
    Values kept;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (std::ranges::find(without, description.fields[i].name) == without.end())
            kept.push_back(row[i]);
    add(kept);
}

std::string RowSeal::text() const {
    return fmt::format("{}-{:016x}{:016x}", rows_, first_, second_);
}

}  // namespace bihuan
