#include "base/pinyin.h"

#include <memory>

#include <unicode/translit.h>
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

bool is_word(char c) {
    // Bytes of other scripts stay as they are: they are found by themselves.
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

}  // namespace

std::string pinyin_of(std::string_view name) {
    auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
    // Not thread-safe, so each thread has its own.
    thread_local const std::unique_ptr<icu::Transliterator> reader = make_reader();
    reader->transliterate(text);
    std::string read;
    text.toUTF8String(read);
    std::string joined;
    std::string initials;
    bool inside = false;
    for (const char c : read) {
        if (is_word(c)) {
            joined += c;
            if (!inside) initials += c;
        }
        inside = is_word(c);
    }
    return joined.empty() ? joined : joined + " " + initials;
}

}  // namespace bihuan
