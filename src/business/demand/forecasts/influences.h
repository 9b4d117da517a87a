#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/day.h"
#include "business/company/products/product.h"
#include "business/company/regions/region.h"
#include "business/demand/forecasts/sales_history.h"
#include "business/marketing/prices/price_list.h"
#include "business/marketing/promotions/reach.h"

// What is known beside the sales themselves: the promotions and price lists of the company, past
// and planned, and where a product belongs.
namespace bihuan::forecasts {

/// What is planned for every series of a history: one row of `columns` months from the history's
/// first month on, beyond its last one.
struct Plans {
    std::size_t columns = 0;
    std::vector<double> promoted_days;   ///< Promoted days / days of the month, at most 1.
    std::vector<double> promoted_depth;  ///< The same, each day weighted by its depth.
    std::vector<double> list_prices;     ///< Minor units; NaN where no list says it; may be empty.

    std::span<const double> row(const std::vector<double>& buffer, std::size_t series) const {
        return std::span(buffer).subspan(series * columns, columns);
    }
};

struct PlannedPromotion {
    Promotion promotion;
    promotions::Reach reach;
};

struct ProductFacts {
    std::int32_t category = 0;  ///< Products of one category count as kin.
    LifecycleStage stage = LifecycleStage::Maturity;
    std::optional<Day> active_from;
    std::optional<Day> active_to;
};

class Influences {
public:
    /// For the months of the history and `ahead` more.
    Plans plans_for(const SalesHistory& history, int ahead) const;
    /// Id 0 is all products together.
    const ProductFacts& product(std::int64_t product_id) const;
    std::int32_t region_number(std::int64_t region_id) const;
    /// Of everything that is known here, in a fixed order.
    std::string content_hash() const;

    friend Influences load_influences(Session& session);

private:
    void write_promotions(const SeriesKey& key,
                          Month first,
                          Plans& plans,
                          std::size_t series) const;
    void write_prices(const SeriesKey& key, Month first, std::span<double> row) const;
    /// Of the key what the product's list prices depend on; 0 where they do not.
    SeriesKey place_of_price(const SeriesKey& key) const;
    void take_regions(const std::vector<Region>& regions);
    void take_products(const std::vector<Product>& products);
    void take_promotion(PlannedPromotion planned);

    std::vector<PlannedPromotion> promotions_;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> promotions_of_;  ///< By product.
    std::vector<std::size_t> promotions_of_all_;
    prices::PriceList prices_;
    std::unordered_map<std::int64_t, ProductFacts> products_;
    std::unordered_map<std::int64_t, std::int32_t> region_numbers_;
    std::string content_hash_;
};

/// Cancelled promotions are left out.
Influences load_influences(Session& session);

}  // namespace bihuan::forecasts
