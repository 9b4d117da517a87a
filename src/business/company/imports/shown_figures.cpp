#include "business/company/imports/shown_figures.h"

#include <fmt/format.h>

#include "business/company/imports/currency.h"
#include "platform/files/heading_scale.h"
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
    const auto suffix = row.suffix(column);
    const bool unclear = row.divisor(column) == 1 && files::mentions_scale(files::fold(suffix));
    if (!unclear && !counts_many(suffix)) return text;
    scratch = text;
    scratch += suffix;
    return scratch;
}

std::string shown_beside(const files::TableRow& row, const files::MatchedColumn& matched) {
    const auto divisor = row.divisor(matched.column);
    return fmt::format("{}{}{} ≠ {}",
                       files::trim(row.cell(matched.column)),
                       divisor > 1 ? fmt::format(" / {} ", divisor) : "",
                       row.suffix(matched.column),
                       matched.header);
}

std::optional<std::int64_t> scale_in_cell(const files::TableRow& row,
                                          std::size_t column,
                                          std::int64_t heading) {
    if (heading == 1) return 1;
    const auto divisor = row.divisor(column);
    const auto suffix = row.suffix(column);
    if (divisor == 1 && suffix.empty()) return heading;
    const auto shown = divisor > 1 ? divisor : files::scaled_unit(files::fold(suffix)).scale;
    if (shown == 1) return heading;
    return shown == heading ? std::optional<std::int64_t>(1) : std::nullopt;
}

}  // namespace bihuan::imports
