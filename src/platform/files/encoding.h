#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "platform/files/byte_source.h"

// Which encoding a text file is in, and its text as UTF-8. A byte order mark decides; without one
// the whole file is tested as strict UTF-8, and what fails is taken as GB18030 (which holds GBK and
// GB2312). Guessing by frequency is not used: it takes short Chinese headers for UTF-16.
namespace bihuan::files {

struct TextEncoding {
    std::string name = "UTF-8";  ///< "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE".
    std::size_t mark = 0;        ///< Bytes of the byte order mark.
    std::uint64_t valid = 0;     ///< Bytes from the front that are valid, for UTF-8.
};

/// Reads the source to its end when need be, and rewinds it.
TextEncoding detect_encoding(ByteSource& source);

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
