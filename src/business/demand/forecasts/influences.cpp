#include "business/demand/forecasts/influences.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

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

/// Days of the month on which the stretch first … last (included) lies.
int days_within(Month month, Day first, Day last) {
    return std::max(0, std::min(month.end_day(), last + 1) - std::max(month.first_day(), first));
}

prices::PricePlace place_of(const SeriesKey& key) {
    return {Id<Region>{key.region_id}, Id<Channel>{key.channel_id}};
}

}  // namespace

Plans Influences::plans_for(const SalesHistory& history, int ahead) const {
    Plans plans{.columns = history.months + static_cast<std::size_t>(ahead)};
    const std::size_t size = plans.columns * history.size();
    plans.promoted_days.resize(size);
    plans.promoted_depth.resize(size);
    for (std::size_t series = 0; series < history.size(); ++series)
        write_promotions(history.keys[series], history.first, plans, series);
    if (prices_.empty()) return plans;
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
    const auto place = prices_.what_matters({key.product_id}, place_of(key));
    return {.product_id = key.product_id,
            .region_id = place.region.value,
            .channel_id = place.channel.value};
}

void Influences::write_promotions(const SeriesKey& key,
                                  Month first,
                                  Plans& plans,
                                  std::size_t series) const {
    const auto begin = static_cast<std::ptrdiff_t>(series * plans.columns);
    const auto last_column = static_cast<int>(plans.columns) - 1;
    const auto add = [&](std::size_t index) {
        const auto& planned = promotions_[index];
        if (!planned.reach.covers({key.region_id}, {key.channel_id})) return;
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

void Influences::write_prices(const SeriesKey& key, Month first, std::span<double> row) const {
    for (std::size_t column = 0; column < row.size(); ++column) {
        const Month month = first + static_cast<int>(column);
        double sum = 0;
        // A price list changes on few days: three days of a month tell its mean well enough.
        constexpr std::array<int, 3> kSampledDays{0, 10, 20};
        for (const int offset : kSampledDays) {
            const auto* price =
                prices_.price_on({key.product_id}, place_of(key), month.first_day() + offset);
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

void Influences::take_regions(const std::vector<Region>& regions) {
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
    const auto regions = session.all<Region>();
    result.take_regions(regions);
    const auto products =
        session.list<Product>({.filters = {{"own", {Value{std::int64_t{1}}}}}, .limit = 0}).items;
    result.take_products(products);
    const auto prices =
        session.list<Price>({.filters = {{"kind", {Value{std::string("retail")}}}}, .limit = 0})
            .items;
    result.prices_ = prices::PriceList(prices, regions, channels);
    for (const auto& promotion : session.all<Promotion>()) {
        if (promotion.status == PromotionStatus::Cancelled) continue;
        hash_rows(hash, std::vector{promotion});
        result.take_promotion({promotion, promotions::Reach(promotion, regions, channels)});
    }
    hash_rows(hash, products);
    hash_rows(hash, prices);
    hash_rows(hash, paths);
    hash_rows(hash, channels);
    result.content_hash_ = hash.hex();
    return result;
}

}  // namespace bihuan::forecasts
