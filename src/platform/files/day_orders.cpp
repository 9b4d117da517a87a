#include "platform/files/day_orders.h"

#include <array>

#include <fmt/format.h>

#include "base/error.h"

namespace bihuan::files {

namespace {

constexpr std::array<std::pair<DayOrder, std::string_view>, 4> kNames{
    {{DayOrder::Unknown, ""},
     {DayOrder::YearFirst, "ymd"},
     {DayOrder::MonthFirst, "mdy"},
     {DayOrder::DayFirst, "dmy"}}};

}  // namespace

std::string_view day_order_name(DayOrder order) {
    for (const auto& [known, name] : kNames)
        if (known == order) return name;
    return {};
}

DayOrder day_order_of(std::string_view name) {
    for (const auto& [order, known] : kNames)
        if (known == name) return order;
    throw Error(
        ErrorCode::InvalidInput,
        fmt::format("There is no order of days '{}'.", name),
        {{"not_a_choice", "/options/day_order", "Write ymd, mdy or dmy.", std::string(name)}});
}

const DayOrderEvidence& DayOrders::look(std::size_t column,
                                        const std::string& sheet,
                                        std::int64_t header_row) {
    const auto [seen, is_new] = seen_.try_emplace({sheet, column});
    if (!is_new) return seen->second;
    auto options = options_;
    options.sheet = sheet;
    // A workbook is opened once, however many of its sheets are looked through.
    const bool opened = last_ && !sheet.empty();
    auto reader = opened ? last_->open_sheet(sheet) : open_table(path_, options);
    if (!reader) return seen->second;
    while (const auto row = (*reader)->next()) {
        if (each_row_) each_row_();
        if (row->number > header_row) seen->second.see(row->cell(column));
    }
    last_ = std::move(*reader);
    return seen->second;
}

DayOrder DayOrders::of(std::size_t column, const std::string& sheet, std::int64_t header_row) {
    if (chosen_ != DayOrder::Unknown) return chosen_;
    return look(column, sheet, header_row).settled();
}

DayOrder DayOrders::of_periods(std::size_t column,
                               const std::string& sheet,
                               std::int64_t header_row) {
    const auto settled = of(column, sheet, header_row);
    return settled != DayOrder::Unknown ? settled : by_firsts(column, sheet, header_row);
}

DayOrder DayOrders::by_firsts(std::size_t column,
                              const std::string& sheet,
                              std::int64_t header_row) {
    if (of(column, sheet, header_row) != DayOrder::Unknown) return DayOrder::Unknown;
    return look(column, sheet, header_row).settled_by_firsts();
}

}  // namespace bihuan::files
