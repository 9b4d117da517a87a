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

/// "B12"; "$B$12" too. None for anything else.
std::optional<CellReference> parse_reference(std::string_view text);

/// Appends a number as a person would type it: up to 15 significant digits, no exponent for whole
/// numbers. What is no number stays as it stands.
void append_number(std::string_view raw, std::string& out);

/// Appends the day of a serial number, with its time when it has one: "2026-10-01 08:30:00". A
/// time alone is "08:30:00"; what no day belongs to stays a number.
void append_day(std::string_view raw, bool from_1904, std::string& out);

}  // namespace bihuan::files
