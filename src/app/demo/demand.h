#pragma once

#include <optional>
#include <span>
#include <vector>

#include "app/demo/assortment.h"
#include "app/demo/promotions.h"
#include "app/demo/scale.h"
#include "app/demo/season.h"

// The truth behind the demo's figures: how much of each product each market would buy.
//
//   demand of a day = calendar × career × (price / list price)^−1.2 × promotions × shortage × shock
namespace bihuan::demo {

/// The mean over one period, for one product in one market.
struct Conditions {
    float factor = 0;    ///< Of the product's ordinary demand; 0 before launch and after the end.
    float price = 0;     ///< Shelf price, 分 per base unit.
    float promoted = 0;  ///< Share of the days on promotion.
};

/// The share of the list price of `day` that was asked at the start: prices rise once per line.
double price_level(const DemoProduct& product, Day first, Day day);
/// The day on which the line's prices rise.
Day price_rise(const DemoProduct& product, Day first);
/// First and last day on which the product is sold.
Day launch_day(const DemoProduct& product, Day first, Day end);
Day final_day(const DemoProduct& product, std::size_t number, Day first, Day end);

/// A supply shortage empties the shelves for some weeks, kEmptyShelves of the time.
struct Shortage {
    Day first;
    Day end;  ///< The first day after.
    int zone = 0;

    /// Shortages of every other zone are felt everywhere.
    bool reaches(Market market) const;
};
inline constexpr double kEmptyShelves = 0.6;

/// One product in six has met one, the first one surely.
std::optional<Shortage> shortage_of(std::size_t number, Day first, Day end);

class DemandModel {
public:
    /// Products, promotions and periods must outlive nothing: they are read here only. The work is
    /// spread over `threads`; the result does not depend on their number.
    DemandModel(const Assortment& assortment,
                std::span<const DemoPromotion> promotions,
                std::span<const Period> periods,
                std::uint64_t seed,
                int threads);

    const Conditions& at(std::size_t product, Market market, std::size_t period) const {
        return conditions_[(product * markets_ + cell_of(market)) * periods_ + period];
    }

private:
    std::size_t markets_ = 0;
    std::size_t periods_ = 0;
    std::vector<Conditions> conditions_;
};

}  // namespace bihuan::demo
