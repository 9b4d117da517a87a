#include "business/company/imports/unused_columns.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "business/company/imports/attributes.h"
#include "business/company/imports/currency.h"
#include "business/company/imports/further_names.h"
#include "business/company/imports/units.h"
#include "platform/files/heading_scale.h"
#include "platform/files/heading_units.h"
#include "platform/files/place.h"
#include "platform/files/table_reader.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

bool is_return(std::string_view key) {
    constexpr std::array<std::string_view, 5> kWords{"退货", "退款", "退回", "return", "refund"};
    return files::holds_one_of(key, kWords);
}

bool is_figure(std::string_view key) {
    constexpr std::array<std::string_view, 19> kWords{"金额",
                                                      "数量",
                                                      "销量",
                                                      "销售额",
                                                      "收入",
                                                      "件数",
                                                      "箱数",
                                                      "瓶数",
                                                      "散数",
                                                      "实收",
                                                      "实付",
                                                      "净额",
                                                      "赠品",
                                                      "货款",
                                                      "库存",
                                                      "gmv",
                                                      "qty",
                                                      "quantity",
                                                      "amount"};
    return files::holds_one_of(key, kWords);
}

/// 净销量: what was brought back is taken off already.
bool is_net(const files::HeaderMatch& match, FactColumn column) {
    const auto at = static_cast<std::size_t>(column);
    if (at >= match.matched.size() || !match.matched[at]) return false;
    constexpr std::array<std::string_view, 2> kWords{"净", "net"};
    return files::holds_one_of(files::header_key(match.matched[at]->header), kWords);
}

bool is_unit(std::string_view key) {
    // 购货单位 and 往来单位 are firms.
    constexpr std::array<std::string_view, 20> kWords{
        "单位",     "计量单位", "主计量单位", "辅计量单位", "销售单位", "数量单位", "单位名称",
        "库存单位", "包装单位", "基本单位",   "最小单位",   "主单位",   "辅单位",   "商品单位",
        "计价单位", "大单位",   "小单位",     "规格单位",   "unit",     "uom"};
    return std::find(kWords.begin(), kWords.end(), key) != kWords.end();
}

bool takes_quantities(const Kind& kind, const files::HeaderMatch& match) {
    for (std::size_t i = 0; i < kind.columns.size(); ++i)
        if (match.matched[i] && kind.columns[i].field.kind == FieldKind::Quantity) return true;
    return false;
}

/// Further names, which are compared with the code.
std::set<std::size_t> compared_columns(const Kind& kind, const files::HeaderMatch& match) {
    std::set<std::size_t> compared;
    for (std::size_t i = 0; i < kind.columns.size(); ++i)
        for (const auto column : further_columns(kind.columns[i], i, match))
            compared.insert(column);
    return compared;
}

/// What is said of a column that nothing is taken from. `net`: of returns; `counts`: quantities.
std::string_view remark_of(const Kind& kind, std::string_view key, bool net, bool counts) {
    if (kind.fact && is_return(key)) return net ? "columns_not_taken" : "returns_not_taken";
    const bool figure = (kind.fact && is_figure(key)) || (counts && is_unit(key));
    return figure ? "figures_not_taken" : "columns_not_taken";
}

void remark_value(const files::HeaderMatch& match, ImportReport& report) {
    const auto& value = match.matched[static_cast<std::size_t>(FactColumn::Value)];
    const auto& price = match.matched[static_cast<std::size_t>(FactColumn::Price)];
    if (value) return;
    if (price)
        report.remark("value_from_price", price->header);
    else
        report.remark("no_value", "");
}

}  // namespace

void tell_columns(const Kind& kind, const files::HeaderMatch& match, ImportReport& report) {
    report.headers = match.headers;
    for (std::size_t i = 0; i < match.matched.size(); ++i) {
        if (!match.matched[i]) continue;
        report.mapping[kind.columns[i].name] = match.matched[i]->header;
    }
}

bool tells_amounts(const files::HeaderMatch& match) {
    const auto has = [&match](FactColumn column) {
        const auto at = static_cast<std::size_t>(column);
        return at < match.matched.size() && match.matched[at].has_value();
    };
    return has(FactColumn::Value) || has(FactColumn::Price);
}

Issues unfit_headings(const files::HeaderMatch& match) {
    Issues issues;
    for (std::size_t i = 0; i < match.headers.size(); ++i) {
        const auto& header = match.headers[i];
        const bool too_long = header.size() > files::kMaxCellLength;
        const auto fault = find_text_fault(header, TextShape::Lines);
        if (!too_long && !fault) continue;
        const std::string code(too_long ? "too_long" : fault->code);
        issues.push_back(
            {code,
             files::cell_place(match.row, i),
             explain(code, files::Language::English),
             fault ? fault->description + " " + files::shown(header) : files::shown(header)});
    }
    return issues;
}

namespace {

/// 10瓶, 24 pcs; 500g is a size.
bool counts_pieces(std::string_view text) {
    text = files::trim(text);
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto unit = files::trim(text.substr(digits));
    return digits > 0 && text.substr(0, digits) != "1" && files::is_goods_unit(unit) &&
           !files::is_measure(unit);
}

/// A price for a thousand pieces is divided, which nothing does; a scale of money is multiplied.
bool is_price_of_many(std::string_view unit) {
    const auto statements = files::heading_statements(unit);
    return std::any_of(statements.begin(), statements.end(), [](std::string_view statement) {
        const auto slash = statement.find('/');
        const auto upper = files::scaled_unit(files::trim(statement.substr(0, slash)));
        const bool goods = upper.scale != 1 && !files::is_money_unit(upper.unit);
        const auto lower = slash == std::string_view::npos ? "" : statement.substr(slash + 1);
        return goods || counts_pieces(lower) ||
               (slash == std::string_view::npos && counts_pieces(statement)) ||
               files::mentions_scale(lower) || files::scaled_unit(lower).scale != 1;
    });
}

/// Something is said of thousands, and no figure would be multiplied by it.
bool is_unclear_scale(const Column& column, const files::MatchedColumn& matched) {
    if (column.name == "price") return is_price_of_many(matched.unit);
    return matched.scale == 1 && files::mentions_scale(matched.unit);
}

std::string_view heading_fault(const Kind& kind,
                               const Column& column,
                               const files::MatchedColumn& matched) {
    const bool money = column.field.kind == FieldKind::Money;
    if (!money && column.field.kind != FieldKind::Quantity) return {};
    if (money &&
        (says_other_money(matched.unit) || names_other_money(files::header_key(matched.header))))
        return "not_in_yuan";
    if (!kind.fact && is_pack_word(heading_unit(matched))) return "not_in_base_units";
    return is_unclear_scale(column, matched) ? "scale_unclear" : "";
}

}  // namespace

Issues heading_issues(const Kind& kind, const files::HeaderMatch& match) {
    Issues issues;
    for (std::size_t i = 0; i < kind.columns.size(); ++i) {
        const auto& matched = match.matched[i];
        if (!matched) continue;
        const auto code = heading_fault(kind, kind.columns[i], *matched);
        if (code.empty()) continue;
        issues.push_back({std::string(code),
                          files::cell_place(match.row, matched->column),
                          explain(code, files::Language::English),
                          matched->header});
    }
    return issues;
}

void remark_columns(const Kind& kind, const files::HeaderMatch& match, ImportReport& report) {
    std::map<std::string_view, std::vector<std::string>> names;
    const bool net = kind.fact && is_net(match, FactColumn::Quantity);
    const bool counts = takes_quantities(kind, match);
    const auto compared = compared_columns(kind, match);
    for (const auto column : match.unknown) {
        const auto& header = match.headers[column];
        if (header == kErrorHeader || compared.contains(column)) continue;
        names[remark_of(kind, files::header_key(header), net, counts)].push_back(header);
    }
    if (kind.fact && kind.fact != facts::FactKind::Stock) remark_value(match, report);
    for (const std::string_view code :
         {"returns_not_taken", "figures_not_taken", "columns_not_taken"})
        report.remark_names(code, names[code]);
}

}  // namespace bihuan::imports
