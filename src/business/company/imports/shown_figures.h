#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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

/// The trimmed text of the cell; with what is shown behind it where that counts many at once, or
/// may: 12万, 12M.
std::string_view shown_figure(const files::TableRow& row, std::size_t column, std::string& scratch);

/// By what that figure counts where its heading counts by `heading`: once, though its own format
/// or text may say the same (12 of 12345 in 千元, 1.2万元). None where heading and format
/// contradict.
std::optional<std::int64_t> scale_in_cell(const files::TableRow& row,
                                          std::size_t column,
                                          std::int64_t heading);

/// "12.3千元 ≠ 销售额（万元）", for the message of such a contradiction.
std::string shown_beside(const files::TableRow& row, const files::MatchedColumn& matched);

}  // namespace bihuan::imports
