#pragma once

#include <filesystem>

namespace bihuan::forecast_bench {

struct ChinaExports {
    double without = 0;  ///< sMAPE (times 100) of January to March without a festival index …
    double with = 0;     ///< … and with it.
};

/// Fitted from 2000-01, origins every third month from 2005-12, twelve months ahead.
ChinaExports china_exports_smape(const std::filesystem::path& folder);

}  // namespace bihuan::forecast_bench
