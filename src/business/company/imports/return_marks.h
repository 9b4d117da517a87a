#pragma once

#include <vector>

#include "business/company/imports/references.h"
#include "platform/files/header_match.h"

namespace bihuan::imports {

/// Columns of a file that say what kind of document a row is, or how it ended: 单据类型, 订单状态.
class ReturnMarks {
public:
    ReturnMarks() = default;
    explicit ReturnMarks(const files::HeaderMatch& match);

    /// Whether one of them says that the row is a return or was cancelled: 退货, 交易关闭,
    /// refunded.
    bool stand_in(const files::TableRow& row);

private:
    std::vector<std::size_t> columns_;
    TextMap<bool> seen_;
};

}  // namespace bihuan::imports
