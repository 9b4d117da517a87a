#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "business/company/imports/kind.h"
#include "platform/files/header_match.h"
#include "platform/files/table_reader.h"

namespace bihuan::imports {

/// Whether a cell names all outlets, products … together, or says that it is a total: 全部门店,
/// 合计.
bool names_all(std::string_view text);

/// Knows the rows of a table that sum others up: those that say so where a row is named, and those
/// that name nothing and whose figures are the sums of the rows above, of two at least.
class TotalRows {
public:
    explicit TotalRows(const Kind& kind)
        : kind_(kind),
          has_places_or_goods_(kind.fact || kind.name == "outlets" || kind.name == "products") {}

    /// Before each sheet's first row.
    void set_header(const files::HeaderMatch& match);
    /// The remark that a row of totals or of notes is skipped with; empty for any other row.
    std::string_view remark_of(const files::TableRow& row) const;
    /// Adds a row of data.
    void add(const files::TableRow& row);
    /// A row of totals: what comes below may be summed up anew.
    void pass() { since_ = {.sums = std::vector<double>(columns_.size())}; }

private:
    struct Part {
        std::vector<double> sums;  ///< Of each column that adds up.
        std::size_t rows = 0;
    };
    bool says_total(const files::TableRow& row) const;
    bool names_something(const files::TableRow& row) const;
    bool gives_sums(const files::TableRow& row, const Part& part) const;

    const Kind& kind_;
    bool has_places_or_goods_;  ///< Rows are of outlets or products, none of which is 全部门店.
    std::vector<std::size_t> naming_;    ///< Columns of the file that say what a row is about.
    std::vector<std::size_t> nameless_;  ///< Those of them that a total leaves empty.
    std::vector<std::size_t> columns_;   ///< Those whose figures add up.
    Part all_;
    Part since_;  ///< The last row of totals.
};

}  // namespace bihuan::imports
