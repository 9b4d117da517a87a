#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace bihuan {

/// A row's identity: 63 bits made by the application, ordered by time. 0 means "none yet".
/// The tag (the noun's own struct) keeps an outlet's id from being passed as a product's.
template <class Tag>
struct Id {
    std::int64_t value = 0;

    explicit operator bool() const { return value != 0; }
    friend auto operator<=>(const Id&, const Id&) = default;
};

/// Makes ids: milliseconds since 2020 (41 bits) and 22 bits that never repeat within a process and
/// start at random, so that several servers can share a database. Thread-safe.
std::int64_t make_id();

template <class Tag>
Id<Tag> new_id() {
    return Id<Tag>{make_id()};
}

}  // namespace bihuan

template <class Tag>
struct std::hash<bihuan::Id<Tag>> {
    std::size_t operator()(bihuan::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
