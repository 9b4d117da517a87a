#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/error.h"

namespace bihuan {

namespace {

// no-break space, zero-width space … right-to-left mark, word joiner, ideographic space, BOM
constexpr std::array<std::string_view, 8> kSpaces{"\xC2\xA0",
                                                  "\xE2\x80\x8B",
                                                  "\xE2\x80\x8C",
                                                  "\xE2\x80\x8D",
                                                  "\xE2\x80\x8E",
                                                  "\xE2\x81\xA0",
                                                  "\xE3\x80\x80",
                                                  "\xEF\xBB\xBF"};

bool is_ascii_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::size_t trailing_space(std::string_view text) {
    if (text.empty()) return 0;
    if (is_ascii_space(text.back())) return 1;
    if (static_cast<unsigned char>(text.back()) < 0x80U) return 0;
    for (const auto space : kSpaces) {
        if (text.ends_with(space)) return space.size();
    }
    return 0;
}

bool is_invisible(UChar32 sign) {
    constexpr std::array<UChar32, 4> kHangulFillers{0x115F, 0x1160, 0x3164, 0xFFA0};
    const auto kind = u_charType(sign);
    return kind == U_FORMAT_CHAR || kind == U_LINE_SEPARATOR || kind == U_PARAGRAPH_SEPARATOR ||
           std::find(kHangulFillers.begin(), kHangulFillers.end(), sign) != kHangulFillers.end();
}

/// Within emoji and some scripts they tell how their neighbours are drawn.
bool is_joiner(UChar32 sign) {
    return sign == 0x200C || sign == 0x200D;
}

/// Turns round what stands behind it, so that a text reads as another.
bool turns_text(UChar32 sign) {
    return (sign >= 0x202A && sign <= 0x202E) || (sign >= 0x2066 && sign <= 0x2069);
}

bool is_allowed(UChar32 sign, TextShape shape) {
    if (u_charType(sign) == U_CONTROL_CHAR)
        return shape == TextShape::Lines && (sign == '\t' || sign == '\n' || sign == '\r');
    if (U_IS_UNICODE_NONCHAR(sign)) return false;
    if (shape == TextShape::Lines) return !turns_text(sign);
    if (shape == TextShape::Line && is_joiner(sign)) return true;
    return !is_invisible(sign);
}

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F; });
}

}  // namespace

// ICU's macro narrows on its way.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
std::optional<TextFault> find_text_fault(std::string_view text, TextShape shape) {
    if (is_plain(text)) return std::nullopt;
    const auto size = static_cast<std::int32_t>(text.size());
    std::size_t place = 0;
    for (std::int32_t i = 0; i < size; ++place) {
        const std::int32_t first = i;
        UChar32 sign = 0;
        U8_NEXT(text.data(), i, size, sign);
        if (sign < 0) {
            const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(first)]);
            return TextFault{"invalid_bytes", place, fmt::format("byte {:02X}", byte)};
        }
        if (!is_allowed(sign, shape))
            return TextFault{"control_character",
                             place,
                             fmt::format("U+{:04X}", static_cast<std::uint32_t>(sign))};
    }
    return std::nullopt;
}

std::string presentable(std::string_view text) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    if (!find_text_fault(text, TextShape::Lines)) return std::string(text);
    std::string result;
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < size;) {
        const std::int32_t first = i;
        UChar32 sign = 0;
        U8_NEXT(text.data(), i, size, sign);
        const auto bytes =
            text.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(i - first));
        result += sign >= 0 && is_allowed(sign, TextShape::Lines) ? bytes : kReplacement;
    }
    return result;
}
#pragma GCC diagnostic pop

namespace {

std::string normalised(std::string_view text, const icu::Normalizer2* (*form)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = form(status);
    BIHUAN_CHECK(U_SUCCESS(status) && normalizer != nullptr);
    std::string result;
    icu::StringByteSink<std::string> sink(&result, static_cast<std::int32_t>(text.size()));
    const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
    normalizer->normalizeUTF8(0, piece, sink, nullptr, status);
    BIHUAN_CHECK(U_SUCCESS(status));
    return result;
}

}  // namespace

std::string compose(std::string_view text) {
    if (is_plain(text)) return std::string(text);
    return normalised(text, icu::Normalizer2::getNFCInstance);
}

std::string compose_code(std::string_view text) {
    const auto trimmed = trim(text);
    if (is_plain(trimmed)) return single_spaced(trimmed);
    return single_spaced(normalised(trimmed, icu::Normalizer2::getNFKCInstance));
}

std::string single_spaced(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (auto rest = trim(text); !rest.empty();) {
        if (const auto space = leading_space(rest); space > 0) {
            if (result.back() != ' ') result.push_back(' ');
            rest.remove_prefix(space);
        } else {
            result.push_back(rest.front());
            rest.remove_prefix(1);
        }
    }
    return result;
}

std::size_t leading_space(std::string_view text) {
    if (text.empty()) return 0;
    if (is_ascii_space(text.front())) return 1;
    if (static_cast<unsigned char>(text.front()) < 0x80U) return 0;
    for (const auto space : kSpaces) {
        if (text.starts_with(space)) return space.size();
    }
    return 0;
}

std::string_view trim(std::string_view text) {
    while (const auto space = leading_space(text)) text.remove_prefix(space);
    while (const auto space = trailing_space(text)) text.remove_suffix(space);
    return text;
}

std::string_view cut(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    return text.substr(0, bytes);
}

}  // namespace bihuan
