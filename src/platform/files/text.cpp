#include "platform/files/text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

#include "base/error.h"

namespace bihuan::files {

namespace {

const icu::Normalizer2& nfkc(bool fold_case) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* instance = fold_case ? icu::Normalizer2::getNFKCCasefoldInstance(status)
                                     : icu::Normalizer2::getNFKCInstance(status);
    BIHUAN_CHECK(U_SUCCESS(status) && instance != nullptr);
    return *instance;
}

/// ICU lets invalid bytes pass; here each becomes U+FFFD.
std::string repaired(std::string_view text) {
    std::string result;
    const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
    return icu::UnicodeString::fromUTF8(piece).toUTF8String(result);
}

std::string normalise_with(std::string_view text, bool fold_case) {
    if (!is_valid_utf8(text)) return normalise_with(repaired(text), fold_case);
    std::string result;
    icu::StringByteSink<std::string> sink(&result, static_cast<std::int32_t>(text.size()));
    UErrorCode status = U_ZERO_ERROR;
    const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
    nfkc(fold_case).normalizeUTF8(0, piece, sink, nullptr, status);
    BIHUAN_CHECK(U_SUCCESS(status));
    return result;
}

/// Printable ASCII with single inner spaces only: nothing that normalising would change.
bool is_plain(std::string_view text) {
    bool after_space = false;
    for (const char c : text) {
        if (c < ' ' || c == 0x7F || (c == ' ' && after_space)) return false;
        after_space = c == ' ';
    }
    return true;
}

/// The length of the UTF-8 character at the front of `text`, 0 when it is none.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): the table of RFC 3629, row by row.
std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(0);
    if (lead < 0x80U) return 1;
    if (lead >= 0xC2U && lead <= 0xDFU) return follows(1) ? 2 : 0;
    if (lead >= 0xE0U && lead <= 0xEFU) {
        const bool overlong = lead == 0xE0U && byte(1) < 0xA0U;
        const bool surrogate = lead == 0xEDU && byte(1) >= 0xA0U;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead < 0xF0U || lead > 0xF4U) return 0;
    const bool overlong = lead == 0xF0U && byte(1) < 0x90U;
    const bool beyond = lead == 0xF4U && byte(1) >= 0x90U;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
}

}  // namespace

std::string normalise(std::string_view text) {
    return normalise_with(text, /*fold_case=*/false);
}

std::string_view normalise_code(std::string_view text, std::string& scratch) {
    const auto trimmed = trim(text);
    if (is_plain(trimmed)) return trimmed;
    scratch = single_spaced(normalise(trimmed));
    return scratch;
}

std::string_view without_text_mark(std::string_view text) {
    const bool marked = text.size() > 1 && text.front() == '\'' && text[1] >= '0' && text[1] <= '9';
    return marked ? text.substr(1) : text;
}

std::string_view without_number_marks(std::string_view code) {
    constexpr std::string_view kDigits = "0123456789";
    code = without_text_mark(code);
    const auto point = code.find_first_not_of(kDigits);
    if (point == std::string_view::npos || point == 0 || code[point] != '.') return code;
    const bool whole =
        point + 1 < code.size() && code.find_first_not_of('0', point + 1) == std::string_view::npos;
    return whole ? code.substr(0, point) : code;
}

std::string fold(std::string_view text) {
    return single_spaced(normalise_with(trim(text), /*fold_case=*/true));
}

std::size_t valid_utf8_prefix(std::string_view text) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
    std::size_t i = 0;
    while (i < text.size()) {
        std::uint64_t eight = kHighBits;
        if (i + sizeof eight <= text.size()) std::memcpy(&eight, text.data() + i, sizeof eight);
        if ((eight & kHighBits) == 0) {
            i += sizeof eight;
            continue;
        }
        const auto length = character_length(text.substr(i));
        if (length == 0) return i;
        i += length;
    }
    return i;
}

bool is_valid_utf8(std::string_view text) {
    return valid_utf8_prefix(text) == text.size();
}

std::size_t count_characters(std::string_view text) {
    const auto leads = std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    });
    return static_cast<std::size_t>(leads);
}

bool holds_one_of(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

}  // namespace bihuan::files
