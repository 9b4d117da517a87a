#include "platform/files/kept_row.h"

#include <utility>

namespace bihuan::files {

KeptRow::KeptRow(std::int64_t row_number, std::vector<std::string> row_cells)
    : number(row_number), cells(std::move(row_cells)), views(cells.begin(), cells.end()) {}

KeptRow::KeptRow(const TableRow& row) : KeptRow(row.number, {row.cells.begin(), row.cells.end()}) {
    hidden = row.hidden;
    suffixes.assign(row.suffixes.begin(), row.suffixes.end());
    suffix_views.assign(suffixes.begin(), suffixes.end());
    divisors.assign(row.divisors.begin(), row.divisors.end());
    issues.assign(row.issues.begin(), row.issues.end());
}

TableRow KeptRow::row() const {
    return {.number = number,
            .hidden = hidden,
            .cells = views,
            .suffixes = suffix_views,
            .divisors = divisors,
            .issues = issues};
}

}  // namespace bihuan::files
