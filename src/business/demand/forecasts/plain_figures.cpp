#include "business/demand/forecasts/plain_figures.h"

#include <unordered_map>

#include "base/error.h"

namespace bihuan::forecasts {

namespace {

constexpr std::size_t kYear = 12;

}  // namespace

PlainFigures::PlainFigures(const SalesHistory& history) : months_(history.months) {
    BIHUAN_CHECK(months_ >= kYear);
    std::unordered_map<std::int64_t, std::size_t> numbers;
    for (const auto& key : history.keys)
        product_of_.push_back(numbers.try_emplace(key.product_id, numbers.size()).first->second);
    years_.resize(history.size());
    product_years_.resize(numbers.size());
    product_sales_.resize(numbers.size() * months_);
    for (std::size_t series = 0; series < history.size(); ++series) {
        const std::size_t product = product_of_[series];
        for (std::size_t i = 0; i < months_; ++i) {
            const double quantity = history.quantity(series, i);
            product_sales_[product * months_ + i] += quantity;
            if (i + kYear >= months_) years_[series] += quantity;
        }
        product_years_[product] += years_[series];
    }
}

double PlainFigures::at(PlainFigure figure, std::size_t series, std::size_t ahead) const {
    BIHUAN_CHECK(ahead < kYear);
    if (figure == PlainFigure::YearMean) return years_[series] / static_cast<double>(kYear);
    const std::size_t product = product_of_[series];
    if (product_years_[product] <= 0) return 0;
    return years_[series] / product_years_[product] *
           (figure == PlainFigure::LastYear ? last_year(product, ahead)
                                            : around_last_year(product, ahead));
}

double PlainFigures::last_year(std::size_t product, std::size_t ahead) const {
    return product_sales_[product * months_ + months_ + ahead - kYear];
}

double PlainFigures::around_last_year(std::size_t product, std::size_t ahead) const {
    const double month = last_year(product, ahead);
    const double before = months_ + ahead > kYear
                              ? product_sales_[product * months_ + months_ + ahead - kYear - 1]
                              : month;
    const double after = ahead + 1 < kYear ? last_year(product, ahead + 1) : month;
    return month / 2 + (before + after) / 4;
}

}  // namespace bihuan::forecasts
