#pragma once

#include <optional>
#include <string_view>

#include "app/forecast_period.h"

// Periods longer than a day, as people name them; private to the command.
namespace bihuan {

inline constexpr int kFirstYear = 1500;
inline constexpr int kLastYear = 2500;

/// A year with a word for its part, in either order and in Chinese or English: 2024年第一季度,
/// 24Q1, 1Q24, 2024年11月份, 2024上半年, W01-2024, 2024年10月上旬, FY2024-25, 2024财年1月. `text`
/// is NFKC. None where something else stands there, or a part that the year does not have:
/// 2025-W53.
std::optional<FilePeriod> parse_period_in_words(std::string_view text);

}  // namespace bihuan
