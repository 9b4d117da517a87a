#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "platform/files/cell_values.h"
#include "platform/files/header_match.h"

// In what a file counts: the base unit of a product, its box or its pallet.
namespace bihuan::imports {

/// What a word for a unit stands for.
enum class UnitLevel : std::uint8_t { Base, Box, Pallet };

/// Words, folded, as a person says they are meant in a file: 件 → Box.
using UnitChoice = std::map<std::string, UnitLevel, std::less<>>;

/// "base", "box", "pallet"
std::string_view unit_level_name(UnitLevel level);
/// Such a name or 基本单位, 箱, 托. Throws InvalidInput for another one.
UnitLevel unit_level_of(std::string_view name);

/// How a product is packed.
struct Pack {
    std::string unit;  ///< Its base unit.
    std::int64_t units_per_box = 1;
    std::int64_t boxes_per_pallet = 1;
};

/// Base units in one unit of a row, and why that may be other than was meant; else empty.
struct UnitSize {
    std::int64_t units = 1;
    std::string_view doubt;
};

/// What a folded word is of a product: as a person chose, else its own base unit by name or by a
/// word for the same, its box, its pallet. Faults: "ambiguous_unit" for 件, which is a piece to
/// some and a box to others, "unknown_unit", "number_too_large".
files::CellResult<UnitSize> unit_size(std::string_view word,
                                      const Pack& pack,
                                      const UnitChoice& chosen);

/// Whether two folded words mean the same unit: 瓶, bottle.
bool are_same_unit(std::string_view one, std::string_view other);

/// Whether a folded word in a heading is a unit at all: 瓶, 箱, kg; not 本月 or 必填.
bool is_unit_word(std::string_view word, const UnitChoice& chosen);

/// A word for a unit without the scale that its column counts already: 万瓶 where that counts 万.
std::string without_scale(const std::string& unit, std::int64_t scale);

/// The word for a unit in a heading, folded and without its scale: 数量（箱）, 数量（单位：箱）,
/// 件数, 销量（箱/周）, 单价（元/箱）. All that the heading says where it speaks of boxes in
/// another way; that is no unit until a person chooses. Empty when none stands there.
std::string heading_unit(const files::MatchedColumn& column, const UnitChoice& chosen = {});

/// Whether a folded text speaks of more than a product's base unit, or may: 箱, 托, 件, 整箱出货.
bool is_pack_word(std::string_view word);

/// The readings of a word that has two: "件 = 1 瓶 / 12 瓶".
std::string unit_readings(std::string_view word, const Pack& pack);

}  // namespace bihuan::imports
