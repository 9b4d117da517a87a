#include "platform/files/heading_units.h"

#include <algorithm>
#include <array>

#include "platform/files/text.h"

namespace bihuan::files {

namespace {

template <std::size_t kSize>
bool is_one_of(std::string_view word, const std::array<std::string_view, kSize>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool is_container(std::string_view word) {
    constexpr std::array<std::string_view, 26> kWords{
        "个",     "只",   "瓶",   "盒",    "袋",     "罐",   "支",   "枝",     "片",
        "包",     "听",   "杯",   "btl",   "bag",    "bags", "can",  "cans",   "tin",
        "bottle", "tins", "pack", "packs", "packet", "cup",  "cups", "bottles"};
    return is_one_of(word, kWords);
}

bool is_measure(std::string_view word) {
    constexpr std::array<std::string_view, 10> kWords{
        "吨", "t", "kg", "g", "千克", "公斤", "克", "斤", "升", "l"};
    return is_one_of(word, kWords);
}

bool is_goods_unit(std::string_view word) {
    constexpr std::array<std::string_view, 28> kPacks{
        "箱",      "整箱",   "件/箱",   "件",       "整件",     "托",   "托盘",
        "板",      "box",    "boxes",   "case",     "cases",    "ctn",  "carton",
        "cartons", "pallet", "pallets", "基本单位", "最小单位", "单品", "pc",
        "pcs",     "piece",  "pieces",  "ea",       "each",     "unit", "units"};
    constexpr std::array<std::string_view, 20> kSets{"提", "组", "打", "条", "扎", "排", "筐",
                                                     "桶", "枚", "块", "粒", "碗", "套", "份",
                                                     "台", "双", "张", "本", "部", "辆"};
    return is_one_of(word, kPacks) || is_one_of(word, kSets) || is_measure(word) ||
           is_container(word);
}

bool is_money_unit(std::string_view word) {
    constexpr std::array<std::string_view, 26> kLatin{
        "rmb", "cny", "yuan", "¥",   "rmb yuan", "renminbi", "usd",  "us$",  "$",
        "eur", "€",   "gbp",  "£",   "jpy",      "hkd",      "hk$",  "twd",  "nt$",
        "krw", "₩",   "sgd",  "aud", "won",      "dollar",   "euro", "pound"};
    constexpr std::array<std::string_view, 21> kChinese{
        "元",     "圆",   "块",   "人民币", "人民币元", "美元", "美金",
        "港元",   "港币", "欧元", "日元",   "韩元",     "英镑", "台币",
        "新台币", "澳元", "加元", "新元",   "卢布",     "泰铢", "瑞郎"};
    for (const std::string_view tax : {"不含税", "含税", "未税"})
        if (word.starts_with(tax)) word.remove_prefix(tax.size());
    const auto singular = word.ends_with('s') ? word.substr(0, word.size() - 1) : word;
    return is_one_of(word, kLatin) || is_one_of(singular, kLatin) || is_one_of(word, kChinese);
}

namespace {

/// 1,000
bool groups_digits(std::string_view text, std::size_t comma) {
    return comma > 0 && text[comma - 1] >= '0' && text[comma - 1] <= '9' &&
           text.substr(comma + 1).starts_with("000");
}

}  // namespace

std::vector<std::string_view> heading_statements(std::string_view text) {
    constexpr std::array<std::string_view, 5> kMarks{",", ";", ":", "、", "|"};
    constexpr std::array<std::string_view, 5> kIntroductions{
        "计量单位", "金额单位", "单位", "units", "unit"};
    std::vector<std::string_view> found;
    const auto add = [&](std::string_view statement) {
        statement = trim(statement);
        for (const auto word : kIntroductions)
            if (statement.starts_with(word)) statement = trim(statement.substr(word.size()));
        if (!statement.empty()) found.push_back(statement);
    };
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto rest = text.substr(at);
        const auto* const mark = std::find_if(
            kMarks.begin(), kMarks.end(), [&](auto word) { return rest.starts_with(word); });
        if (mark == kMarks.end() || (*mark == "," && groups_digits(text, at))) continue;
        add(text.substr(begin, at - begin));
        begin = at + mark->size();
        at = begin - 1;
    }
    add(text.substr(begin));
    return found;
}

void add_statement(std::string& text, std::string_view statement) {
    if (!text.empty() && !statement.empty()) text += ',';
    text += statement;
}

}  // namespace bihuan::files
