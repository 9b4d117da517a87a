#include "base/checked.h"

#include <cmath>

#include <fmt/format.h>

namespace bihuan {

namespace {

Issues too_large(std::string_view what) {
    return {{"number_too_large",
             "",
             fmt::format("{} does not fit into 64 bits; `bihuan check` names the figures beyond "
                         "the bound.",
                         what),
             ""}};
}

}  // namespace

FigureTooLarge::FigureTooLarge(std::string_view what)
    : FigureTooLarge(fmt::format("A figure is too large: {}.", what), too_large(what)) {}

void fail_overflow(std::string_view what) {
    throw FigureTooLarge(what);
}

std::int64_t checked_round(double number, std::string_view what) {
    constexpr double kEnd = 9223372036854775808.0;  // 2^63
    if (!(number > -kEnd && number < kEnd)) fail_overflow(what);
    return std::llround(number);
}

}  // namespace bihuan
