#include "platform/files/total_rows.h"

#include <algorithm>
#include <array>

#include "platform/files/header_match.h"

namespace bihuan::files {

bool is_total(std::string_view text) {
    constexpr std::array<std::string_view, 3> kMarks{"计", "汇", "ota"};
    constexpr std::array<std::string_view, 11> kWords{"合计",
                                                      "总计",
                                                      "小计",
                                                      "共计",
                                                      "累计",
                                                      "汇总",
                                                      "合计数",
                                                      "total",
                                                      "totals",
                                                      "subtotal",
                                                      "grandtotal"};
    constexpr std::array<std::string_view, 3> kEndings{"合计", "总计", "小计"};
    // Nearly no cell is one: look closer only at those that could be.
    const bool possible = std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) {
        return text.find(mark) != std::string_view::npos;
    });
    if (!possible && text.find("OTA") == std::string_view::npos) return false;
    const auto key = header_key(text);
    return std::find(kWords.begin(), kWords.end(), key) != kWords.end() ||
           std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
               return key.ends_with(ending);
           });
}

}  // namespace bihuan::files
