#pragma once

#include <cstdint>
#include <string_view>

// By what the figures below a heading are counted: thousands, ten thousands; all texts folded.
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

/// Whether a word says in what, or by how many, figures count: 箱, 元, 万; not ↑ or (预估).
bool says_unit(std::string_view word);

/// What a figure must be multiplied by: 10,000 of "单位:万元", "万元/箱"; else 1.
std::int64_t heading_scale(std::string_view text);

/// Whether something is said of thousands or millions, understood or not: 元/千瓶, 10^3, w.
bool mentions_scale(std::string_view text);

/// A heading and what it says of its figures without brackets: "销售额万元" → "销售额", "万元".
struct SplitHeading {
    std::string_view name;
    std::string_view unit;
};

/// By a scale at its end, 销售额万元, sales rmb'000, qty in thousands; all of it is the name else.
SplitHeading split_scale(std::string_view heading);

}  // namespace bihuan::files
