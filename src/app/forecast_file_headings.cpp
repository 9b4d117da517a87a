#include "app/forecast_file_headings.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "base/day.h"
#include "platform/files/header_match.h"
#include "platform/files/notes.h"
#include "platform/files/text.h"
#include "platform/files/total_rows.h"

namespace bihuan {

namespace {

using forecast::Layer;
using Words = std::span<const std::string_view>;

// As files::header_key writes them.
constexpr auto kSeries =
    std::to_array<std::string_view>({"series", "id", "uniqueid", "seriesid", "序列", "系列"});
constexpr auto kThings = std::to_array<std::string_view>(
    {"产品",   "商品",      "品名",     "品项",       "单品",    "物料",     "货号",   "款号",
     "款式",   "规格",      "型号",     "条码",       "条形码",  "产品线",   "品线",   "品牌",
     "sku",    "门店",      "店铺",     "店名",       "网点",    "终端",     "客户",   "经销商",
     "渠道",   "区域",      "大区",     "地区",       "省",      "省份",     "市",     "城市",
     "区县",   "国家",      "仓库",     "平台",       "部门",    "事业部",   "名称",   "编码",
     "编号",   "代码",      "product",  "item",       "article", "material", "name",   "code",
     "ean",    "barcode",   "upc",      "brand",      "store",   "shop",     "outlet", "customer",
     "dealer", "account",   "channel",  "region",     "area",    "province", "city",   "country",
     "market", "warehouse", "platform", "department", "dept",    "itemid"});
/// 产品名称, storeid: what such a thing is called or numbered by.
constexpr auto kThingEndings = std::to_array<std::string_view>(
    {"名称", "名", "编码", "编号", "代码", "号", "name", "code", "id", "no", "number"});
constexpr auto kPeriods = std::to_array<std::string_view>({"period",
                                                           "date",
                                                           "ds",
                                                           "timestamp",
                                                           "datetime",
                                                           "time",
                                                           "yearmonth",
                                                           "期间",
                                                           "日期",
                                                           "时间",
                                                           "年月",
                                                           "销售日期",
                                                           "销售月份",
                                                           "业务日期"});
constexpr auto kValues = std::to_array<std::string_view>(
    {"value", "quantity", "sales", "y", "target", "值", "数量", "销量"});
constexpr auto kCounts = std::to_array<std::string_view>(
    {"销售数量",   "销售量",     "实际销量", "出货量",  "出货数量",  "发货量",   "发货数量",
     "订货量",     "订货数量",   "订单量",   "需求",    "需求量",    "件数",     "箱数",
     "qty",        "units",      "volume",   "demand",  "unitssold", "salesqty", "salesquantity",
     "shipments",  "销售",       "实际",     "实际值",  "actual",    "actuals",  "本月",
     "当月",       "本期",       "本周",     "当日",    "本月销量",  "当月销量", "本期销量",
     "本周销量",   "月销量",     "周销量",   "日销量",  "当日销量",  "本月销售", "当月销售",
     "本月销售量", "当月销售量", "本月数量", "当月数量"});
constexpr auto kAmounts = std::to_array<std::string_view>({"销售额",
                                                           "销售金额",
                                                           "金额",
                                                           "收入",
                                                           "销售收入",
                                                           "营业额",
                                                           "gmv",
                                                           "amount",
                                                           "salesamount",
                                                           "revenue",
                                                           "turnover",
                                                           "salesvalue"});
constexpr auto kRemarks = std::to_array<std::string_view>(
    {"备注",     "说明", "注",       "remark", "remarks", "note", "notes",    "comment",
     "comments", "单位", "计量单位", "unit",   "uom",     "币种", "currency", "序号",
     "行号",     "no",   "index",    "row",    "星期",    "周几", "weekday",  "dayofweek"});
/// Of a sale, not of what is sold: each would be a series of one day.
constexpr auto kOrderNumbers = std::to_array<std::string_view>({"order",
                                                                "orderno",
                                                                "orderid",
                                                                "ordernumber",
                                                                "ordernr",
                                                                "invoice",
                                                                "invoiceno",
                                                                "invoiceid",
                                                                "invoicenumber",
                                                                "receipt",
                                                                "receiptno",
                                                                "receiptid",
                                                                "receiptnumber",
                                                                "transactionid",
                                                                "transactionno",
                                                                "ticketno",
                                                                "订单",
                                                                "订单id",
                                                                "订单编码"});
constexpr auto kOrderEndings = std::to_array<std::string_view>({"单号",
                                                                "单据号",
                                                                "流水号",
                                                                "流水",
                                                                "小票号",
                                                                "小票",
                                                                "交易号",
                                                                "发票号",
                                                                "凭证号",
                                                                "单编号",
                                                                "单据编号",
                                                                "小票编号",
                                                                "交易编号",
                                                                "发票编号",
                                                                "流水编号",
                                                                "发票号码"});
constexpr auto kTotals = std::to_array<std::string_view>(
    {"全年",   "全年度", "总量",   "年累计",   "全年销量", "ytd", "sum",  "平均",
     "平均值", "均值",   "月均",   "月平均",   "average",  "avg", "mean", "占比",
     "同比",   "环比",   "增长率", "同比增长", "环比增长", "yoy", "mom"});
constexpr auto kCumulatives = std::to_array<std::string_view>(
    {"ytd", "mtd", "qtd", "salesytd", "ytdsales", "salesmtd", "mtdsales", "cumsales"});
/// What is planned, known only afterwards, or last year's: not known ahead, or no cause.
constexpr auto kOutcomes = std::to_array<std::string_view>({"毛利",
                                                            "利润",
                                                            "同期",
                                                            "同比",
                                                            "环比",
                                                            "退货",
                                                            "库存",
                                                            "占比",
                                                            "达成率",
                                                            "完成率",
                                                            "增长率",
                                                            "budget",
                                                            "margin",
                                                            "profit",
                                                            "lastyear",
                                                            "prioryear",
                                                            "previousyear",
                                                            "inventory"});
constexpr auto kOutcomeWords = std::to_array<std::string_view>(
    {"plan",        "planned",     "salesplan",     "plannedsales", "planqty",      "plannedqty",
     "target",      "salestarget", "targetqty",     "ly",           "py",           "yoy",
     "mom",         "growth",      "stock",         "openingstock", "closingstock", "endingstock",
     "stockonhand", "onhand",      "soh",           "returns",      "returned",     "returnqty",
     "forecast",    "fcst",        "salesforecast", "预测",         "预测值",       "预测销量",
     "销量预测",    "预计",        "预计销量",      "增长",         "增幅",         "份额"});
/// 计划, 月度计划, 计划销量; but 活动计划 is known ahead, and 计划生育用品 and 去年款 are goods.
constexpr auto kAims = std::to_array<std::string_view>(
    {"计划", "目标", "预算", "任务", "指标", "去年", "上年", "上月"});
constexpr auto kBeforeAims = std::to_array<std::string_view>(
    {"",     "销售", "销量", "销售额", "月",   "月度", "年",   "年度",
     "季",   "季度", "周",   "本月",   "当月", "本年", "全年", "生产",
     "出货", "发货", "订货", "采购",   "公司", "业绩", "收入"});
constexpr auto kBehindAims = std::to_array<std::string_view>(
    {"量", "数", "值", "额", "数量", "金额", "销量", "销售", "销售量", "销售额", "产量", "实际"});
constexpr auto kYears =
    std::to_array<std::string_view>({"year", "yr", "年", "年份", "年度", "财年"});
constexpr auto kQuarters = std::to_array<std::string_view>({"quarter", "qtr", "季", "季度"});
constexpr auto kMonths =
    std::to_array<std::string_view>({"month", "mon", "月", "月份", "月度", "会计期间"});
constexpr auto kWeeks = std::to_array<std::string_view>({"week", "周", "周次"});
constexpr auto kDays = std::to_array<std::string_view>({"day", "日"});
constexpr auto kCategories = std::to_array<std::string_view>({"category", "品类", "类别"});
constexpr auto kAvailabilities = std::to_array<std::string_view>({"availability", "可售"});

struct Known {
    Heading heading;
    Words words;
};

const std::array<Known, 14> kKnown{{{Heading::Series, kSeries},
                                    {Heading::Year, kYears},
                                    {Heading::Quarter, kQuarters},
                                    {Heading::Month, kMonths},
                                    {Heading::Week, kWeeks},
                                    {Heading::Day, kDays},
                                    {Heading::Period, kPeriods},
                                    {Heading::Value, kValues},
                                    {Heading::Count, kCounts},
                                    {Heading::Amount, kAmounts},
                                    {Heading::Category, kCategories},
                                    {Heading::Availability, kAvailabilities},
                                    {Heading::Remark, kRemarks},
                                    {Heading::Thing, kThings}}};

bool is_one_of(std::string_view name, Words words) {
    return std::find(words.begin(), words.end(), name) != words.end();
}

bool holds(std::string_view name, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return name.find(part) != std::string_view::npos;
    });
}

/// From the shortest on.
int rank_of(PeriodKind kind) {
    static constexpr std::array<PeriodKind, 9> kByLength{PeriodKind::Minute,
                                                         PeriodKind::Day,
                                                         PeriodKind::Week,
                                                         PeriodKind::TenDays,
                                                         PeriodKind::HalfMonth,
                                                         PeriodKind::Month,
                                                         PeriodKind::Quarter,
                                                         PeriodKind::HalfYear,
                                                         PeriodKind::Year};
    const auto* const found = std::find(kByLength.begin(), kByLength.end(), kind);
    return static_cast<int>(found - kByLength.begin());
}

/// The months from which to before which a period lies, counted from year 0.
struct Months {
    std::int32_t begin = 0;
    std::int32_t end = 0;
};

Months months_of(const FilePeriod& period) {
    constexpr std::int32_t kMinutesOfDay = 1440;
    const auto of = [](Month month) { return Months{month.number(), month.number() + 1}; };
    const std::int32_t number = period.number;
    switch (period.kind) {
        case PeriodKind::Year:
            return {number * 12, number * 12 + 12};
        case PeriodKind::HalfYear:
            return {number * 6, number * 6 + 6};
        case PeriodKind::Quarter:
            return {number * 3, number * 3 + 3};
        case PeriodKind::Month:
            return of(Month::from_number(number));
        case PeriodKind::HalfMonth:
            return of(Month::from_number(number / 2));
        case PeriodKind::TenDays:
            return of(Month::from_number(number / 3));
        case PeriodKind::Minute:
            return of(Month(Day::from_number(number / kMinutesOfDay)));
        default:
            return of(Month(Day::from_number(number)));
    }
}

bool is_aim(std::string_view key) {
    return std::any_of(kAims.begin(), kAims.end(), [&](std::string_view aim) {
        const auto at = key.find(aim);
        if (at == std::string_view::npos) return false;
        const auto before = key.substr(0, at);
        const auto behind = key.substr(at + aim.size());
        return (behind.empty() && is_one_of(before, kBeforeAims)) ||
               (before.empty() && is_one_of(behind, kBehindAims));
    });
}

bool is_order_number(std::string_view key) {
    return is_one_of(key, kOrderNumbers) ||
           std::any_of(kOrderEndings.begin(), kOrderEndings.end(), [&](std::string_view ending) {
               return key.ends_with(ending);
           });
}

/// A promotion that is planned, or a price that is aimed at, is known ahead.
bool is_outcome(std::string_view key) {
    if (layer_of(key) != Layer::Event) return false;
    return is_aim(key) || is_one_of(key, kOutcomeWords) ||
           std::any_of(kOutcomes.begin(), kOutcomes.end(), [&](std::string_view word) {
               return key.find(word) != std::string_view::npos;
           });
}

}  // namespace

bool is_unit_heading(std::string_view cell) {
    constexpr auto kHeadings =
        std::to_array<std::string_view>({"单位", "计量单位", "unit", "uom", "币种", "currency"});
    return is_one_of(files::header_key(cell), kHeadings);
}

bool is_unit(std::string_view cell) {
    constexpr auto kUnits = std::to_array<std::string_view>(
        {"箱",   "瓶",   "件",   "支",      "盒",    "袋",  "包",  "听",  "罐",     "个",
         "只",   "提",   "条",   "桶",      "托",    "板",  "杯",  "片",  "吨",     "公斤",
         "千克", "克",   "升",   "kg",      "g",     "t",   "l",   "元",  "千元",   "万元",
         "万",   "万箱", "千箱", "case",    "cases", "pcs", "ctn", "box", "boxes",  "bottle",
         "万瓶", "千件", "万件", "bottles", "cny",   "rmb", "usd", "eur", "pallet", "pallets"});
    return is_one_of(files::fold(files::trim(cell)), kUnits);
}

std::string unit_in_heading(std::string_view cell) {
    const std::string text = files::fold(cell);
    const auto begin = text.find_first_of("([");
    const auto end = text.find_first_of(")]", std::min(begin, text.size()));
    if (begin == std::string::npos || end == std::string::npos) return {};
    std::string unit(files::trim(std::string_view(text).substr(begin + 1, end - begin - 1)));
    return is_unit(unit) ? unit : std::string();
}

bool is_cumulative(std::string_view cell) {
    const std::string key = files::header_key(cell);
    return layer_of(cell) == Layer::Event &&
           (holds(key, {"累计", "累積", "cumulative", "yeartodate", "monthtodate"}) ||
            is_one_of(key, kCumulatives));
}

Heading heading_of(std::string_view cell) {
    const std::string key = files::header_key(cell);
    if (key.empty() || key.starts_with("unnamed")) return Heading::None;
    for (const auto& [heading, words] : kKnown)
        if (is_one_of(key, words)) return heading;
    if (is_order_number(key)) return Heading::Remark;
    if (files::is_total(cell) || is_one_of(key, kTotals) || is_cumulative(cell))
        return Heading::Total;
    if (is_outcome(key)) return Heading::Outcome;
    const bool thing = std::any_of(kThingEndings.begin(), kThingEndings.end(), [&](auto ending) {
        return key.ends_with(ending) &&
               is_one_of(std::string_view(key).substr(0, key.size() - ending.size()), kThings);
    });
    return thing ? Heading::Thing : Heading::Other;
}

Layer layer_of(std::string_view cell) {
    const std::string name = files::header_key(cell);
    if (holds(name, {"price", "价"})) return Layer::Price;
    if (holds(name, {"promo", "coupon", "feature", "discount", "促"})) return Layer::Promotion;
    if (holds(name, {"distribution", "outlets", "铺货"})) return Layer::Distribution;
    if (holds(name, {"festival", "holiday", "节"})) return Layer::Festival;
    return Layer::Event;
}

std::optional<FilePeriod> dated(std::string_view text, files::DayOrder order) {
    const auto period = parse_period(text, order);
    return period && period->kind != PeriodKind::Count ? period : std::nullopt;
}

namespace {

/// 2024年1月（箱） without the brackets.
std::string without_unit(std::string text) {
    for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'[', ']'}}) {
        const auto begin = text.find(open);
        const auto end = text.find(close, std::min(begin, text.size()));
        if (begin != std::string::npos && end != std::string::npos)
            text.erase(begin, end - begin + 1);
    }
    return text;
}

/// A period in `text`, and in `rest` what it is of.
std::optional<PeriodHeading> split_heading(std::string_view text,
                                           std::string_view rest,
                                           const ReadPeriod& read_period) {
    constexpr std::array<Heading, 4> kMeasures{
        Heading::Value, Heading::Count, Heading::Amount, Heading::Outcome};
    constexpr std::string_view kBetween = " -_/:";
    const auto measure = heading_of(rest);
    const auto begin = text.find_first_not_of(kBetween);
    if (begin == std::string_view::npos ||
        std::find(kMeasures.begin(), kMeasures.end(), measure) == kMeasures.end())
        return std::nullopt;
    text = text.substr(begin, text.find_last_not_of(kBetween) - begin + 1);
    const auto period = read_period(text);
    if (!period) return std::nullopt;
    return PeriodHeading{*period, measure, std::string(text)};
}

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

}  // namespace

std::optional<PeriodHeading> period_heading(std::string_view cell, const ReadPeriod& read_period) {
    constexpr std::size_t kLongest = 180;  // Bytes; what is longer is a title.
    cell = files::trim(cell);
    if (cell.size() > kLongest) return std::nullopt;
    if (const auto period = read_period(cell))
        return PeriodHeading{*period, Heading::None, std::string(cell)};
    const std::string text = without_unit(files::fold(cell));
    if (const auto period = read_period(text)) return PeriodHeading{*period, Heading::None, text};
    const std::string_view whole = text;
    for (std::size_t at = 1; at < whole.size(); ++at) {
        if (!begins_character(whole[at])) continue;
        const auto front = whole.substr(0, at);
        const auto back = whole.substr(at);
        auto found = split_heading(front, back, read_period);
        if (!found) found = split_heading(back, front, read_period);
        if (found) return found;
    }
    return std::nullopt;
}

bool is_note(std::string_view cell) {
    return files::is_note(cell);
}

namespace {

/// What stands beside the units in a row of them: 年/月, 编码.
bool is_form(std::string_view cell) {
    constexpr auto kForms = std::to_array<std::string_view>({"",
                                                             "年",
                                                             "月",
                                                             "日",
                                                             "年月",
                                                             "日期",
                                                             "编码",
                                                             "代码",
                                                             "文本",
                                                             "名称",
                                                             "必填",
                                                             "选填",
                                                             "code",
                                                             "text",
                                                             "date",
                                                             "年月日"});
    return is_one_of(files::header_key(cell), kForms);
}

}  // namespace

bool is_unit_row(const files::TableRow& row) {
    const auto& cells = row.cells;
    return !row.blank() && std::any_of(cells.begin(), cells.end(), is_unit) &&
           std::all_of(cells.begin(), cells.end(), [](std::string_view cell) {
               return is_unit(cell) || is_unit_heading(cell) || is_form(cell);
           });
}

bool is_note_row(const files::TableRow& row) {
    bool behind_label = false;  // 打印日期：| 2026-01-05
    return !row.blank() &&
           std::all_of(row.cells.begin(), row.cells.end(), [&](std::string_view cell) {
               cell = files::trim(cell);
               const bool note = is_note(cell);
               const bool said = note || cell.empty() || behind_label;
               if (!cell.empty())
                   behind_label = note && (cell.ends_with(":") || cell.ends_with("："));
               return said;
           });
}

std::optional<FilePeriod> part_of_some_year(std::string_view cell) {
    const auto part = parse_period("2024 " + std::string(cell));
    if (!part || part->kind == PeriodKind::Day || part->kind == PeriodKind::Minute)
        return std::nullopt;
    const bool by_figure = cell.find_first_not_of("0123456789. ") == std::string_view::npos;
    return by_figure ? std::nullopt : part;
}

bool is_longer(PeriodKind kind, PeriodKind than) {
    return rank_of(kind) > rank_of(than);
}

bool holds_period(const FilePeriod& longer, const FilePeriod& shorter) {
    const Months around = months_of(longer);
    const Months inside = months_of(shorter);
    return around.begin <= inside.begin && inside.begin < around.end;
}

}  // namespace bihuan
