#include "business/company/imports/total_rows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "platform/files/cell_values.h"
#include "platform/files/header_match.h"
#include "platform/files/notes.h"
#include "platform/files/text.h"
#include "platform/files/total_rows.h"

namespace bihuan::imports {

namespace {

/// What is no figure adds nothing.
double figure(std::string_view text) {
    double value = 0;
    const auto* const end = text.data() + text.size();
    if (std::from_chars(text.data(), end, value).ptr == end) return value;
    return files::parse_number(text).value_or(0);
}

bool adds_up(const Column& column) {
    switch (column.field.kind) {
        case FieldKind::Count:
        case FieldKind::Quantity:
            return true;
        case FieldKind::Money:
            return column.name != "price";
        default:
            return false;
    }
}

}  // namespace

bool names_all(std::string_view text) {
    constexpr std::array<std::string_view, 4> kAll{"全部", "所有", "all", "整体"};
    constexpr std::array<std::string_view, 18> kThings{"",
                                                       "门店",
                                                       "终端",
                                                       "客户",
                                                       "商品",
                                                       "产品",
                                                       "店铺",
                                                       "网点",
                                                       "品种",
                                                       "单品",
                                                       "sku",
                                                       "规格",
                                                       "品项",
                                                       "货品",
                                                       "店",
                                                       "stores",
                                                       "outlets",
                                                       "products"};
    if (files::is_total(text)) return true;
    // Nearly no cell is one: look closer only at short ones that could be.
    constexpr std::size_t kLongest = 20;
    const bool possible =
        !text.empty() && text.size() <= kLongest &&
        std::string_view("aA\xE5\xE6\xEF").find(text.front()) != std::string_view::npos;
    if (!possible) return false;
    const auto key = files::header_key(text);
    return std::any_of(kAll.begin(), kAll.end(), [&](std::string_view all) {
        if (!key.starts_with(all)) return false;
        const auto thing = std::string_view(key).substr(all.size());
        return std::find(kThings.begin(), kThings.end(), thing) != kThings.end();
    });
}

void TotalRows::set_header(const files::HeaderMatch& match) {
    naming_.clear();
    nameless_.clear();
    columns_.clear();
    for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
        const auto& column = kind_.columns[i];
        if (!match.matched[i]) continue;
        const auto at = match.matched[i]->column;
        const auto field = column.field.kind;
        if (column.names_row) naming_.push_back(at);
        if (column.names_row && field != FieldKind::Day && field != FieldKind::Month)
            nameless_.push_back(at);
        if (adds_up(column)) columns_.push_back(at);
    }
    pass();
    all_ = since_;
}

std::string_view TotalRows::remark_of(const files::TableRow& row) const {
    if (says_total(row)) return "total_rows";
    if (files::holds_notes_only(row)) return "note_rows";
    if (names_something(row)) return {};
    return gives_sums(row, since_) || gives_sums(row, all_) ? "unnamed_totals" : "";
}

void TotalRows::add(const files::TableRow& row) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const double value = figure(files::trim(row.cell(columns_[i])));
        all_.sums[i] += value;
        since_.sums[i] += value;
    }
    ++all_.rows;
    ++since_.rows;
}

bool TotalRows::says_total(const files::TableRow& row) const {
    return std::any_of(naming_.begin(), naming_.end(), [&](std::size_t column) {
        const auto cell = row.cell(column);
        // A list may have a region or a channel of that name.
        return has_places_or_goods_ ? names_all(cell) || files::may_be_total(cell)
                                    : files::is_total(cell);
    });
}

bool TotalRows::names_something(const files::TableRow& row) const {
    return nameless_.empty() ||
           std::any_of(nameless_.begin(), nameless_.end(), [&](std::size_t column) {
               return !files::trim(row.cell(column)).empty();
           });
}

/// A figure that is not there is none of the sums; one that is there has to be right.
bool TotalRows::gives_sums(const files::TableRow& row, const Part& part) const {
    constexpr double kHalfACent = 0.005;
    constexpr double kOfTheSum = 1e-12;
    if (part.rows < 2) return false;
    bool any = false;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const auto text = files::trim(row.cell(columns_[i]));
        if (text.empty()) continue;
        any = true;
        const auto value = files::parse_number(text);
        const double most = std::max(kHalfACent, kOfTheSum * std::abs(part.sums[i]));
        if (!value || std::abs(*value - part.sums[i]) > most) return false;
    }
    return any;
}

}  // namespace bihuan::imports
