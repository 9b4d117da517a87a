#pragma once

#include <string>
#include <string_view>

// Which of the encodings of East Asia a text is in that is no UTF-8. Character detectors (ICU's,
// uchardet) take short tables for Western ones or have no answer; what tells is that each of these
// standards lists the characters of daily use first: read in the right one, nearly all characters
// are such.
namespace bihuan::files {

struct EncodingGuess {
    std::string_view name = "GB18030";  ///< "GB18030", "Big5", "Shift_JIS", "EUC-KR", …
    bool doubtful = false;              ///< Another reading is nearly as likely, or none is likely.
};

/// `sample`: the text's beginning; a character that it cuts in two is left out. What has too little
/// to tell is GB18030 (which holds GBK and GB2312), in doubt.
EncodingGuess guess_encoding(std::string_view sample);

/// "UTF-16LE", "UTF-16BE" when every other byte of a text without its mark is often NUL and the
/// others rarely are; else empty.
std::string_view guess_utf16(std::string_view sample);

}  // namespace bihuan::files
