#pragma once

#include <string_view>

namespace bihuan::files {

/// Whether a cell heads a row that is made of others: 合计, 小计, 华东小计, 总计：, Grand Total,
/// 全部; 平均, Average; 占比; 其中：线上.
bool is_total(std::string_view text);

/// 全国, 全渠道, All: a total where its parts stand beside it, else a name like any other.
bool may_be_total(std::string_view text);

}  // namespace bihuan::files
