#pragma once

#include <string>
#include <string_view>
#include <vector>

// The words for units in a heading, a statement or a cell; all texts folded.
namespace bihuan::files {

/// One article as goods are sold one by one: 瓶, 盒, can.
bool is_container(std::string_view word);
/// Whether goods are counted in it, however many it holds: 瓶, 箱, 托, kg.
bool is_goods_unit(std::string_view word);
/// A weight or a volume, as sizes are given in: kg, 升.
bool is_measure(std::string_view word);
/// Whether it is money: 元, 美元, 人民币, usd, €.
bool is_money_unit(std::string_view word);

/// What is said, each by itself and without "单位": "单位:万元,含税" → "万元", "含税".
std::vector<std::string_view> heading_statements(std::string_view text);
/// Puts one more behind those of `text`.
void add_statement(std::string& text, std::string_view statement);

}  // namespace bihuan::files
