#include "business/company/imports/unused_columns.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "business/company/imports/attributes.h"
#include "business/company/imports/further_names.h"
#include "business/company/imports/units.h"
#include "platform/files/heading_units.h"
#include "platform/files/place.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

using Words = std::span<const std::string_view>;

bool contains_one(std::string_view key, Words words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return key.find(word) != std::string_view::npos;
    });
}

bool is_return(std::string_view key) {
    constexpr std::array<std::string_view, 5> kWords{"退货", "退款", "退回", "return", "refund"};
    return contains_one(key, kWords);
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
    return contains_one(key, kWords);
}

/// 净销量: what was brought back is taken off already.
bool is_net(const files::HeaderMatch& match, FactColumn column) {
    const auto at = static_cast<std::size_t>(column);
    if (at >= match.matched.size() || !match.matched[at]) return false;
    constexpr std::array<std::string_view, 2> kWords{"净", "net"};
    return contains_one(files::header_key(match.matched[at]->header), kWords);
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

/// 元, 人民币元, 含税元; yuan, or something that is no money at all.
bool is_foreign_word(std::string_view word) {
    constexpr std::array<std::string_view, 11> kYuan{"元",
                                                     "人民币",
                                                     "人民币元",
                                                     "rmb",
                                                     "cny",
                                                     "¥",
                                                     "块",
                                                     "yuan",
                                                     "单元",
                                                     "rmb yuan",
                                                     "renminbi"};
    constexpr std::array<std::string_view, 19> kOthers{"分",
                                                       "角",
                                                       "美金",
                                                       "美刀",
                                                       "usd",
                                                       "us$",
                                                       "$",
                                                       "eur",
                                                       "€",
                                                       "hkd",
                                                       "jpy",
                                                       "gbp",
                                                       "£",
                                                       "krw",
                                                       "twd",
                                                       "sgd",
                                                       "won",
                                                       "cent",
                                                       "aud"};
    constexpr std::array<std::string_view, 13> kEndings{"元",
                                                        "币",
                                                        "镑",
                                                        "卢布",
                                                        "法郎",
                                                        "泰铢",
                                                        "盾",
                                                        "卢比",
                                                        "欧",
                                                        "dollar",
                                                        "dollars",
                                                        "euro",
                                                        "euros"};
    for (const std::string_view tax : {"不含税", "含税", "未税"})
        if (word.starts_with(tax)) word.remove_prefix(tax.size());
    const auto is_one = [&](std::span<const std::string_view> words) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    if (is_one(kYuan)) return false;
    return is_one(kOthers) || std::any_of(kEndings.begin(), kEndings.end(), [&](auto ending) {
               return word.ends_with(ending);
           });
}

/// 单价（美元/瓶）: the money, without a scale counted in the column's.
bool is_foreign(std::string_view unit) {
    const auto statements = files::heading_statements(unit);
    return std::any_of(statements.begin(), statements.end(), [](std::string_view statement) {
        const auto money = files::trim(statement.substr(0, statement.find('/')));
        return is_foreign_word(files::scaled_unit(money).unit);
    });
}

/// 美元金额, which a person mapped.
bool names_foreign(std::string_view key) {
    constexpr std::array<std::string_view, 12> kWords{"美元",
                                                      "美金",
                                                      "欧元",
                                                      "港币",
                                                      "港元",
                                                      "日元",
                                                      "韩元",
                                                      "英镑",
                                                      "台币",
                                                      "usd",
                                                      "hkd",
                                                      "jpy"};
    return contains_one(key, kWords);
}

}  // namespace

Issues heading_issues(const Kind& kind, const files::HeaderMatch& match) {
    Issues issues;
    for (std::size_t i = 0; i < kind.columns.size(); ++i) {
        const auto& matched = match.matched[i];
        const auto field = kind.columns[i].field.kind;
        const bool money = field == FieldKind::Money;
        if (!matched || (!money && field != FieldKind::Quantity)) continue;
        const bool foreign = money && (is_foreign(matched->unit) ||
                                       names_foreign(files::header_key(matched->header)));
        const bool packs = !kind.fact && is_pack_word(heading_unit(*matched));
        if (!foreign && !packs) continue;
        const auto* const code = foreign ? "not_in_yuan" : "not_in_base_units";
        issues.push_back({code,
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
