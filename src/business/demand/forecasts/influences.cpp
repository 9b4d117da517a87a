#include "business/demand/forecasts/influences.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <tuple>

#include "base/content_hash.h"
#include "business/company/channels/channel.h"
#include "business/company/regions/region.h"
#include "forecasts/queries.h"

namespace bihuan::forecasts {

namespace {

template <class T>
void hash_rows(ContentHash& hash, const std::vector<T>& rows) {
    for (const auto& row : rows)
        for (const auto& value : to_values(row)) hash.add_value(value);
}

std::unordered_set<std::int64_t> with_regions_below(const Promotion& promotion,
                                                    const std::vector<RegionPath>& paths) {
    std::unordered_set<std::int64_t> chosen;
    for (const auto id : promotion.region_ids) chosen.insert(id.value);
    std::unordered_set<std::int64_t> result = chosen;
    for (const auto& path : paths)
        if (chosen.contains(path.ancestor_id.value)) result.insert(path.region_id.value);
    return result;
}

std::unordered_set<std::int64_t> with_channels_below(const Promotion& promotion,
                                                     const std::vector<Channel>& channels) {
    std::unordered_set<std::int64_t> result;
    for (const auto id : promotion.channel_ids) result.insert(id.value);
    for (std::size_t before = 0; before != result.size();) {
        before = result.size();
        for (const auto& channel : channels)
            if (channel.parent_id && result.contains(channel.parent_id.value))
                result.insert(channel.id.value);
    }
    return result;
}

/// Days of the month on which the stretch first … last (included) lies.
int days_within(Month month, Day first, Day last) {
    return std::max(0, std::min(month.end_day(), last + 1) - std::max(month.first_day(), first));
}

/// How near a price is to a series, the farthest first: a channel's own before all channels', the
/// nearest region's, the newest. Nothing where the price does not hold.
using PriceRank = std::tuple<bool, std::ptrdiff_t, Day>;

std::optional<PriceRank> rank_of(const Price& price,
                                 const SeriesKey& key,
                                 const std::vector<std::int64_t>& regions_above,
                                 Day day) {
    if (day < price.first_day || (price.last_day && *price.last_day < day)) return std::nullopt;
    if (price.channel_id && price.channel_id.value != key.channel_id) return std::nullopt;
    const auto place = std::ranges::find(regions_above, price.region_id.value);
    if (price.region_id && place == regions_above.end()) return std::nullopt;
    return PriceRank{
        static_cast<bool>(price.channel_id), regions_above.end() - place, price.first_day};
}

}  // namespace

bool PlannedPromotion::covers(const SeriesKey& key) const {
    return (promotion.region_ids.empty() || region_ids.contains(key.region_id)) &&
           (promotion.channel_ids.empty() || channel_ids.contains(key.channel_id));
}

Plans Influences::plans_for(const SalesHistory& history, int ahead) const {
    Plans plans{.columns = history.months + static_cast<std::size_t>(ahead)};
    const std::size_t size = plans.columns * history.size();
    plans.promoted_days.resize(size);
    plans.promoted_depth.resize(size);
    for (std::size_t series = 0; series < history.size(); ++series)
        write_promotions(history.keys[series], history.first, plans, series);
    if (prices_of_.empty()) return plans;
    plans.list_prices.resize(size, std::numeric_limits<double>::quiet_NaN());
    const auto prices = [&](std::size_t series) {
        return std::span(plans.list_prices).subspan(series * plans.columns, plans.columns);
    };
    std::map<SeriesKey, std::size_t> written;  // which series has these prices already
    for (std::size_t series = 0; series < history.size(); ++series) {
        const auto key = place_of_price(history.keys[series]);
        if (written.empty() || written.begin()->first.product_id != key.product_id) written.clear();
        const auto [same, fresh] = written.try_emplace(key, series);
        if (fresh)
            write_prices(history.keys[series], history.first, prices(series));
        else
            std::ranges::copy(prices(same->second), prices(series).begin());
    }
    return plans;
}

SeriesKey Influences::place_of_price(const SeriesKey& key) const {
    SeriesKey place{.product_id = key.product_id};
    const auto prices = prices_of_.find(key.product_id);
    if (prices == prices_of_.end()) return place;
    for (const auto& price : prices->second) {
        if (price.region_id) place.region_id = key.region_id;
        if (price.channel_id) place.channel_id = key.channel_id;
    }
    return place;
}

void Influences::write_promotions(const SeriesKey& key,
                                  Month first,
                                  Plans& plans,
                                  std::size_t series) const {
    const auto begin = static_cast<std::ptrdiff_t>(series * plans.columns);
    const auto last_column = static_cast<int>(plans.columns) - 1;
    const auto add = [&](std::size_t index) {
        const auto& planned = promotions_[index];
        if (!planned.covers(key)) return;
        const auto& promotion = planned.promotion;
        const int from = std::max(0, Month(promotion.first_day) - first);
        const int to = std::min(last_column, Month(promotion.last_day) - first);
        for (int column = from; column <= to; ++column) {
            const Month month = first + column;
            const double share =
                static_cast<double>(days_within(month, promotion.first_day, promotion.last_day)) /
                month.days();
            const auto at = static_cast<std::size_t>(begin + column);
            plans.promoted_days[at] = std::min(1.0, plans.promoted_days[at] + share);
            plans.promoted_depth[at] =
                std::min(1.0, plans.promoted_depth[at] + share * promotion.depth.value());
        }
    };
    std::ranges::for_each(promotions_of_all_, add);
    if (const auto found = promotions_of_.find(key.product_id); found != promotions_of_.end())
        std::ranges::for_each(found->second, add);
}

const Price* Influences::price_on(const SeriesKey& key, Day day) const {
    const auto prices = prices_of_.find(key.product_id);
    const auto above = regions_above_.find(key.region_id);
    if (prices == prices_of_.end() || above == regions_above_.end()) return nullptr;
    const Price* best = nullptr;
    std::optional<PriceRank> best_rank;
    for (const auto& price : prices->second) {
        const auto rank = rank_of(price, key, above->second, day);
        if (!rank || rank <= best_rank) continue;
        best = &price;
        best_rank = rank;
    }
    return best;
}

void Influences::write_prices(const SeriesKey& key, Month first, std::span<double> row) const {
    const auto prices = prices_of_.find(key.product_id);
    if (prices == prices_of_.end()) return;
    for (std::size_t column = 0; column < row.size(); ++column) {
        const Month month = first + static_cast<int>(column);
        double sum = 0;
        // A price list changes on few days: three days of a month tell its mean well enough.
        constexpr std::array<int, 3> kSampledDays{0, 10, 20};
        for (const int offset : kSampledDays) {
            const auto* price = price_on(key, month.first_day() + offset);
            sum += price == nullptr ? std::numeric_limits<double>::quiet_NaN()
                                    : static_cast<double>(price->price.minor);
        }
        row[column] = sum / static_cast<double>(kSampledDays.size());
    }
}

const ProductFacts& Influences::product(std::int64_t product_id) const {
    static const ProductFacts together;
    return product_id == 0 ? together : products_.at(product_id);
}

std::int32_t Influences::region_number(std::int64_t region_id) const {
    const auto found = region_numbers_.find(region_id);
    return found == region_numbers_.end() ? 0 : found->second;
}

std::string Influences::content_hash() const {
    return content_hash_;
}

void Influences::take_regions(const std::vector<RegionPath>& paths,
                              const std::vector<Region>& regions) {
    for (const auto& path : paths)
        regions_above_[path.region_id.value].push_back(path.ancestor_id.value);
    std::int32_t number = 0;
    for (const auto& region : regions) region_numbers_[region.id.value] = number++;
}

void Influences::take_products(const std::vector<Product>& products) {
    std::map<std::pair<std::string, std::int64_t>, std::int32_t> categories;
    for (const auto& product : products) {
        const auto [category, fresh] = categories.try_emplace(
            {product.category, product.category.empty() ? product.line_id.value : 0},
            static_cast<std::int32_t>(categories.size()));
        products_[product.id.value] = {
            category->second, product.stage, product.active_from, product.active_to};
    }
}

void Influences::take_promotion(PlannedPromotion planned) {
    const auto index = promotions_.size();
    const auto& ids = planned.promotion.product_ids;
    if (ids.empty()) promotions_of_all_.push_back(index);
    for (const auto id : ids) promotions_of_[id.value].push_back(index);
    promotions_.push_back(std::move(planned));
}

Influences load_influences(Session& session) {
    Influences result;
    ContentHash hash;
    const auto paths = session.query<RegionPath>(forecasts_queries::kRegionPaths, {});
    const auto channels = session.all<Channel>();
    result.take_regions(paths, session.all<Region>());
    const auto products =
        session.list<Product>({.filters = {{"own", {Value{std::int64_t{1}}}}}, .limit = 0}).items;
    result.take_products(products);
    const auto prices =
        session.list<Price>({.filters = {{"kind", {Value{std::string("retail")}}}}, .limit = 0})
            .items;
    for (const auto& price : prices) result.prices_of_[price.product_id.value].push_back(price);
    for (const auto& promotion : session.all<Promotion>()) {
        if (promotion.status == PromotionStatus::Cancelled) continue;
        hash_rows(hash, std::vector{promotion});
        result.take_promotion({promotion,
                               with_regions_below(promotion, paths),
                               with_channels_below(promotion, channels)});
    }
    hash_rows(hash, products);
    hash_rows(hash, prices);
    hash_rows(hash, paths);
    hash_rows(hash, channels);
    result.content_hash_ = hash.hex();
    return result;
}

}  // namespace bihuan::forecasts
