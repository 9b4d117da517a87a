#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/describe.h"
#include "base/text.h"
#include "platform/files/header_match.h"

namespace bihuan::imports {

/// Columns of a file that the noun or fact has no field for: kept with the row as a JSON object,
/// numbers as numbers.
class ExtraColumns {
public:
    ExtraColumns() = default;
    explicit ExtraColumns(const files::HeaderMatch& match);

    bool any() const { return !columns_.empty(); }
    struct Fault {
        std::size_t column = 0;  ///< In the file.
        std::string_view code;
    };
    /// Which of a row's further cells cannot be kept, and why: signs that cannot be stored, or the
    /// one with which the text becomes too much.
    std::optional<Fault> fault(const files::TableRow& row) const;
    /// "{…}" of the cells that hold something; "" when none does.
    std::string json(const files::TableRow& row) const;

private:
    std::vector<std::pair<std::size_t, std::string>> columns_;  ///< Column and its quoted name.
};

/// Heads the column of an error workbook that says what is wrong; never kept as an attribute.
inline constexpr std::string_view kErrorHeader = "错误 Errors";

}  // namespace bihuan::imports
