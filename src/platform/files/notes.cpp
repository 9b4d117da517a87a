#include "platform/files/notes.h"

#include <algorithm>
#include <array>

#include "platform/files/text.h"

namespace bihuan::files {

bool is_note(std::string_view cell) {
    constexpr auto kBeginnings = std::to_array<std::string_view>(
        {"注:",        "注：",     "注 ",      "注1",         "注（",        "注(",    "备注",
         "说明",       "制表",     "制单",     "填表",        "编制",        "审核",   "复核",
         "批准",       "数据来源", "资料来源", "来源",        "单位:",       "单位：", "打印",
         "导出",       "统计口径", "口径",     "填报",        "note:",       "notes:", "Note:",
         "Notes:",     "Source:",  "source:",  "Prepared by", "prepared by", "大写",   "金额大写",
         "人民币大写", "※",        "*"});
    cell = trim(cell);
    return std::any_of(kBeginnings.begin(), kBeginnings.end(), [&](std::string_view beginning) {
        return cell.starts_with(beginning);
    });
}

bool holds_notes_only(const TableRow& row) {
    bool any = false;
    bool goes_on = false;  // 制表：,张三
    for (const auto cell : row.cells) {
        const auto text = trim(cell);
        if (text.empty()) continue;
        if (is_note(text)) {
            any = true;
            goes_on = text.ends_with(':') || text.ends_with("：");
        } else if (goes_on) {
            goes_on = false;
        } else {
            return false;
        }
    }
    return any;
}

}  // namespace bihuan::files
