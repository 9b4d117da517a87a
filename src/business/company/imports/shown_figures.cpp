#include "business/company/imports/shown_figures.h"

#include <fmt/format.h>

#include "business/company/imports/currency.h"
#include "platform/files/heading_scale.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

bool counts_many(std::string_view suffix) {
    return !suffix.empty() && files::scaled_unit(files::fold(suffix)).scale != 1;
}

/// 万元 of "7万元"
std::string_view unit_behind(std::string_view text) {
    const auto last = text.find_last_of("0123456789.)");
    return last == std::string_view::npos ? "" : files::trim(text.substr(last + 1));
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
    const auto once = [&](std::int64_t shown) {
        return shown == heading ? std::optional<std::int64_t>(1) : std::nullopt;
    };
    if (const auto divisor = row.divisor(column); divisor > 1) return once(divisor);
    const auto written = unit_behind(files::trim(row.cell(column)));
    const auto word = files::fold(written.empty() ? row.suffix(column) : written);
    return files::says_unit(word) ? once(files::scaled_unit(word).scale) : heading;
}

}  // namespace bihuan::imports
