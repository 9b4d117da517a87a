#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bihuan::files {

struct CellReference {
    std::int64_t row = 0;    ///< From 1.
    std::size_t column = 0;  ///< From 0.
};

/// "B12"; "$B$12" and "b12" too. None for anything else.
std::optional<CellReference> parse_reference(std::string_view text);

/// Turns _x000D_ and its kind, by which workbooks write signs that XML cannot hold, into the signs,
/// from that byte of the text on. _x005F_ is the underscore that keeps "_x000D_" as it stands.
void decode_escapes(std::string& text, std::size_t from = 0);

/// The opposite: a text that decode_escapes gives back as it is.
void keep_from_decoding(std::string& text);

/// Appends the day of a serial number, with its time when it has one: "2026-10-01 08:30:00". A
/// time alone is "08:30:00"; what no day belongs to stays a number.
void append_day(std::string_view raw, bool from_1904, std::string& out);

}  // namespace bihuan::files
