#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// Text as it may come in from outside. What is stored is valid UTF-8 in Unicode's composed form
// (NFC), without signs that cannot be seen, typed or stored.
namespace bihuan {

/// How much a text may hold beside letters, digits and signs that show.
enum class TextShape : std::uint8_t {
    Code,   ///< One line without invisible signs: zero-width, direction marks, line separators.
    Line,   ///< One line.
    Lines,  ///< Tabs and line ends too.
};

struct TextFault {
    std::string_view code;    ///< "invalid_bytes" or "control_character"
    std::size_t place = 0;    ///< Characters before it.
    std::string description;  ///< "U+0007", or the bytes that are no UTF-8.
};

/// The first sign that a text may not hold: bytes that are no UTF-8, controls (NUL … U+001F,
/// U+007F … U+009F), Unicode's noncharacters (U+FFFE, U+FDD0 …), and what the shape excludes.
std::optional<TextFault> find_text_fault(std::string_view text, TextShape shape);

/// Valid UTF-8 in NFC: "e" with an accent behind it becomes "é". Other text stays as it is.
std::string compose(std::string_view text);

/// A code as it is compared and stored: NFKC, which makes full-width letters and digits plain,
/// inner spaces single, none at the ends. Of valid UTF-8.
std::string compose_code(std::string_view text);
/// Every run of the spaces that `trim` knows as one plain space, none at the ends.
std::string single_spaced(std::string_view text);

/// Without ASCII and ideographic spaces, no-break spaces, zero-width characters and byte order
/// marks at both ends.
std::string_view trim(std::string_view text);
/// Bytes of such a space that the text starts with; 0 when it starts with none.
std::size_t leading_space(std::string_view text);

/// A text that somebody gave, for a message: U+FFFD where it holds what find_text_fault finds.
std::string presentable(std::string_view text);

/// At most so many bytes from the front, never half a character; for messages.
std::string_view cut(std::string_view text, std::size_t bytes);

}  // namespace bihuan
