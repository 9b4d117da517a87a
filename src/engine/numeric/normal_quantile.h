#pragma once

namespace bihuan::numeric {

/// The z with P(standard normal < z) = probability, for 0 < probability < 1; relative error below
/// 1e-15 (Wichura, 1988, Applied Statistics algorithm AS 241, PPND16).
double normal_quantile(double probability);

}  // namespace bihuan::numeric
