#pragma once

#include <map>
#include <vector>

#include "app/forecast_file_columns.h"
#include "app/forecast_file_headings.h"
#include "app/forecast_file_look.h"
#include "platform/files/table_reader.h"

// Files with a period in each column; private to the command.
namespace bihuan {

using ColumnsByHeading = std::map<Heading, std::vector<std::size_t>>;

/// Whether the names of most columns are periods, or parts of the years that a column has; then the
/// rest name the series. Totals (合计, 全年, Q1 beside months) are left out, which a note says.
bool find_across(const files::TableRow& header,
                 files::DayOrder order,
                 const ColumnsByHeading& by_heading,
                 FileLook& look,
                 FileColumns& found);

}  // namespace bihuan
