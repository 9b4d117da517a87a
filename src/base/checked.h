#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.h"

// Sums and products of figures. Every figure that comes in is bounded (describe.h), so that sums of
// a million of them fit; what does not fit all the same, because it was stored by an older program
// or by hand, ends the request by name instead of turning into another figure.
namespace bihuan {

/// A sum or a product does not fit into 64 bits. Whoever knows whose figures went in says so.
class FigureTooLarge : public Error {
public:
    /// `what` was made, such as "the forecast of a product".
    explicit FigureTooLarge(std::string_view what);
    FigureTooLarge(const std::string& message, Issues issues)
        : Error(ErrorCode::Conflict, message, std::move(issues)) {}
};

[[noreturn]] void fail_overflow(std::string_view what);

constexpr std::int64_t checked_add(std::int64_t a, std::int64_t b, std::string_view what) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) fail_overflow(what);
    return sum;
}

constexpr std::int64_t checked_subtract(std::int64_t a, std::int64_t b, std::string_view what) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a, b, &difference)) fail_overflow(what);
    return difference;
}

constexpr std::int64_t checked_multiply(std::int64_t a, std::int64_t b, std::string_view what) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product)) fail_overflow(what);
    return product;
}

constexpr void add_to(std::int64_t& sum, std::int64_t figure, std::string_view what) {
    sum = checked_add(sum, figure, what);
}

/// Rounds half away from zero.
std::int64_t checked_round(double number, std::string_view what);

template <class Numbers>
constexpr std::int64_t checked_sum(const Numbers& numbers, std::string_view what) {
    std::int64_t sum = 0;
    for (const auto number : numbers) sum = checked_add(sum, number, what);
    return sum;
}

}  // namespace bihuan
