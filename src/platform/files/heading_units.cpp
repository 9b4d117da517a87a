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

bool is_measure(std::string_view word) {
    constexpr std::array<std::string_view, 10> kWords{
        "吨", "t", "kg", "g", "千克", "公斤", "克", "斤", "升", "l"};
    return is_one_of(word, kWords);
}

/// A scale and what stands behind it.
struct ScaleBefore {
    std::int64_t scale = 1;
    std::string_view rest;
};

/// ten, hundred and so on: what zeros behind a 1 say; 1 for anything else.
std::int64_t power_of_ten(std::size_t zeros) {
    std::int64_t power = 1;
    constexpr std::size_t kMost = 12;
    if (zeros > kMost) return 1;
    for (std::size_t i = 0; i < zeros; ++i) power *= 10;
    return power;
}

std::string_view without_start(std::string_view text, std::string_view start) {
    return text.starts_with(start) ? trim(text.substr(start.size())) : text;
}

/// 000, '000s, x1000, 1,000: thousands as spreadsheets head them. A hundred is a size of a pack.
ScaleBefore zeros_before(std::string_view text) {
    const auto whole = text;
    for (const std::string_view sign : {"x", "×", "*", "'", "’", "‘", "`"})
        text = without_start(text, sign);
    const bool one = text.starts_with('1');
    if (one) text.remove_prefix(1);
    std::size_t zeros = 0;
    while (text.starts_with('0') || (text.starts_with(",000") && zeros % 3 == 0)) {
        zeros += text.front() == '0' ? 1 : 0;
        text.remove_prefix(1);
    }
    constexpr std::size_t kThousand = 3;
    const bool counts = zeros >= kThousand && (one || zeros % kThousand == 0);
    if (!counts || text.starts_with('.')) return {.rest = whole};
    if (text.starts_with('s')) text.remove_prefix(1);
    return {.scale = power_of_ten(zeros), .rest = trim(text)};
}

/// k, mn, bn. An m alone is a metre; before or behind money it is a million.
ScaleBefore letters_before(std::string_view text, bool of_money) {
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 7> kLetters{
        {{"mio", 1'000'000},
         {"mln", 1'000'000},
         {"mn", 1'000'000},
         {"bn", 1'000'000'000},
         {"k", 1'000},
         {"mm", 1'000'000},
         {"m", 1'000'000}}};
    for (const auto& [letters, scale] : kLetters) {
        if (!text.starts_with(letters)) continue;
        const auto rest = trim(text.substr(letters.size()));
        const bool metre = letters == "m" || letters == "mm";
        if (!metre || of_money || is_money_unit(rest)) return {.scale = scale, .rest = rest};
    }
    return {.rest = text};
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

/// 000 cases, k rmb, kpcs; 1000g is a size.
ScaledUnit signs_before(std::string_view unit) {
    const auto zeros = zeros_before(unit);
    const auto letters = letters_before(unit, false);
    const auto& found = zeros.scale != 1 ? zeros : letters;
    const bool size = zeros.scale != 1 && is_measure(found.rest);
    if (found.scale == 1 || size || !may_be_scaled(found.rest)) return {.unit = unit};
    return {.scale = found.scale, .unit = found.rest};
}

/// rmb'000, $m, cases (in 000s)
ScaledUnit signs_behind(std::string_view unit) {
    for (auto end = unit.size(); end-- > 1;) {
        const auto name = trim(unit.substr(0, end));
        const bool money = is_money_unit(name);
        if (!money && !is_goods_unit(name)) continue;
        const auto rest = without_start(trim(unit.substr(end)), "in ");
        const auto zeros = zeros_before(rest);
        const auto found = zeros.scale != 1 ? zeros : letters_before(rest, money);
        if (found.scale != 1 && found.rest.empty()) return {.scale = found.scale, .unit = name};
    }
    return {.unit = unit};
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
    constexpr std::array<std::string_view, 14> kSets{
        "提", "组", "打", "条", "扎", "排", "筐", "桶", "枚", "块", "粒", "碗", "套", "份"};
    return is_one_of(word, kPacks) || is_one_of(word, kSets) || is_measure(word) ||
           is_container(word);
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
    if (unit.starts_with("千克") || is_goods_unit(unit)) return {.unit = unit};
    const auto bare = without_start(unit, "in ");
    for (const auto& [word, scale] : kScales) {
        if (!bare.starts_with(word)) continue;
        const auto rest = trim(bare.substr(word.size()));
        if (may_be_scaled(rest)) return {.scale = scale, .unit = rest};
    }
    for (const auto found : {signs_before(bare), signs_behind(bare)})
        if (found.scale != 1) return found;
    return {.unit = unit};
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

namespace {

/// thousands, '000: without a unit it could be 门店 1000 or Store K.
bool is_scale_alone(std::string_view text) {
    constexpr std::array<std::string_view, 5> kStarts{"in ", "thousand", "million", "'", "’"};
    return text == "000s" || std::any_of(kStarts.begin(), kStarts.end(), [&](auto start) {
               return text.starts_with(start);
           });
}

bool is_ascii(char sign) {
    return static_cast<unsigned char>(sign) < 0x80;
}

/// Whether a unit may begin there: a sign of its own, in Latin a word of its own.
bool may_begin(std::string_view heading, std::size_t at) {
    constexpr unsigned char kContinuation = 0x80;
    constexpr unsigned char kLead = 0xC0;
    if ((static_cast<unsigned char>(heading[at]) & kLead) == kContinuation) return false;
    constexpr std::string_view kSeparators = " _-:'";
    const char before = heading[at - 1];
    return !is_ascii(heading[at]) || !is_ascii(before) || heading[at] == '\'' ||
           kSeparators.find(before) != std::string_view::npos;
}

}  // namespace

SplitHeading split_scale(std::string_view heading) {
    for (std::size_t at = 1; at < heading.size(); ++at) {
        if (!may_begin(heading, at)) continue;
        const auto unit = trim(heading.substr(at));
        const auto scaled = scaled_unit(unit);
        const auto name = trim(heading.substr(0, at));
        // A price per 1000 is divided, not multiplied.
        const bool price = name.ends_with("per") || name.ends_with("每") || name.ends_with('/');
        if (price) break;
        if (scaled.scale != 1 && (!scaled.unit.empty() || is_scale_alone(unit)))
            return {.name = name, .unit = unit};
    }
    return {.name = heading};
}

std::int64_t heading_scale(std::string_view text) {
    for (const auto statement : heading_statements(text))
        if (const auto scale = scaled_unit(statement).scale; scale != 1) return scale;
    return 1;
}

}  // namespace bihuan::files
