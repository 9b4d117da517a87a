#pragma once

#include <array>
#include <cstddef>

namespace bihuan::forecasts {

/// Shares of a forecast mixed from the engine's and two plain figures (plain_figures.h); they sum
/// to 1.
struct MixWeights {
    double engine = 1;
    double year_mean = 0;
    double last_year = 0;
};

inline constexpr std::size_t kRehearsedLeads = 3;
/// By months ahead, the first being the next month; beyond the third the third's hold.
using Mix = std::array<MixWeights, kRehearsedLeads>;

}  // namespace bihuan::forecasts
