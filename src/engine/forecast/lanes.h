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

/// Two registers side by side, for as many series: while one waits for a result, the other works.
template <class V>
struct Twin {
    V first, second;

    /// Of a comparison.
    struct Mask {
        decltype(V{} < V{}) first, second;

        [[gnu::always_inline]] friend Mask operator&(const Mask& a, const Mask& b) {
            return {a.first & b.first, a.second & b.second};
        }
    };

    [[gnu::always_inline]] Twin operator-() const { return {-first, -second}; }
    [[gnu::always_inline]] friend Twin operator+(const Twin& a, const Twin& b) {
        return {a.first + b.first, a.second + b.second};
    }
    [[gnu::always_inline]] friend Twin operator-(const Twin& a, const Twin& b) {
        return {a.first - b.first, a.second - b.second};
    }
    [[gnu::always_inline]] friend Twin operator*(const Twin& a, const Twin& b) {
        return {a.first * b.first, a.second * b.second};
    }
    [[gnu::always_inline]] friend Twin operator/(const Twin& a, const Twin& b) {
        return {a.first / b.first, a.second / b.second};
    }
    [[gnu::always_inline]] friend Twin operator+(const Twin& a, double b) { return a + every(b); }
    [[gnu::always_inline]] friend Twin operator+(double a, const Twin& b) { return every(a) + b; }
    [[gnu::always_inline]] friend Twin operator-(const Twin& a, double b) { return a - every(b); }
    [[gnu::always_inline]] friend Twin operator-(double a, const Twin& b) { return every(a) - b; }
    [[gnu::always_inline]] friend Twin operator*(const Twin& a, double b) { return a * every(b); }
    [[gnu::always_inline]] friend Twin operator*(double a, const Twin& b) { return every(a) * b; }
    [[gnu::always_inline]] friend Twin operator/(const Twin& a, double b) { return a / every(b); }
    [[gnu::always_inline]] friend Twin operator/(double a, const Twin& b) { return every(a) / b; }
    [[gnu::always_inline]] Twin& operator+=(const Twin& other) { return *this = *this + other; }
    [[gnu::always_inline]] Twin& operator-=(const Twin& other) { return *this = *this - other; }
    [[gnu::always_inline]] Twin& operator*=(const Twin& other) { return *this = *this * other; }
    [[gnu::always_inline]] Twin& operator/=(const Twin& other) { return *this = *this / other; }
    [[gnu::always_inline]] friend Mask operator<(const Twin& a, const Twin& b) {
        return {a.first < b.first, a.second < b.second};
    }
    [[gnu::always_inline]] friend Mask operator>(const Twin& a, const Twin& b) {
        return {a.first > b.first, a.second > b.second};
    }

private:
    [[gnu::always_inline]] static Twin every(double value) { return {V{} + value, V{} + value}; }
};

/// Lane by lane a where the mask holds, else b.
template <class M, class V>
[[gnu::always_inline]] inline V choose(const M& mask, const V& a, const V& b) {
    return mask ? a : b;
}
template <class V>
[[gnu::always_inline]] inline Twin<V> choose(const typename Twin<V>::Mask& mask,
                                             const Twin<V>& a,
                                             const Twin<V>& b) {
    return {mask.first ? a.first : b.first, mask.second ? a.second : b.second};
}

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
    return choose(a < b, a, b);
}

template <class V>
[[gnu::always_inline]] inline V larger(const V& a, const V& b) {
    return choose(a > b, a, b);
}

template <class V>
[[gnu::always_inline]] inline V clamp(const V& value, double low, double high) {
    return smaller(larger(value, all<V>(low)), all<V>(high));
}

template <class V>
[[gnu::always_inline]] inline V magnitude(const V& value) {
    return choose(value < all<V>(0), V(-value), value);
}

/// term(0) + … in the order of Eigen's products: every second pair apart.
template <class V, class Term>
[[gnu::always_inline]] inline V sum_of_terms(std::size_t count, const Term& term) {
    if (count < 2) return count == 0 ? V{} : term(0);
    V even = term(0);
    V odd = term(1);
    if (count >= 4) {
        V even_too = term(2);
        V odd_too = term(3);
        for (std::size_t k = 4; k + 3 < count; k += 4) {
            even += term(k);
            odd += term(k + 1);
            even_too += term(k + 2);
            odd_too += term(k + 3);
        }
        even += even_too;
        odd += odd_too;
        if (count % 4 >= 2) {
            even += term(count / 4 * 4);
            odd += term(count / 4 * 4 + 1);
        }
    }
    const V pairs = even + odd;
    return count % 2 == 0 ? pairs : V(pairs + term(count - 1));
}

/// The same with all pairs together.
template <class V, class Term>
[[gnu::always_inline]] inline V sum_of_pairs(std::size_t count, const Term& term) {
    V even{};
    V odd{};
    std::size_t k = 0;
    for (; k + 1 < count; k += 2) {
        even += term(k);
        odd += term(k + 1);
    }
    const V sum = even + odd;
    return k < count ? V(sum + term(k)) : sum;
}

}  // namespace bihuan::forecast
