#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

// What a heading says in its brackets of the figures below it; all texts folded.
namespace bihuan::files {

/// A unit that counts many at once.
struct ScaledUnit {
    std::int64_t scale = 1;
    std::string_view unit;
};

/// 千万元 → 10,000,000 and 元, 百瓶 → 100 and 瓶, '000, k and x1000 → 1,000, rmb mn → 1,000,000 and
/// rmb. 千克 is a unit of its own, and 万达店 no unit: a scale stands alone, before or behind money
/// or a measure of goods.
ScaledUnit scaled_unit(std::string_view unit);

/// One article as goods are sold one by one: 瓶, 盒, can.
bool is_container(std::string_view word);
/// Whether goods are counted in it, however many it holds: 瓶, 箱, 托, kg.
bool is_goods_unit(std::string_view word);
/// Whether it is money by its ending: 元, 美元, 人民币, usd.
bool is_money_unit(std::string_view word);

/// A heading and what it says of its figures without brackets: "销售额万元" → "销售额", "万元".
struct SplitHeading {
    std::string_view name;
    std::string_view unit;
};

/// By a scale at its end, 销售额万元, sales rmb'000, qty in thousands; all of it is the name else.
SplitHeading split_scale(std::string_view heading);

/// What is said, each by itself and without "单位": "单位:万元,含税" → "万元", "含税".
std::vector<std::string_view> heading_statements(std::string_view text);

/// What a figure must be multiplied by: 10,000 of "单位:万元", "万元/箱"; else 1.
std::int64_t heading_scale(std::string_view text);

}  // namespace bihuan::files
