#include "business/company/products/gtin.h"

#include "platform/files/text.h"

namespace bihuan {

namespace {

constexpr std::string_view kDigits = "0123456789";

/// 1001.0 is what is left of a code that was taken for a number.
std::string_view without_zero_fraction(std::string_view text) {
    const auto point = text.find('.');
    if (point == std::string_view::npos || point == 0 || point + 1 == text.size()) return text;
    const bool zeros = text.find_first_not_of('0', point + 1) == std::string_view::npos;
    return zeros ? text.substr(0, point) : text;
}

}  // namespace

std::string plain_gtin(std::string_view written) {
    std::string scratch;
    const auto text = files::normalise_code(written, scratch);
    std::string plain(without_zero_fraction(files::without_text_mark(text)));
    std::erase_if(plain, [](char c) { return c == ' ' || c == '-'; });
    const bool digits = plain.find_first_not_of(kDigits) == std::string::npos;
    return digits && !plain.empty() ? plain : std::string(written);
}

}  // namespace bihuan
