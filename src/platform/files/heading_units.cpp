#include "platform/files/heading_units.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/files/text.h"

namespace bihuan::files {

namespace {

template <std::size_t kSize>
bool is_one_of(std::string_view word, const std::array<std::string_view, kSize>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether a scale may stand before it: 元, 元/箱, 元含税, 瓶; not 达店, nor 元店.
bool may_be_scaled(std::string_view rest) {
    constexpr std::array<std::string_view, 7> kEnds{"/", "每", "(", " ", "含", "不含", "未"};
    if (rest.empty() || is_goods_unit(rest) || is_money_unit(rest)) return true;
    for (const auto end : kEnds) {
        const auto at = rest.find(end);
        if (at == std::string_view::npos) continue;
        const auto unit = trim(rest.substr(0, at));
        if (unit.empty() || is_goods_unit(unit) || is_money_unit(unit)) return true;
    }
    return false;
}

}  // namespace

bool is_container(std::string_view word) {
    constexpr std::array<std::string_view, 26> kWords{
        "个",     "只",   "瓶",   "盒",    "袋",     "罐",   "支",   "枝",     "片",
        "包",     "听",   "杯",   "btl",   "bag",    "bags", "can",  "cans",   "tin",
        "bottle", "tins", "pack", "packs", "packet", "cup",  "cups", "bottles"};
    return is_one_of(word, kWords);
}

bool is_goods_unit(std::string_view word) {
    constexpr std::array<std::string_view, 28> kPacks{
        "箱",      "整箱",   "件/箱",   "件",       "整件",     "托",   "托盘",
        "板",      "box",    "boxes",   "case",     "cases",    "ctn",  "carton",
        "cartons", "pallet", "pallets", "基本单位", "最小单位", "单品", "pc",
        "pcs",     "piece",  "pieces",  "ea",       "each",     "unit", "units"};
    constexpr std::array<std::string_view, 24> kMeasures{
        "提", "组", "打", "条", "扎", "排", "筐",   "桶",   "枚", "块", "粒", "碗",
        "套", "份", "吨", "t",  "kg", "g",  "千克", "公斤", "克", "斤", "升", "l"};
    return is_one_of(word, kPacks) || is_one_of(word, kMeasures) || is_container(word);
}

bool is_money_unit(std::string_view word) {
    constexpr std::array<std::string_view, 13> kEndings{
        "元", "币", "镑", "rmb", "cny", "usd", "eur", "yuan", "¥", "$", "块", "dollars", "美金"};
    return std::any_of(
        kEndings.begin(), kEndings.end(), [&](auto ending) { return word.ends_with(ending); });
}

ScaledUnit scaled_unit(std::string_view unit) {
    // The longer before what they begin with.
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 16> kScales{
        {{"千亿", 100'000'000'000},
         {"百亿", 10'000'000'000},
         {"十亿", 1'000'000'000},
         {"千万", 10'000'000},
         {"百万", 1'000'000},
         {"十万", 100'000},
         {"亿", 100'000'000},
         {"万", 10'000},
         {"千", 1'000},
         {"百", 100},
         {"十", 10},
         {"millions", 1'000'000},
         {"million", 1'000'000},
         {"thousands", 1'000},
         {"thousand", 1'000},
         {"hundred", 100}}};
    if (unit.starts_with("千克")) return {.unit = unit};
    for (const auto& [word, scale] : kScales) {
        if (!unit.starts_with(word)) continue;
        const auto rest = trim(unit.substr(word.size()));
        if (may_be_scaled(rest)) return {.scale = scale, .unit = rest};
    }
    return {.unit = unit};
}

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
        if (mark == kMarks.end()) continue;
        add(text.substr(begin, at - begin));
        begin = at + mark->size();
        at = begin - 1;
    }
    add(text.substr(begin));
    return found;
}

std::int64_t heading_scale(std::string_view text) {
    for (const auto statement : heading_statements(text))
        if (const auto scale = scaled_unit(statement).scale; scale != 1) return scale;
    return 1;
}

}  // namespace bihuan::files
