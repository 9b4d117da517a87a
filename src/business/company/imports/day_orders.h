#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "platform/files/cell_values.h"
#include "platform/files/table_reader.h"

namespace bihuan::imports {

/// In which order a column of the file writes its days.
using DayOrderOf = std::function<files::DayOrder(std::size_t column)>;

/// In which order a file's columns write 10/1/2026: as a person chose, else as the days above 12 of
/// the same column say. Looks the column through when the first such day is met.
class DayOrders {
public:
    DayOrders(std::filesystem::path path, files::TableOptions options, files::DayOrder chosen)
        : path_(std::move(path)), options_(std::move(options)), chosen_(chosen) {}

    /// `column`: of the sheet that is read; rows up to `header_row` are not looked at. Unknown when
    /// nothing settles it.
    files::DayOrder of(std::size_t column, const std::string& sheet, std::int64_t header_row);

private:
    std::filesystem::path path_;
    files::TableOptions options_;
    files::DayOrder chosen_;
    std::map<std::pair<std::string, std::size_t>, files::DayOrder> known_;  ///< Sheet, column.
};

}  // namespace bihuan::imports
