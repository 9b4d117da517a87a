#pragma once

#include <string>
#include <vector>

#include "app/forecast_file.h"
#include "app/forecast_file_look.h"
#include "base/result.h"
#include "platform/files/table_reader.h"

// Which columns of a file with a row for each series and period name the series; private to the
// command.
namespace bihuan {

/// Columns that may, in the order of the file.
struct NamingColumns {
    std::vector<std::size_t> series;  ///< Headed so.
    std::vector<std::size_t> things;  ///< 产品, 门店 …
    std::vector<std::size_t> words;   ///< Any other heading, words below.
    std::vector<std::size_t> category;
    std::vector<std::size_t> period;  ///< Together the period.
};

struct SeriesNames {
    std::vector<std::size_t> columns;  ///< Together the name; none: the file is one series.
    std::vector<std::size_t> unused;
};

/// Those headed "series"; else those of things and of words, and the category where a period would
/// come twice without it. Words that change within a series without need are no part of its name
/// where some cells are empty; else one cannot tell, which is "ambiguous_series".
Result<SeriesNames> name_series(const NamingColumns& columns,
                                FileLook& look,
                                const files::TableRow& header);

/// "产品", "区域" and "SKU".
std::string headings_text(const std::vector<std::size_t>& columns, const files::TableRow& header);

FileNote joined_names_note(const std::vector<std::size_t>& names, const files::TableRow& header);
FileNote unused_note(const std::vector<std::size_t>& unused, const files::TableRow& header);

}  // namespace bihuan
