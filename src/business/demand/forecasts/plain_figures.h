#pragma once

#include <cstddef>
#include <vector>

#include "business/demand/forecasts/sales_history.h"

namespace bihuan::forecasts {

/// Forecasts of the months after a history that anyone could make by hand, in base units a month.
/// The history has twelve months at least.
class PlainFigures {
public:
    explicit PlainFigures(const SalesHistory& history);

    /// The mean of the last twelve months.
    double year_mean(std::size_t series) const;
    /// The same month of the year before, `ahead` months after the last known one (0 is the next):
    /// what all places of the product sold then, by the series' share in the last twelve months. A
    /// single place's month is too much chance. At most twelve months ahead.
    double last_year(std::size_t series, std::size_t ahead) const;

private:
    std::size_t months_;
    std::vector<std::size_t> product_of_;  ///< By series.
    std::vector<double> years_;            ///< Last twelve months, by series …
    std::vector<double> product_years_;    ///< … and by product.
    std::vector<double> product_sales_;    ///< Products × months.
};

}  // namespace bihuan::forecasts
