#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "business/company/imports/references.h"
#include "business/company/imports/report.h"

namespace bihuan::imports {

/// Columns of a file, not matched otherwise, that name once more what a column of the kind names:
/// barcode and name beside the code of a product, the name beside the code of an outlet or region.
std::vector<std::size_t> further_columns(const Column& column,
                                         std::size_t known,
                                         const files::HeaderMatch& match);

/// Holds what such columns say against what the code says. The code decides; a name that is
/// another row's is a contradiction.
class FurtherNames {
public:
    FurtherNames() = default;
    FurtherNames(const Column& column, std::size_t known, const files::HeaderMatch& match);

    /// Of a row whose code names the row `id`: the issue "names_contradict" where a further column
    /// names another one, the doubt "names_differ" where it names none.
    void compare(const files::TableRow& row, CodeBook& codes, std::int64_t id, RowIssues& issues);

    /// Of a row whose code names nothing: what a further column names all the same, as "条码 690…:
    /// P1 橙汁"; empty when none does.
    std::string known_otherwise(const files::TableRow& row, CodeBook& codes) const;

private:
    struct Further {
        std::size_t column = 0;
        std::string header;
        TextMap<std::pair<std::int64_t, Naming>> seen;  ///< The last comparison of each text.
    };
    std::vector<Further> columns_;
};

}  // namespace bihuan::imports
