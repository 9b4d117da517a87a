#include <algorithm>
#include <cmath>

#include "app/demo/company_writer.h"
#include "app/demo/places.h"
#include "business/marketing/prices/price.h"
#include "business/marketing/promotions/promotion.h"

namespace bihuan::demo {

namespace {

constexpr const char* kReason = "Demo company";

Money rounded(double minor) {
    return {std::llround(minor)};
}

/// One price before the line's rise and one from it on.
void write_price(
    Transaction& t, const World& world, std::size_t product, Price price, double share_of_list) {
    const auto& source = world.assortment.products[product];
    const Day first = world.first.first_day();
    const Day rise = price_rise(source, first);
    const double list = static_cast<double>(source.list_price) * share_of_list;
    price.first_day = first;
    price.last_day = rise - 1;
    price.price = rounded(list);
    t.insert(price, kReason);
    price.id = {};
    price.first_day = rise;
    price.last_day.reset();
    price.price = rounded(list * price_level(source, first, rise));
    t.insert(price, kReason);
}

void write_prices(Transaction& t, const World& world, const Written& written) {
    constexpr double kExWorks = 0.52;  // shares of the retail list price
    constexpr double kDealer = 0.66;
    for (std::size_t i = 0; i < world.assortment.own; ++i) {
        const Price of_product{.product_id = written.products[i]};
        const auto with_kind = [&](PriceKind kind) {
            Price price = of_product;
            price.kind = kind;
            return price;
        };
        write_price(t, world, i, with_kind(PriceKind::ExWorks), kExWorks);
        write_price(t, world, i, with_kind(PriceKind::Dealer), kDealer);
        for (int nth = 0; nth < kChannels; ++nth) {
            Price price = with_kind(PriceKind::Retail);
            price.channel_id = written.channel(nth);
            write_price(t, world, i, price, channel(nth).price);
        }
    }
}

PromotionMechanic mechanic_named(std::string_view name) {
    const auto& names = kChoices<PromotionMechanic>;
    const auto* const found = std::find(names.begin(), names.end(), name);
    BIHUAN_CHECK(found != names.end());
    return static_cast<PromotionMechanic>(found - names.begin());
}

/// The region row of a zone.
Id<Region> region_of_zone(const World& world, const Written& written, int zone) {
    for (std::size_t i = 0; i < world.regions.size(); ++i) {
        if (world.regions[i].zone == zone && world.regions[i].parent == 0) {
            return written.regions[i];
        }
    }
    return {};
}

void write_promotion(Transaction& t,
                     const World& world,
                     const Written& written,
                     const DemoPromotion& promotion) {
    const Day today = world.end.first_day();
    Promotion row{.code = promotion.code,
                  .name = promotion.name,
                  .mechanic = mechanic_named(promotion.mechanic),
                  .status = promotion.first < today + 45 ? PromotionStatus::Approved
                                                         : PromotionStatus::Planned,
                  .first_day = promotion.first,
                  .last_day = promotion.last,
                  .depth = Share(promotion.depth)};
    for (const int product : promotion.products) {
        row.product_ids.push_back(written.products.at(static_cast<std::size_t>(product)));
    }
    for (const int zone : promotion.zones) {
        const auto region = region_of_zone(world, written, zone);
        if (!region) {
            return;  // the company does not sell there
        }
        row.region_ids.push_back(region);
    }
    for (const int nth : promotion.channels) {
        row.channel_ids.push_back(written.channel(nth));
    }
    const auto days = static_cast<double>(promotion.last - promotion.first + 1);
    row.budget = rounded(days * 400'000 * static_cast<double>(row.product_ids.size()) /
                         (promotion.zones.empty() ? 1 : 6));
    t.insert(row, kReason);
}

}  // namespace

void write_trade(Transaction& t, const World& world, const Written& written) {
    write_prices(t, world, written);
    for (const auto& promotion : world.promotions) {
        write_promotion(t, world, written, promotion);
    }
}

}  // namespace bihuan::demo
