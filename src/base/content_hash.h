#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/field_traits.h"

namespace bihuan {

/// SHA-256 over anything that is fed to it in order. Each piece carries its length or kind, so that
/// "a", "bc" and "ab", "c" differ.
class ContentHash {
public:
    ContentHash();
    ~ContentHash();
    ContentHash(const ContentHash&) = delete;
    ContentHash& operator=(const ContentHash&) = delete;

    ContentHash& add(std::string_view text);
    ContentHash& add(std::int64_t number);
    ContentHash& add_value(const Value& value);
    /// Bit patterns; every NaN counts as the same.
    ContentHash& add_numbers(std::span<const double> numbers);

    /// 64 hexadecimal digits; nothing can be added afterwards.
    std::string hex();

private:
    void feed(const void* bytes, std::size_t size);

    struct State;
    std::unique_ptr<State> state_;
};

/// SHA-256 of the bytes themselves, as `sha256sum` prints it.
std::string sha256_hex(std::string_view bytes);

}  // namespace bihuan
