#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "business/company/imports/units.h"
#include "platform/files/table_reader.h"

// What the number format of a cell says of its figure: a person sees 12箱 where 12 stands.
namespace bihuan::imports {

/// The word for a unit that stands behind the figure; empty for none.
std::string shown_unit(const files::TableRow& row,
                       std::size_t column,
                       const UnitChoice& chosen = {});

/// Whether the figure is shown in other money than yuan.
bool shows_other_money(const files::TableRow& row, std::size_t column);

/// The trimmed text of the cell; with what is shown behind it where that counts many at once: 12万.
std::string_view shown_figure(const files::TableRow& row, std::size_t column, std::string& scratch);

}  // namespace bihuan::imports
