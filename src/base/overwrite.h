#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>

#include "base/describe.h"

namespace bihuan {

namespace detail {

/// To the bit: −0 is not 0.
template <class M>
bool is_alike(const M& a, const M& b) {
    return a == b;
}
inline bool is_alike(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
inline bool is_alike(const std::optional<double>& a, const std::optional<double>& b) {
    return a.has_value() == b.has_value() && (!a || is_alike(*a, *b));
}

}  // namespace detail

/// Writes a noun over the values of the one before it, or where there is none makes them. What both
/// have alike stays as it is, which for months and keys saves most of the work.
template <class T>
void overwrite_values(const T* before, const T& noun, Values& values) {
    if (before == nullptr) {
        values = to_values(noun);
        return;
    }
    std::size_t i = 0;
    const auto write = [&](auto member) {
        using Member = std::decay_t<decltype(noun.*member)>;
        if (!detail::is_alike(before->*member, noun.*member))
            values[i] = FieldTraits<Member>::to_value(noun.*member);
        ++i;
    };
    std::apply([&](const auto&... f) { (write(f.member), ...); }, kDescription<T>.fields);
}

}  // namespace bihuan
