#pragma once

#include <cstddef>
#include <vector>

#include "business/demand/forecasts/mix.h"
#include "business/demand/forecasts/sales_history.h"

namespace bihuan::forecasts {

/// Forecasts of the months after a history that anyone could make by hand, in base units a month.
/// The history has twelve months at least.
class PlainFigures {
public:
    explicit PlainFigures(const SalesHistory& history);

    /// `ahead` months after the last known one (0 is the next), at most twelve:
    /// - YearMean: the mean of the last twelve months;
    /// - LastYear: the same month of the year before, of all places of the product, by the series'
    ///   share in the last twelve months: a single place's month is too much chance;
    /// - AroundLastYear: the same, of three months with weights ¼, ½, ¼ (von Hann's): what nobody
    ///   plans but was promoted in that month may come a month sooner or later.
    double at(PlainFigure figure, std::size_t series, std::size_t ahead) const;

private:
    double last_year(std::size_t product, std::size_t ahead) const;
    double around_last_year(std::size_t product, std::size_t ahead) const;

    std::size_t months_;
    std::vector<std::size_t> product_of_;  ///< By series.
    std::vector<double> years_;            ///< Last twelve months, by series …
    std::vector<double> product_years_;    ///< … and by product.
    std::vector<double> product_sales_;    ///< Products × months.
};

}  // namespace bihuan::forecasts
