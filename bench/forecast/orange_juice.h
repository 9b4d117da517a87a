#pragma once

#include <filesystem>

namespace bihuan::forecast_bench {

/// WAPE of the months 1992-04 … 1992-09 by outlet and product, own products, one month ahead, with
/// the month's prices, coupons and features known (data set company-orange-juice).
double orange_juice_wape(const std::filesystem::path& folder, int threads);

}  // namespace bihuan::forecast_bench
