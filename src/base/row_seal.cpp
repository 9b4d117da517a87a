#include "base/row_seal.h"

#include <algorithm>
#include <array>
#include <cstring>

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

}  // namespace

void RowSeal::add(std::span<const Value> row) {
    thread_local std::string bytes;
    bytes.clear();
    for (const auto& value : row) append_value(bytes, value);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    BIHUAN_CHECK(
        EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1);
    std::uint64_t half = 0;
    std::memcpy(&half, digest.data(), sizeof half);
    first_ += half;
    std::memcpy(&half, digest.data() + sizeof half, sizeof half);
    second_ += half;
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
