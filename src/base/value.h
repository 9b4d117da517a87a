#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

// A Value is the neutral form between a member, a database column and JSON: absent, a whole number,
// a real number or text.
namespace bihuan {

using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

enum class FieldKind : std::uint8_t {
    Id,         ///< Whole number; text in JSON.
    Text,       ///< Text.
    Flag,       ///< 0 or 1; true or false in JSON.
    Count,      ///< Whole number.
    Real,       ///< Real number.
    Share,      ///< Real number in 0…1.
    Day,        ///< Text 2026-10-01.
    Month,      ///< Text 2026-10.
    Timestamp,  ///< Text 2026-10-01T08:30:00.000000Z.
    Money,      ///< Whole number of minor units.
    Quantity,   ///< Whole number of base units.
    Choice,     ///< Text, one of the choices.
    Ids,        ///< JSON text: array of ids as strings.
    Choices,    ///< JSON text: array of choices.
    Json        ///< JSON text.
};

std::string_view kind_name(FieldKind kind);

/// Text that holds any JSON.
struct Json {
    std::string text = "{}";

    friend bool operator==(const Json&, const Json&) = default;
};

/// Names of an enumeration in the order of its enumerators, specialised beside it.
template <class E>
inline constexpr auto kChoices = nullptr;

}  // namespace bihuan
