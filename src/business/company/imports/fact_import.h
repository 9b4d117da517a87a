#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "business/company/imports/attributes.h"
#include "business/company/imports/references.h"
#include "business/company/imports/report.h"

namespace bihuan::imports {

/// A set of 64-bit keys, each with the row it was first seen in; made for millions.
class SeenKeys {
public:
    SeenKeys();
    /// The row that brought the key before; 0 when it is new.
    std::int64_t insert(std::uint64_t key, std::int64_t row);

private:
    struct Slot {
        std::uint64_t key = 0;
        std::int64_t row = 0;  ///< 0: empty.
    };
    void grow();

    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

/// Turns rows of a sell-out, sell-in or stock file into facts.
class FactImport {
public:
    FactImport(Transaction& t, const Kinds& kinds, const Kind& kind, Day today);

    /// Whether the row refers to an outlet or a product that is not there.
    bool lacks(const files::TableRow& row, const files::HeaderMatch& match);
    /// Makes the outlets and products that a row refers to and that are not there, in a region,
    /// channel and brand named 未分配; what the viewer may not make is an issue of its rows.
    void make_missing(const files::TableRow& row,
                      const files::HeaderMatch& match,
                      ImportReport& report);

    void set_header(const files::HeaderMatch& match);
    /// The row's fact, or none after adding what is wrong with it.
    std::optional<facts::FactRow> parse(const files::TableRow& row, RowIssues& issues);

private:
    struct Pack {
        std::string unit;
        std::int64_t units_per_box = 1;
        std::int64_t boxes_per_pallet = 1;
    };
    struct Known {
        CodeBook codes;
        std::vector<std::int64_t> ids;  ///< Codes lead to positions here.
        std::string last_text;          ///< Files come sorted: the last answer is often the next.
        std::int64_t last = -1;
        bool may_not_be_made = false;  ///< One was to be made, and the viewer may not.
    };

    void load(Known& known, const Resource& resource);
    static std::int64_t find(Known& known, std::string_view text);
    std::string_view cell(const files::TableRow& row, FactColumn column) const;
    std::int64_t scale(FactColumn column) const;
    void read_place(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues);
    void read_quantity(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues);
    void read_money(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues);
    void read_shares(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues);
    files::CellResult<std::int64_t> units_in(const files::TableRow& row);
    std::optional<std::int64_t> money(const files::TableRow& row,
                                      FactColumn column,
                                      RowIssues& issues) const;
    void make_outlet(std::string_view text, ImportReport& report);
    void make_product(std::string_view text, ImportReport& report);

    Transaction& t_;
    const Kinds& kinds_;
    const Kind& kind_;
    Day today_;
    const files::HeaderMatch* match_ = nullptr;
    ExtraColumns extra_;
    Known outlets_;
    Known products_;
    std::vector<Pack> packs_;  ///< By product position.
    SeenKeys seen_;
    std::optional<References> made_;
    std::int64_t outlet_ = -1;  // positions of the row at hand
    std::int64_t product_ = -1;
    std::int64_t pack_ = 1;  // base units in one unit of the row at hand
};

}  // namespace bihuan::imports
