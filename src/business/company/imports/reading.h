#pragma once

#include <string>
#include <string_view>

#include "business/company/imports/units.h"
#include "platform/files/cell_values.h"
#include "platform/files/header_match.h"

namespace bihuan::imports {

/// In place of a sheet's name: all visible sheets whose header is that of the first with one, one
/// after the other. No sheet of Excel can bear it.
inline constexpr std::string_view kAllSheets = "*";

/// How a person wants a file to be read.
struct Reading {
    files::HeaderChoice mapping;  ///< Column → header; wins over the synonyms.
    bool create_missing = false;  ///< Make outlets and products that facts refer to.
    bool add_up = false;          ///< Of facts: lines of the same day, outlet and product.
    std::string sheet;     ///< Of a workbook; empty for the first with a header, or kAllSheets.
    std::string encoding;  ///< Of a CSV file, one of files::kEncodings; empty to find out.
    files::DayOrder day_order = files::DayOrder::Unknown;  ///< Unknown: by the columns' own days.
    std::int64_t header_row = 0;  ///< As in Excel; 0 for the one that is found.
    UnitChoice units;             ///< Of facts: what words for units mean in this file.
};

/// {column: header}; an empty header is null: the column is left out.
std::string mapping_json(const files::HeaderChoice& mapping);
/// Throws InvalidInput when the text is not such an object.
files::HeaderChoice mapping_from_json(const std::string& text);

/// {word: "base", "box" or "pallet"}
std::string units_json(const UnitChoice& units);
/// Throws InvalidInput when the text is not such an object.
UnitChoice units_from_json(const std::string& text);

inline constexpr std::int64_t kLastRow = 1'048'576;  ///< Of a sheet of Excel.

/// Throws InvalidInput when the text is no row of a sheet, nor 0.
std::int64_t header_row_from_json(const std::string& text);

/// {create_missing, add_up, sheet, encoding, day_order, header_row, units}
std::string options_json(const Reading& reading);
/// What the two texts of an import's row say; what an older row does not say is as by default.
Reading reading_from_json(const std::string& mapping, const std::string& options);

}  // namespace bihuan::imports
