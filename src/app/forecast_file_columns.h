#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/forecast_file.h"
#include "app/forecast_file_look.h"
#include "app/forecast_period.h"
#include "base/result.h"
#include "engine/forecast/forecast.h"
#include "platform/files/table_reader.h"

namespace bihuan {

inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

/// Where a plain file keeps what. One row per period and series; or per period, with one series
/// (no column of names) or one in each column; or per series, with one period in each column.
struct FileColumns {
    std::size_t period = kNoColumn;  ///< None: each value's column is a period.
    /// The year, where it stands in a column of its own and `period` has the month, the quarter or
    /// the week in it only, or the day of `month`.
    std::size_t year = kNoColumn;
    std::size_t month = kNoColumn;
    std::string_view part;            ///< "Q", "W", or empty: of the year, what `period` counts.
    std::vector<std::size_t> names;   ///< Together the name of the series; none: `value_names`.
    std::vector<std::size_t> values;  ///< One, or one of each series, or of each period.
    std::vector<std::string> value_names;
    std::vector<FilePeriod> periods;        ///< One per value where no column has the period …
    std::vector<std::string> period_parts;  ///< … or its part of the year that `year` has.
    std::size_t category = kNoColumn;
    std::size_t availability = kNoColumn;
    std::size_t unit = kNoColumn;  ///< 单位, 币种: what the values of a series are counted in.
    std::vector<std::size_t> influences;
    std::vector<forecast::Regressor> regressors;  ///< One per influence.
    std::vector<FileNote> notes;
};

/// Found by the names in the first row, for the period by what stands in the first row below, and
/// for the names of series by what all rows hold. Days in the names of columns are of `order`, or
/// of that which the names themselves settle.
Result<FileColumns> find_columns(const files::TableRow& header,
                                 const files::TableRow* below,
                                 files::DayOrder order,
                                 FileLook& look);

/// The period of a row whose year stands in a column of its own: 2026-10, 2026Q4, 2026-W05.
std::string joined_period(const files::TableRow& row, const FileColumns& columns);

/// 2024 and 1月, of a file with years in rows and their parts in columns.
std::string joined_period(std::string_view year, std::string_view part, std::string_view letter);

/// Days that are all firsts of months were read so; nothing else told.
FileNote order_by_firsts(files::DayOrder order);

/// 10/1/2026, when nobody says which is the month.
bool is_ambiguous_day(std::string_view text);

}  // namespace bihuan
