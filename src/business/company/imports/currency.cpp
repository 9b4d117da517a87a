#include "business/company/imports/currency.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/placeholders.h"
#include "platform/files/heading_scale.h"
#include "platform/files/heading_units.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

bool is_yuan(std::string_view word) {
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
    return std::find(kYuan.begin(), kYuan.end(), word) != kYuan.end();
}

/// 元, 人民币元, 含税元; yuan, or something that is no money at all.
bool is_foreign_word(std::string_view word) {
    constexpr std::array<std::string_view, 22> kOthers{
        "分", "角",  "美金", "美刀", "usd", "us$", "hk$", "nt$", "₩",   "$",    "eur",
        "€",  "hkd", "jpy",  "gbp",  "£",   "krw", "twd", "sgd", "won", "cent", "aud"};
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
    if (is_yuan(word)) return false;
    return is_one(kOthers) || std::any_of(kEndings.begin(), kEndings.end(), [&](auto ending) {
               return word.ends_with(ending);
           });
}

}  // namespace

bool says_other_money(std::string_view unit) {
    const auto statements = files::heading_statements(unit);
    return std::any_of(statements.begin(), statements.end(), [](std::string_view statement) {
        const auto money = files::trim(statement.substr(0, statement.find('/')));
        return is_foreign_word(files::scaled_unit(money).unit);
    });
}

bool names_other_money(std::string_view key) {
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
    return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
        return key.find(word) != std::string_view::npos;
    });
}

CurrencyColumns::CurrencyColumns(const files::HeaderMatch& match) {
    constexpr std::array<std::string_view, 7> kHeadings{
        "币种", "币别", "货币", "结算币种", "交易币种", "currency", "currencycode"};
    for (const auto column : match.unknown)
        if (std::find(kHeadings.begin(),
                      kHeadings.end(),
                      files::header_key(match.headers[column])) != kHeadings.end())
            columns_.push_back(column);
}

std::optional<std::size_t> CurrencyColumns::other_money(const files::TableRow& row) const {
    for (const auto column : columns_) {
        const auto text = files::trim(row.cell(column));
        if (!text.empty() && !stands_for_none(text) && !is_yuan(files::fold(text))) return column;
    }
    return std::nullopt;
}

}  // namespace bihuan::imports
