#include "base/pinyin.h"

#include <memory>

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/error.h"

namespace bihuan {

namespace {

std::unique_ptr<icu::Transliterator> make_reader() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
        "Any-NFKC; Han-Latin; Latin-ASCII; Any-Lower", UTRANS_FORWARD, status));
    BIHUAN_CHECK(U_SUCCESS(status));
    return made;
}

bool is_word(UChar32 sign) {
    // Signs of other scripts, ★ and 😀 too, stay as they are: they are found by themselves.
    if (sign >= 0x80) return u_isgraph(sign) != 0;
    return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string result;
    return text.toUTF8String(result);
}

}  // namespace

std::string pinyin_of(std::string_view name) {
    auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
    // Not thread-safe, so each thread has its own.
    thread_local const std::unique_ptr<icu::Transliterator> reader = make_reader();
    reader->transliterate(text);
    icu::UnicodeString joined;
    icu::UnicodeString initials;
    bool inside = false;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 sign = text.char32At(i);
        if (is_word(sign)) {
            joined.append(sign);
            if (!inside) initials.append(sign);
        }
        inside = is_word(sign);
    }
    return joined.isEmpty() ? std::string() : to_utf8(joined) + " " + to_utf8(initials);
}

}  // namespace bihuan
