#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "platform/files/byte_source.h"

// Which encoding a text file is in, and its text as UTF-8. A byte order mark decides; without one
// the whole file is tested as strict UTF-8, and what fails is guessed (encoding_guess.h).
namespace bihuan::files {

/// Those that a person can choose, as they are named.
inline constexpr std::array<std::string_view, 8> kEncodings{
    "UTF-8", "GB18030", "Big5", "Shift_JIS", "EUC-KR", "UTF-16LE", "UTF-16BE", "windows-1252"};

struct TextEncoding {
    std::string name = "UTF-8";  ///< One of kEncodings.
    std::size_t mark = 0;        ///< Bytes of the byte order mark.
    std::uint64_t valid = 0;     ///< Bytes from the front that are valid, for UTF-8.
    bool doubtful = false;       ///< Guessed, and it might as well be another.
};

/// Reads the source to its end when need be, and rewinds it. `chosen`: one of kEncodings, which a
/// person knows it to be; empty to find out.
TextEncoding detect_encoding(ByteSource& source, std::string_view chosen = {});

class TextStream {
public:
    virtual ~TextStream() = default;

    /// Fills `buffer` with valid UTF-8 (a character may be split between two calls); 0 at the end
    /// or at the first byte that does not belong to the encoding.
    virtual std::size_t read(std::span<char> buffer) = 0;
    /// Whether the text ended at an invalid byte.
    virtual bool broken() const = 0;
    /// Bytes of the source that were taken.
    virtual std::uint64_t consumed() const = 0;
};

/// From the source's beginning, without its mark. The source must outlive the stream.
std::unique_ptr<TextStream> open_text(ByteSource& source, const TextEncoding& encoding);

}  // namespace bihuan::files
