#include "business/company/imports/shown_figures.h"

#include "business/company/imports/currency.h"
#include "platform/files/heading_units.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

bool counts_many(std::string_view suffix) {
    return !suffix.empty() && files::scaled_unit(files::fold(suffix)).scale != 1;
}

}  // namespace

std::string shown_unit(const files::TableRow& row, std::size_t column, const UnitChoice& chosen) {
    const auto suffix = row.suffix(column);
    if (suffix.empty() || counts_many(suffix)) return {};
    return heading_unit({.unit = files::fold(suffix)}, chosen);
}

bool shows_other_money(const files::TableRow& row, std::size_t column) {
    const auto suffix = row.suffix(column);
    return !suffix.empty() && says_other_money(files::fold(suffix));
}

std::string_view shown_figure(const files::TableRow& row,
                              std::size_t column,
                              std::string& scratch) {
    const auto text = files::trim(row.cell(column));
    if (!counts_many(row.suffix(column))) return text;
    scratch = text;
    scratch += row.suffix(column);
    return scratch;
}

}  // namespace bihuan::imports
