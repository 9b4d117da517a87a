#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/text.h"

// Text as people type it, brought to one form before it is compared.
namespace bihuan::files {

using bihuan::trim;

/// Unicode NFKC: full-width letters and digits become plain ones, compatibility forms their base.
/// Invalid UTF-8 becomes U+FFFD.
std::string normalise(std::string_view text);

/// A code or key as it is compared and stored: trimmed, NFKC, inner spaces single.
/// "ＳＫＵ－１２３ " → "SKU-123". Gives a view of `text` itself when nothing is to change, else of
/// `scratch`.
std::string_view normalise_code(std::string_view text, std::string& scratch);

/// Whether one of the words stands anywhere in the text.
bool holds_one_of(std::string_view text, std::span<const std::string_view> words);

/// Without the apostrophe by which spreadsheets, and those who write for them, mark a figure as
/// text: '6901234567892. A trimmed text.
std::string_view without_text_mark(std::string_view text);

/// A code of figures without what spreadsheets and tools leave of it when they take it for a number
/// or are kept from that: 1001.0 and '1001 are 1001, other texts stay. Of a trimmed text.
std::string_view without_number_marks(std::string_view code);

/// As `normalise_code`, without case: for names that are looked up.
std::string fold(std::string_view text);

/// How many bytes at the front are valid UTF-8.
std::size_t valid_utf8_prefix(std::string_view text);
bool is_valid_utf8(std::string_view text);

/// Code points of valid UTF-8.
std::size_t count_characters(std::string_view text);

}  // namespace bihuan::files
