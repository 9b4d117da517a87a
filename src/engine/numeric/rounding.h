#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace bihuan::numeric {

/// Whole numbers near `parts` that add up to `total`: each is rounded down, then those with the
/// largest remainder get one more (Hamilton's method; equal remainders: the first). Parts are
/// scaled to the total first, so any weights ≥ 0 do; all 0 shares evenly. total ≥ 0.
std::vector<std::int64_t> round_to_sum(std::span<const double> parts, std::int64_t total);

}  // namespace bihuan::numeric
