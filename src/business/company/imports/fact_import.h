#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "business/company/imports/attributes.h"
#include "business/company/imports/currency.h"
#include "business/company/imports/further_names.h"
#include "business/company/imports/reading.h"
#include "business/company/imports/references.h"
#include "business/company/imports/report.h"
#include "business/company/imports/return_marks.h"
#include "business/company/imports/seen_keys.h"
#include "business/company/imports/units.h"
#include "platform/files/day_orders.h"

namespace bihuan::imports {

struct FactTask {
    const Kind& kind;
    const Reading& reading;
    Day today;
};

/// Turns rows of a sell-out, sell-in or stock file into facts.
class FactImport {
public:
    /// With the reading's `create_missing`, what is not there is about to be made by
    /// `make_missing`.
    FactImport(Transaction& t, const Kinds& kinds, const FactTask& task, ImportReport& report);

    /// Before the first row, and before each sheet's first.
    void set_header(const files::HeaderMatch& match, const files::DayReading& days);
    /// Whether the row refers to an outlet or a product that is not there, and would stand if it
    /// were: for a row that fails anyhow nothing is made.
    bool lacks(const files::TableRow& row);
    /// Makes what such a row lacks, in a region, channel and brand named 未分配; what the viewer
    /// may not make is an issue of its rows.
    void make_missing(const files::TableRow& row);

    /// The row's fact, or none after adding what is wrong with it.
    std::optional<facts::FactRow> parse(const files::TableRow& row, RowIssues& issues);

private:
    /// Outlets or products as files name them.
    struct Known {
        std::string_view table;
        std::vector<std::string_view> lies_in;  ///< What a made one needs besides.
        CodeBook codes;
        FurtherNames further;           ///< Columns that name the same once more.
        std::vector<std::int64_t> ids;  ///< Codes lead to positions here.
        std::string last_text;          ///< Files come sorted: the last answer is often the next.
        std::int64_t last = -1;
    };

    void load(Known& known, const Resource& resource);
    static files::CellResult<std::int64_t> find(Known& known, std::string_view text);
    std::int64_t refer(FactColumn column,
                       Known& known,
                       const files::TableRow& row,
                       RowIssues& issues);
    std::string_view cell(const files::TableRow& row, FactColumn column) const;
    std::optional<std::int64_t> scale_in(const files::TableRow& row,
                                         FactColumn column,
                                         RowIssues& issues) const;
    void read_cells(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues);
    void read_place(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues);
    void read_quantity(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues);
    void read_money(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues);
    void read_shares(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues);
    const Pack& pack_of_row() const;
    std::optional<std::int64_t> units_in(const files::TableRow& row, RowIssues& issues);
    std::int64_t price_pack_in(const files::TableRow& row, RowIssues& issues);
    std::optional<std::int64_t> units_named(std::string_view word,
                                            FactColumn column,
                                            RowIssues& issues);
    void compare_value(std::int64_t worth, const facts::FactRow& fact, RowIssues& issues) const;
    std::optional<std::int64_t> money(const files::TableRow& row,
                                      FactColumn column,
                                      RowIssues& issues) const;
    std::optional<files::CellFault> hindrance(const Known& known, std::string_view text);
    std::string missing_code(FactColumn column, Known& known, const files::TableRow& row);
    std::int64_t unassigned(std::string_view table);
    void make_outlet(const std::string& code);
    void make_product(const std::string& code);
    void make(Known& known, const std::string& code, Values values);

    Transaction& t_;
    const Kinds& kinds_;
    const Kind& kind_;
    Day today_;
    ImportReport& report_;
    const files::HeaderMatch* match_ = nullptr;
    files::DayReading days_;
    ExtraColumns extra_;
    Known outlets_;
    Known products_;
    std::vector<Pack> packs_;  ///< By product position.
    UnitChoice chosen_units_;
    std::string quantity_unit_;  ///< As the quantity's heading says; empty when it says none.
    std::string price_unit_;     ///< Of which the price is: 单价（元/箱）.
    ReturnMarks returns_;
    CurrencyColumns currencies_;
    SeenKeys seen_;
    bool create_missing_;
    bool add_up_;
    References made_;
    std::int64_t outlet_ = -1;  // positions of the row at hand
    std::int64_t product_ = -1;
    std::int64_t pack_ = 1;        // base units in one unit of the row at hand
    std::int64_t price_pack_ = 1;  // the same of what its price is for
};

}  // namespace bihuan::imports
