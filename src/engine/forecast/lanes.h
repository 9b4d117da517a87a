#pragma once

#include <cstddef>

namespace bihuan::forecast {

/// N series side by side in one vector register. Lanes never mix, so a series' figures do not
/// depend on N nor on its neighbours.
template <std::size_t N>
struct LanesOf {
    using Type [[gnu::vector_size(N * sizeof(double))]] = double;
};
template <std::size_t N>
using Lanes = typename LanesOf<N>::Type;

template <class V>
inline constexpr std::size_t kWidth = sizeof(V) / sizeof(double);

template <class V>
[[gnu::always_inline]] inline V all(double value) {
    return V{} + value;
}

template <class V>
[[gnu::always_inline]] inline V load(const double* from) {
    V value{};
    __builtin_memcpy(&value, from, sizeof(V));
    return value;
}

template <class V>
[[gnu::always_inline]] inline void store(double* to, const V& value) {
    __builtin_memcpy(to, &value, sizeof(V));
}

template <class V>
[[gnu::always_inline]] inline V smaller(const V& a, const V& b) {
    return a < b ? a : b;
}

template <class V>
[[gnu::always_inline]] inline V larger(const V& a, const V& b) {
    return a > b ? a : b;
}

template <class V>
[[gnu::always_inline]] inline V clamp(const V& value, double low, double high) {
    return smaller(larger(value, all<V>(low)), all<V>(high));
}

template <class V>
[[gnu::always_inline]] inline V magnitude(const V& value) {
    return value < all<V>(0) ? -value : value;
}

}  // namespace bihuan::forecast
