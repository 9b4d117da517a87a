#include "platform/files/heading_scale.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/files/heading_units.h"
#include "platform/files/text.h"

namespace bihuan::files {

namespace {

constexpr std::size_t kLongestUnit = 40;  ///< Bytes; what is longer is a sentence.

/// A scale and what stands behind it.
struct Scale {
    std::int64_t scale = 1;
    std::string_view rest;
    bool digits = false;  ///< 1000, '000: a size before a measure.
    bool metre = false;   ///< An m alone; before or behind money it is a million.
};

std::string_view without_start(std::string_view text, std::string_view start) {
    return text.starts_with(start) ? trim(text.substr(start.size())) : text;
}

std::string_view without_end(std::string_view text, std::string_view end) {
    return text.ends_with(end) ? trim(text.substr(0, text.size() - end.size())) : text;
}

/// 以万元计, in thousands → 万元, thousands
std::string_view bare(std::string_view text) {
    for (const std::string_view word : {"in ", "以", "按"}) text = without_start(text, word);
    for (const std::string_view word : {"为单位", "计"}) text = without_end(text, word);
    return text;
}

std::int64_t power_of_ten(std::size_t zeros) {
    constexpr std::size_t kMost = 12;
    std::int64_t power = 1;
    for (std::size_t i = 0; i < zeros && zeros <= kMost; ++i) power *= 10;
    return power;
}

Scale words_before(std::string_view text) {
    // The longer before what they begin with.
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 20> kWords{
        {{"千亿", 100'000'000'000},
         {"百亿", 10'000'000'000},
         {"十亿", 1'000'000'000},
         {"千万", 10'000'000},
         {"百万", 1'000'000},
         {"十万", 100'000},
         {"亿", 100'000'000},
         {"万", 10'000},
         {"萬", 10'000},
         {"千", 1'000},
         {"仟", 1'000},
         {"百", 100},
         {"十", 10},
         {"billions", 1'000'000'000},
         {"billion", 1'000'000'000},
         {"millions", 1'000'000},
         {"million", 1'000'000},
         {"thousands", 1'000},
         {"thousand", 1'000},
         {"hundred", 100}}};
    for (const auto& [word, scale] : kWords)
        if (text.starts_with(word))
            return {.scale = scale, .rest = without_start(trim(text.substr(word.size())), "of ")};
    return {.rest = text};
}

/// 000, '000s, x1000, 1,000: as spreadsheets head thousands. A hundred is a size of a pack.
Scale digits_before(std::string_view text) {
    constexpr std::size_t kThousand = 3;
    const auto whole = text;
    for (const std::string_view sign : {"x", "×", "*", "'", "’", "‘", "`"})
        text = without_start(text, sign);
    const bool one = text.starts_with('1');
    if (one) text.remove_prefix(1);
    std::size_t zeros = 0;
    while (text.starts_with('0') || (text.starts_with(",000") && (one || zeros > 0))) {
        zeros += text.front() == '0' ? 1 : 0;
        text.remove_prefix(1);
    }
    const bool counts = zeros >= kThousand && (one || zeros % kThousand == 0);
    if (!counts || text.starts_with('.')) return {.rest = whole};
    for (const std::string_view plural : {"'s", "’s", "s"}) {
        if (!text.starts_with(plural)) continue;
        text.remove_prefix(plural.size());
        break;
    }
    return {.scale = power_of_ten(zeros), .rest = trim(text), .digits = true};
}

/// k, 10k, mn, bn
Scale letters_before(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 9> kLetters{
        {{"100k", 100'000},
         {"10k", 10'000},
         {"mio", 1'000'000},
         {"mln", 1'000'000},
         {"mn", 1'000'000},
         {"bn", 1'000'000'000},
         {"k", 1'000},
         {"mm", 1'000'000},
         {"m", 1'000'000}}};
    for (const auto& [letters, scale] : kLetters)
        if (text.starts_with(letters))
            return {.scale = scale,
                    .rest = trim(text.substr(letters.size())),
                    .metre = letters.front() == 'm' && letters.size() < 3 && letters != "mn"};
    return {.rest = text};
}

std::array<Scale, 3> scales_before(std::string_view text) {
    return {words_before(text), digits_before(text), letters_before(text)};
}

/// 元, 瓶, and what may follow them: 元/箱, 元含税; not 达店, nor 元店.
bool is_unit_with_more(std::string_view rest) {
    constexpr std::array<std::string_view, 7> kEnds{"/", "每", "(", " ", "含", "不含", "未"};
    if (rest.empty() || is_goods_unit(rest) || is_money_unit(rest)) return true;
    return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) {
        const auto at = rest.find(end);
        if (at == std::string_view::npos || (end == " " && at == 0)) return false;
        const auto unit = trim(rest.substr(0, at));
        return unit.empty() || is_goods_unit(unit) || is_money_unit(unit);
    });
}

bool may_scale(const Scale& found) {
    const bool size = found.digits && is_measure(found.rest);
    const bool metre = found.metre && !is_money_unit(found.rest);
    return found.scale != 1 && !size && !metre && is_unit_with_more(found.rest);
}

ScaledUnit scale_before(std::string_view text) {
    for (const auto& found : scales_before(text))
        if (may_scale(found)) return {.scale = found.scale, .unit = found.rest};
    return {.unit = text};
}

/// rmb'000, $m, cases in thousands, ¥万
ScaledUnit scale_behind(std::string_view text) {
    for (auto end = text.size(); end-- > 1;) {
        const auto name = trim(text.substr(0, end));
        const bool money = is_money_unit(name);
        if (!money && !is_goods_unit(name)) continue;
        for (const auto& found : scales_before(without_start(trim(text.substr(end)), "in ")))
            if (found.scale != 1 && found.rest.empty() && (money || !found.metre))
                return {.scale = found.scale, .unit = name};
    }
    return {.unit = text};
}

/// 含税万元, 人民币千元
std::string_view without_attribute(std::string_view text) {
    for (const std::string_view word : {"不含税", "含税", "未税", "税前", "税后", "人民币", "rmb"})
        if (text.size() > word.size() && text.starts_with(word))
            return trim(text.substr(word.size()));
    return text;
}

bool is_ascii(char sign) {
    return static_cast<unsigned char>(sign) < 0x80;
}

bool is_digit(char sign) {
    return sign >= '0' && sign <= '9';
}

/// 1000 stores, 10^3; not 1000ml, 2000 nor 10001.
bool mentions_digits(std::string_view text) {
    if (text.find("10^") != std::string_view::npos) return true;
    for (auto at = text.find("000"); at != std::string_view::npos; at = text.find("000", at + 1)) {
        auto begin = at;
        while (begin > 0 && (is_digit(text[begin - 1]) || text[begin - 1] == ',')) --begin;
        auto end = at;
        while (end < text.size() && (is_digit(text[end]) || text[end] == ',')) ++end;
        const auto digits = text.substr(begin, end - begin);
        const auto behind = trim(text.substr(end));
        const bool size = is_measure(behind) || behind.starts_with("ml") ||
                          behind.starts_with("毫升") || behind.starts_with("mm");
        const bool power = digits.find_first_not_of("10,") == std::string_view::npos &&
                           digits.find('1', 1) == std::string_view::npos;
        if (power && !size) return true;
    }
    return false;
}

/// rmb ths., net k; not months.
bool mentions_words(std::string_view text) {
    constexpr std::array<std::string_view, 24> kWords{
        "thousand", "thousands", "million", "millions", "billion", "billions", "thous", "thsd",
        "ths",      "thou",      "tsd",     "mio",      "wan",     "lakh",     "lakhs", "crore",
        "hundreds", "dozen",     "trmb",    "k",        "1k",      "10k",      "100k",  "mln"};
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
    for (auto begin = text.find_first_of(kLetters); begin != std::string_view::npos;
         begin = text.find_first_of(kLetters, begin)) {
        const auto end = std::min(text.find_first_not_of(kLetters, begin), text.size());
        const auto word = text.substr(begin, end - begin);
        if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) return true;
        begin = end;
    }
    return false;
}

/// 元/千瓶, rmb万: a scale beside a unit.
bool mentions_signs(std::string_view text) {
    constexpr std::array<std::string_view, 5> kSigns{"千", "仟", "万", "萬", "亿"};
    return std::any_of(kSigns.begin(), kSigns.end(), [&](std::string_view sign) {
        const auto at = text.find(sign);
        if (at == std::string_view::npos || text.substr(at).starts_with("千克")) return false;
        const auto behind = trim(text.substr(at + sign.size()));
        const auto before = trim(text.substr(0, at));
        const bool counts = !behind.empty() && is_unit_with_more(behind);
        return counts || is_money_unit(before) || before.ends_with('/') || before.ends_with("每");
    });
}

/// thousands, '000: without a unit it could be 门店 1000 or Store K.
bool is_scale_alone(std::string_view text) {
    constexpr std::array<std::string_view, 5> kStarts{"in ", "thousand", "million", "'", "’"};
    return text == "000s" || std::any_of(kStarts.begin(), kStarts.end(), [&](auto start) {
               return text.starts_with(start);
           });
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

ScaledUnit scaled_unit(std::string_view unit) {
    if (unit.size() > kLongestUnit) return {.unit = unit};
    const auto text = bare(unit);
    for (const auto part : {text, bare(without_attribute(text))}) {
        if (const auto found = scale_behind(part); found.scale != 1) return found;
        // kg/月, 千克, g net
        const auto first = part.substr(0, part.find_first_of("/ "));
        if (part.starts_with("千克") || is_goods_unit(first)) continue;
        if (const auto found = scale_before(part); found.scale != 1) return found;
    }
    return {.unit = unit};
}

bool says_unit(std::string_view word) {
    return is_goods_unit(word) || is_money_unit(word) || scaled_unit(word).scale != 1;
}

std::int64_t heading_scale(std::string_view text) {
    for (const auto statement : heading_statements(text))
        if (const auto scale = scaled_unit(statement).scale; scale != 1) return scale;
    return 1;
}

bool mentions_scale(std::string_view text) {
    constexpr std::array<std::string_view, 4> kAlone{"w", "w元", "m", "mm"};
    const auto statements = heading_statements(text);
    return std::any_of(statements.begin(), statements.end(), [&](std::string_view statement) {
        return mentions_digits(statement) || mentions_signs(statement) ||
               mentions_words(statement) ||
               std::find(kAlone.begin(), kAlone.end(), statement) != kAlone.end();
    });
}

SplitHeading split_scale(std::string_view heading) {
    const auto first = heading.size() - std::min(heading.size(), kLongestUnit);
    for (std::size_t at = std::max<std::size_t>(first, 1); at < heading.size(); ++at) {
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
    return {.name = heading, .unit = {}};
}

}  // namespace bihuan::files
