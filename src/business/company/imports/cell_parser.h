#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "business/company/imports/kind.h"
#include "platform/files/cell_values.h"

namespace bihuan::imports {

/// A cell's text as the value of a field that refers to nothing: money in minor units, days and
/// months in their written form, choices by their names in either language. `scale` multiplies
/// figures. `day_order` tells what 10/1/2026 is. Faults are those of platform/files and
/// "not_a_choice". Empty cells are the caller's.
files::CellResult<Value> parse_cell(const FieldDescription& field,
                                    std::string_view text,
                                    std::int64_t scale,
                                    files::DayOrder day_order = files::DayOrder::Unknown);

/// The parts of a list cell: separated by 、 , ; | or line ends; trimmed, empty ones left out.
std::vector<std::string> split_list(std::string_view text);

}  // namespace bihuan::imports
