#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "platform/files/cell_values.h"
#include "platform/files/table_reader.h"

namespace bihuan::files {

/// "ymd", "mdy", "dmy"; empty for Unknown. Throws InvalidInput for another text.
std::string_view day_order_name(DayOrder order);
DayOrder day_order_of(std::string_view name);

/// In which order a column of the file writes its days.
using DayOrderOf = std::function<DayOrder(std::size_t column)>;

/// How the days of a file are read.
struct DayReading {
    DayOrder chosen = DayOrder::Unknown;  ///< By a person, for each day; Unknown: by nobody.
    DayOrderOf order_of;                  ///< For a day with two readings.
};

/// In which order a file's columns write 10/1/2026: as a person chose, else as the days above 12 of
/// the same column say. Looks the column through when the first such day is met.
class DayOrders {
public:
    /// `each_row` is called at each row that is looked at, and may throw to end that.
    DayOrders(std::filesystem::path path,
              TableOptions options,
              DayOrder chosen,
              std::function<void()> each_row = {})
        : path_(std::move(path)),
          options_(std::move(options)),
          chosen_(chosen),
          each_row_(std::move(each_row)) {}

    /// `column`: of the sheet that is read; rows up to `header_row` are not looked at. Unknown when
    /// nothing settles it.
    DayOrder of(std::size_t column, const std::string& sheet, std::int64_t header_row);

    /// The same of a column of periods, where firsts of months settle it too.
    DayOrder of_periods(std::size_t column, const std::string& sheet, std::int64_t header_row);

    /// The order where nothing but firsts of months settles it; else Unknown.
    DayOrder by_firsts(std::size_t column, const std::string& sheet, std::int64_t header_row);

private:
    const DayOrderEvidence& look(std::size_t column,
                                 const std::string& sheet,
                                 std::int64_t header_row);

    std::filesystem::path path_;
    TableOptions options_;
    DayOrder chosen_;
    std::function<void()> each_row_;
    std::unique_ptr<TableReader> last_;  ///< That was looked through.
    std::map<std::pair<std::string, std::size_t>, DayOrderEvidence> seen_;  ///< Sheet, column.
};

}  // namespace bihuan::files
