#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "platform/files/header_match.h"

// Money of a file is yuan; whatever says another one is not taken for it.
namespace bihuan::imports {

/// Whether brackets of a heading, folded, say other money than yuan: 美元, 含税,千韩元, 分.
bool says_other_money(std::string_view unit);

/// Whether a heading's name does: 美元金额.
bool names_other_money(std::string_view key);

/// Columns that say in what a row's money is: 币种, currency.
class CurrencyColumns {
public:
    CurrencyColumns() = default;
    explicit CurrencyColumns(const files::HeaderMatch& match);

    /// The first of them that says other money than yuan.
    std::optional<std::size_t> other_money(const files::TableRow& row) const;

private:
    std::vector<std::size_t> columns_;
};

}  // namespace bihuan::imports
