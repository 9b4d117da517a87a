#include "platform/files/total_rows.h"

#include <algorithm>
#include <array>

#include "platform/files/header_match.h"
#include "platform/files/text.h"

namespace bihuan::files {

namespace {

template <std::size_t kSize>
bool is_one_of(std::string_view text, const std::array<std::string_view, kSize>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

/// Figures, days and numbers of goods are most of a file.
bool has_letters(std::string_view text) {
    return std::any_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 'A'; });
}

}  // namespace

bool is_total(std::string_view text) {
    constexpr std::array<std::string_view, 13> kMarks{
        "计", "汇", "总", "均", "全部", "占比", "其中", "ota", "OTA", "ver", "VER", "um", "UM"};
    // Beside those that end as below.
    constexpr std::array<std::string_view, 17> kWords{"共计",
                                                      "累计",
                                                      "合计数",
                                                      "总数",
                                                      "总量",
                                                      "总额",
                                                      "总和",
                                                      "全部",
                                                      "平均值",
                                                      "平均数",
                                                      "total",
                                                      "totals",
                                                      "subtotal",
                                                      "grandtotal",
                                                      "totalsum",
                                                      "sum",
                                                      "overall"};
    constexpr std::array<std::string_view, 8> kEndings{
        "合计", "总计", "小计", "汇总", "平均", "均值", "占比", "average"};
    // Nearly no cell is one: look closer only at those that could be.
    if (!has_letters(text) || !holds_one_of(text, kMarks)) return false;
    const auto key = header_key(text);
    return is_one_of(key, kWords) || key.starts_with("其中") ||
           std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
               return key.ends_with(ending);
           });
}

bool may_be_total(std::string_view text) {
    constexpr std::array<std::string_view, 3> kMarks{"全", "ll", "LL"};
    constexpr std::array<std::string_view, 17> kWords{"全国",
                                                      "全国范围",
                                                      "全渠道",
                                                      "全公司",
                                                      "全集团",
                                                      "全系列",
                                                      "全品类",
                                                      "全品牌",
                                                      "全区域",
                                                      "全平台",
                                                      "全门店",
                                                      "全省",
                                                      "全市",
                                                      "all",
                                                      "allregions",
                                                      "allchannels",
                                                      "allproducts"};
    if (!has_letters(text) || !holds_one_of(text, kMarks)) return false;
    return is_one_of(header_key(text), kWords);
}

}  // namespace bihuan::files
