#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/forecast_period.h"
#include "engine/forecast/forecast.h"
#include "platform/files/table_reader.h"

// What the name of a plain file's column says of it; private to the command.
namespace bihuan {

enum class Heading : std::uint8_t {
    None,
    Series,  ///< series, id, 序列.
    Thing,   ///< 产品, SKU, 门店, city: one of what series are sold as, at or to.
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Period,
    Value,
    Count,   ///< 出货量, units: the value where no column is named as such.
    Amount,  ///< 销售额: the same where nothing is counted; else what the value brought.
    Category,
    Availability,
    Remark,  ///< 备注, 单位, 序号, 星期, 订单号: says nothing that a forecast can use.
    Total,   ///< 合计, 全年, 累计, 占比: made of other columns.
    Outcome,  ///< 目标, 毛利, 上年同期, 库存: beside the sales or known after them, no influence.
    Other,
};

Heading heading_of(std::string_view cell);

/// 累计销量, YTD: each figure holds those before it.
bool is_cumulative(std::string_view cell);

/// 单位, uom, 币种.
bool is_unit_heading(std::string_view cell);

/// 箱, 千元, kg.
bool is_unit(std::string_view cell);
/// Nothing but units, as stand in a row below the names.
bool is_unit_row(const files::TableRow& row);

/// What stands in the brackets of 2024年1月（箱）, where it is a unit; else empty.
std::string unit_in_heading(std::string_view cell);

/// Price, promotion, distribution, festival by the heading; else Event.
forecast::Layer layer_of(std::string_view cell);

/// A period that can be told from a plain number.
std::optional<FilePeriod> dated(std::string_view text, files::DayOrder order);

/// What a heading says of its period, and of the figures below it; None where nothing is said.
struct PeriodHeading {
    FilePeriod period;
    Heading measure = Heading::None;
    std::string text = {};  ///< Of the period alone.
};
using ReadPeriod = std::function<std::optional<FilePeriod>(std::string_view text)>;

/// A heading that is a period as `read_period` reads it, or one with what its figures are:
/// 2024年1月销量, 2024年1月（箱）, Jan-24 Sales.
std::optional<PeriodHeading> period_heading(std::string_view cell, const ReadPeriod& read_period);

/// 注：…, 制表人：…, 数据来源：…: said of a table, above or below it.
bool is_note(std::string_view cell);
/// Nothing but such, and what stands behind its colon (打印日期：| 2026-01-05).
bool is_note_row(const files::TableRow& row);

/// A part of a year by its name alone, such as Q1, 一季度, 上半年, 3月: of the year 2024.
std::optional<FilePeriod> part_of_some_year(std::string_view cell);

/// 1季度 or 全年 beside months: longer than those, so that it may be the sum of some.
bool is_longer(PeriodKind kind, PeriodKind than);

/// Whether the longer period holds the shorter one's first day.
bool holds_period(const FilePeriod& longer, const FilePeriod& shorter);

}  // namespace bihuan
