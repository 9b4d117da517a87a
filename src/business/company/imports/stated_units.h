#pragma once

#include "business/company/imports/report.h"
#include "business/company/imports/units.h"
#include "platform/files/table_reader.h"

namespace bihuan::imports {

/// Where a file is read from once more.
struct StatedIn {
    const Kind& kind;
    const UnitChoice& chosen;
    std::string sheet;  ///< Of the rows; empty where one sheet alone is read.
};

/// What rows above a header state of the whole table (单位：箱、万元), and what a row of units
/// right below it says of each column, is taken for those columns whose headings say no unit
/// themselves, and remarked. `rows` stands before the first row. Issues where boxes, thousands or
/// money are spoken of and nobody can tell how.
Issues take_stated_units(files::TableReader& rows,
                         files::HeaderMatch& match,
                         const StatedIn& in,
                         ImportReport& report);

}  // namespace bihuan::imports
