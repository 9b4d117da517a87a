#pragma once

#include <string_view>

namespace bihuan::files {

/// Whether a cell heads a row of totals: 合计, 小计, 华东小计, 总计：, Grand Total.
bool is_total(std::string_view text);

}  // namespace bihuan::files
