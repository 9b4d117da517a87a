#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "business/company/imports/attributes.h"
#include "business/company/imports/further_names.h"
#include "business/company/imports/references.h"
#include "business/company/imports/report.h"
#include "platform/files/day_orders.h"

namespace bihuan::imports {

/// Writes the rows of a noun's file: a row whose key is there already changes the columns that the
/// file has, another is added; columns the noun has no field for go into its attributes.
class NounImport {
public:
    NounImport(Transaction& t, const Kinds& kinds, const Kind& kind, ImportReport& report);

    /// Before the first row, and before each sheet's first.
    void set_header(const files::HeaderMatch& match, const files::DayReading& days);

    /// Whether rows refer to other rows of the same noun: regions and channels.
    bool is_tree() const { return parent_.has_value(); }
    /// The column by which they do.
    std::optional<std::size_t> parent() const { return parent_; }
    /// Of a tree: notes the code and name that the file brings in this row.
    void announce(const files::TableRow& row);
    /// Whether the row's parent stands in the file but has not been written yet.
    bool must_wait(const files::TableRow& row) const;

    void write(const files::TableRow& row, RowIssues& issues);

private:
    std::string_view cell(const files::TableRow& row, std::size_t column) const;
    void read_key(const files::TableRow& row, Values& values, RowIssues& issues);
    void read_rest(const files::TableRow& row, Values& values, RowIssues& issues);
    static bool take_shown(const files::TableRow& row,
                           std::size_t column,
                           files::MatchedColumn& matched,
                           RowIssues& issues);
    void read_cell(const files::TableRow& row,
                   std::size_t column,
                   Values& values,
                   RowIssues& issues);
    files::CellResult<Value> referred(const files::TableRow& row,
                                      std::size_t column,
                                      const files::CellResult<Value>& found,
                                      RowIssues& issues);
    files::CellResult<Value> value_of(const Column& column,
                                      std::string_view text,
                                      const files::MatchedColumn& matched);
    References::Context context_of(const Values& row) const;
    void write_rest(const files::TableRow& row, Values& values, RowIssues& issues);
    void refuse_no_name(const files::TableRow& row, RowIssues& issues) const;
    void refuse_missing(const files::TableRow& row, RowIssues& issues) const;
    void note_key(const std::string& key, RowIssues& issues);
    void make_referred(const files::TableRow& row, Values& values, RowIssues& issues);
    void read_attributes(const files::TableRow& row, Values& values, RowIssues& issues) const;
    std::string key_of(const Values& values) const;
    bool is_key(const Column& column) const;
    void check(const Values& before, Values& values, RowIssues& issues) const;
    void tell(const Issues& found, RowIssues& issues) const;
    bool change(Values& values, std::int64_t version, RowIssues& issues);
    bool has_free_keys(const Values& values, RowIssues& issues) const;
    void store(Values& values, const std::string& key, RowIssues& issues);

    Transaction& t_;
    const Kind& kind_;
    const Description& description_;
    const files::HeaderMatch* match_ = nullptr;
    files::DayReading days_;
    ImportReport& report_;
    References references_;
    ExtraColumns extra_;
    std::vector<FurtherNames> further_;  ///< Of each column.
    std::vector<std::size_t> fields_;    ///< Of each column: position in the description.
    std::unordered_map<std::string, Values> existing_;
    std::unordered_map<std::string, std::string> seen_;  ///< Key → place in this file.
    std::vector<std::size_t> to_be_made_;                ///< Columns of the row at hand.
    std::optional<std::size_t> parent_;                  ///< Column that refers to the same noun.
    std::unordered_map<std::string, std::int64_t> coming_;  ///< Folded code or name → row.
};

}  // namespace bihuan::imports
