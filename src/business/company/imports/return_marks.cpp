#include "business/company/imports/return_marks.h"

#include <algorithm>
#include <array>

#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

/// Only what stands directly before or behind: 不良品退货 and 七天无理由退货 are returns.
bool is_denied(std::string_view text, std::size_t at, std::size_t size) {
    constexpr std::array<std::string_view, 12> kBefore{"未",
                                                       "无",
                                                       "没有",
                                                       "非",
                                                       "不",
                                                       "not ",
                                                       "no ",
                                                       "未申请",
                                                       "未发生",
                                                       "未办理",
                                                       "不支持",
                                                       "无需"};
    constexpr std::array<std::string_view, 3> kBehind{"失败", "failed", " failed"};
    const auto before = text.substr(0, at);
    const auto behind = text.substr(at + size);
    return std::any_of(
               kBefore.begin(), kBefore.end(), [&](auto word) { return before.ends_with(word); }) ||
           std::any_of(
               kBehind.begin(), kBehind.end(), [&](auto word) { return behind.starts_with(word); });
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
    const auto folded = files::fold(text);
    return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
        const auto at = folded.find(word);
        return at != std::string::npos && !is_denied(folded, at, word.size());
    });
}

}  // namespace

ReturnMarks::ReturnMarks(const files::HeaderMatch& match) {
    constexpr std::array<std::string_view, 6> kHeadings{
        "类型", "状态", "业务", "方向", "type", "status"};
    for (const auto column : match.unknown)
        if (files::holds_one_of(files::header_key(match.headers[column]), kHeadings))
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
