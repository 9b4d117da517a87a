#include "business/sales/facts/totals.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

#include "base/checked.h"

namespace bihuan::facts {

std::uint64_t Numbering::number(std::int64_t id) {
    if (!ids_.empty() && id == ids_[newest_]) return newest_;
    const auto [found, fresh] = numbers_.try_emplace(id, ids_.size());
    if (fresh) {
        if (ids_.size() >> bits_ != 0)
            throw Error(ErrorCode::TooLarge,
                        "The first import names too many products, regions, channels or days.");
        ids_.push_back(id);
    }
    return newest_ = found->second;
}

void Totals::add(std::int64_t period, const StagedFact& fact) {
    std::uint64_t key = periods_.number(period);
    key = key << products_.bits() | products_.number(fact.product_id.value);
    key = key << regions_.bits() | regions_.number(fact.region_id.value);
    key = key << channels_.bits() | channels_.number(fact.channel_id.value);
    auto& total = totals_.at(key);
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

Total& TotalTable::at(std::uint64_t key) {
    if (2 * size_ >= slots_.size()) grow();
    auto& slot = slot_of(key);
    if (slot == 0) {
        if (size_ >> kChunkBits == chunks_.size())
            chunks_.emplace_back(std::size_t{1} << kChunkBits);
        slot = static_cast<std::uint32_t>(++size_);
        chunks_.back()[(size_ - 1) & ((std::size_t{1} << kChunkBits) - 1)].key = key;
    }
    const std::size_t place = slot - 1;
    return chunks_[place >> kChunkBits][place & ((std::size_t{1} << kChunkBits) - 1)].total;
}

/// Where the key is, or where it would be.
std::uint32_t& TotalTable::slot_of(std::uint64_t key) {
    constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15ULL;
    const std::size_t mask = slots_.size() - 1;
    // The highest bits depend on all of the key.
    std::size_t at = (key * kSpread) >> (64 - std::bit_width(mask));
    while (slots_[at] != 0 && entry(slots_[at] - 1).key != key) at = (at + 1) & mask;
    return slots_[at];
}

void TotalTable::grow() {
    constexpr std::size_t kLeast = 1024;
    if (size_ > std::numeric_limits<std::uint32_t>::max() / 2)
        throw Error(ErrorCode::TooLarge, "The first import has too many sums.");
    slots_.assign(std::max(kLeast, 2 * slots_.size()), 0);
    for (std::size_t place = 0; place < size_; ++place)
        slot_of(key(place)) = static_cast<std::uint32_t>(place + 1);
}

OrderedTotals::Ranks::Ranks(const Numbering& numbering)
    : bits(numbering.bits()), of_number(numbering.size()) {
    std::vector<std::uint64_t> numbers(numbering.size());
    std::iota(numbers.begin(), numbers.end(), std::uint64_t{0});
    std::ranges::sort(numbers, {}, [&](std::uint64_t number) { return numbering.id(number); });
    for (const auto number : numbers) {
        of_number[number] = ids.size();
        ids.push_back(numbering.id(number));
    }
}

OrderedTotals::OrderedTotals(const Totals& totals)
    : periods_(totals.periods_),
      products_(totals.products_),
      regions_(totals.regions_),
      channels_(totals.channels_) {
    const auto& table = totals.totals_;
    places_.reserve(table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        std::uint64_t ranks = 0;
        unsigned shift = 0;
        for (const auto* part : {&channels_, &regions_, &products_, &periods_}) {
            const auto number = table.key(i) >> shift & ((std::uint64_t{1} << part->bits) - 1);
            ranks |= part->of_number[number] << shift;
            shift += part->bits;
        }
        places_.push_back({ranks, &table.total(i)});
    }
    std::ranges::sort(places_, {}, &Place::ranks);
}

OrderedTotals::Row OrderedTotals::row(std::size_t nth) const {
    auto ranks = places_[nth].ranks;
    const auto next = [&](const Ranks& part) {
        const auto rank = ranks & ((std::uint64_t{1} << part.bits) - 1);
        ranks >>= part.bits;
        return part.ids[rank];
    };
    Row row;
    row.channel = next(channels_);
    row.region = next(regions_);
    row.product = next(products_);
    row.period = next(periods_);
    row.total = places_[nth].total;
    return row;
}

}  // namespace bihuan::facts
