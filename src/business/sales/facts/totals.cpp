#include "business/sales/facts/totals.h"

#include <algorithm>
#include <tuple>

#include "base/checked.h"

namespace bihuan::facts {

std::uint64_t Numbering::number(std::int64_t id) {
    const auto [found, fresh] = numbers_.try_emplace(id, ids_.size());
    if (fresh) {
        if (ids_.size() >> bits_ != 0)
            throw Error(ErrorCode::TooLarge,
                        "The first import names too many products, regions, channels or days.");
        ids_.push_back(id);
    }
    return found->second;
}

void Totals::add(std::int64_t period, const StagedFact& fact) {
    std::uint64_t key = periods_.number(period);
    key = key << products_.bits() | products_.number(fact.product_id.value);
    key = key << regions_.bits() | regions_.number(fact.region_id.value);
    key = key << channels_.bits() | channels_.number(fact.channel_id.value);
    auto& total = totals_[key];
    const auto add_to = [](std::int64_t& sum, std::int64_t figure) {
        sum = checked_add(sum, figure, "a sum of sell-out");
    };
    add_to(total.quantity, fact.quantity.units);
    add_to(total.value, fact.value.minor);
    if (fact.price) {
        add_to(total.priced_quantity, fact.quantity.units);
        add_to(total.priced_value,
               checked_multiply(
                   fact.price->minor, fact.quantity.units, "the price of a row of sell-out"));
    }
    total.fact_rows += 1;
    total.coupon_rows += fact.coupon.value_or(0);
    total.feature_rows += fact.feature.value_or(0);
}

Totals::Row Totals::row(std::uint64_t key) const {
    const auto part = [&](unsigned shift, const Numbering& numbering) {
        return numbering.id(key >> shift & ((std::uint64_t{1} << numbering.bits()) - 1));
    };
    const unsigned region = channels_.bits();
    const unsigned product = region + regions_.bits();
    const unsigned period = product + products_.bits();
    return {part(period, periods_),
            part(product, products_),
            part(region, regions_),
            part(0, channels_),
            &totals_.at(key)};
}

std::vector<std::uint64_t> Totals::keys_in_order() const {
    std::vector<std::uint64_t> keys;
    keys.reserve(totals_.size());
    for (const auto& [key, total] : totals_) keys.push_back(key);
    const auto place = [&](std::uint64_t key) {
        const auto found = row(key);
        return std::tuple(found.period, found.product, found.region, found.channel);
    };
    std::sort(keys.begin(), keys.end(), [&](std::uint64_t a, std::uint64_t b) {
        return place(a) < place(b);
    });
    return keys;
}

}  // namespace bihuan::facts
