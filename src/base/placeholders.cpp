#include "base/placeholders.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace bihuan {

namespace {

/// Signs of ASCII, and the lines, ellipses and marks that Chinese tables use in their place.
std::string without_signs(std::string text) {
    constexpr std::array<std::string_view, 12> kSigns{
        "—", "–", "―", "−", "…", "、", "。", "·", "×", "※", "〇", "？"};
    for (const auto sign : kSigns)
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign))
            text.erase(at, sign.size());
    std::erase_if(text, [](char c) {
        const bool plain = static_cast<unsigned char>(c) < 0x80U;
        const bool digit = c >= '0' && c <= '9';
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return plain && !digit && !letter;
    });
    return text;
}

std::string in_small_letters(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

}  // namespace

bool stands_for_none(std::string_view text) {
    constexpr std::array<std::string_view, 21> kWords{
        "无",   "没有", "暂无", "空",      "空白",        "待定", "待补",
        "未定", "未知", "不详", "不明",    "未填",        "na",   "none",
        "null", "nil",  "nan",  "unknown", "tobedefined", "tbd",  "tba"};
    const auto key = in_small_letters(without_signs(compose_code(text)));
    return key.find_first_not_of('0') == std::string::npos ||
           std::find(kWords.begin(), kWords.end(), key) != kWords.end();
}

}  // namespace bihuan
