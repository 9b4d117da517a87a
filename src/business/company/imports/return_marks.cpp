#include "business/company/imports/return_marks.h"

#include <algorithm>
#include <array>

#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

bool contains_one(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

/// 未退款, 无退货 and 退款失败 are sales all the same.
bool says_return(std::string_view text) {
    constexpr std::array<std::string_view, 14> kWords{"退货",
                                                      "退款",
                                                      "退单",
                                                      "退回",
                                                      "冲红",
                                                      "红冲",
                                                      "取消",
                                                      "作废",
                                                      "交易关闭",
                                                      "return",
                                                      "refund",
                                                      "cancel",
                                                      "void",
                                                      "红字"};
    constexpr std::array<std::string_view, 7> kNot{"未", "无", "没有", "非", "不", "失败", "not "};
    const auto folded = files::fold(text);
    return contains_one(folded, kWords) && !contains_one(folded, kNot);
}

}  // namespace

ReturnMarks::ReturnMarks(const files::HeaderMatch& match) {
    constexpr std::array<std::string_view, 6> kHeadings{
        "类型", "状态", "业务", "方向", "type", "status"};
    for (const auto column : match.unknown)
        if (contains_one(files::header_key(match.headers[column]), kHeadings))
            columns_.push_back(column);
}

bool ReturnMarks::stand_in(const files::TableRow& row) {
    constexpr std::size_t kMostKept = 10'000;
    return std::any_of(columns_.begin(), columns_.end(), [&](std::size_t column) {
        const auto text = files::trim(row.cell(column));
        if (const auto known = seen_.find(text); known != seen_.end()) return known->second;
        if (seen_.size() > kMostKept) seen_.clear();
        return seen_.emplace(std::string(text), says_return(text)).first->second;
    });
}

}  // namespace bihuan::imports
