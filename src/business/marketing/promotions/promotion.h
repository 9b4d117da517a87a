#pragma once

#include "base/describe.h"
#include "business/company/channels/channel.h"
#include "business/company/products/product.h"
#include "business/company/regions/region.h"

namespace bihuan {

enum class PromotionMechanic : std::uint8_t { PriceCut, Gift, Display, Bundle, Coupon, Feature };

template <>
inline constexpr std::array<std::string_view, 6> kChoices<PromotionMechanic>{
    "price_cut", "gift", "display", "bundle", "coupon", "feature"};

enum class PromotionStatus : std::uint8_t { Planned, Approved, Cancelled };

template <>
inline constexpr std::array<std::string_view, 3> kChoices<PromotionStatus>{
    "planned", "approved", "cancelled"};

/// A promotion of some products in some regions and channels; an empty list means all.
struct Promotion {
    Id<Promotion> id;
    std::string code;
    std::string name;
    PromotionMechanic mechanic = PromotionMechanic::PriceCut;
    PromotionStatus status = PromotionStatus::Planned;
    Day first_day;
    Day last_day;  ///< Included.
    Share depth;   ///< The consumer's advantage as a share of the price.
    std::vector<Id<Product>> product_ids;
    std::vector<Id<Region>> region_ids;
    std::vector<Id<Channel>> channel_ids;
    Money budget;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Promotion> = describe<Promotion>(
    "promotions",
    field("id", &Promotion::id, read_only),
    field("code", &Promotion::code, required, unique, at_most(64), searchable),
    field("name", &Promotion::name, required, at_most(200), searchable),
    field("mechanic", &Promotion::mechanic),
    field("status", &Promotion::status),
    field("first_day", &Promotion::first_day, required),
    field("last_day", &Promotion::last_day, required),
    field("depth", &Promotion::depth),
    field("product_ids", &Promotion::product_ids, refers_to("products")),
    field("region_ids",
          &Promotion::region_ids,
          refers_to("regions"),
          guards_region_list("promotion_regions")),
    field("channel_ids", &Promotion::channel_ids, refers_to("channels")),
    field("budget", &Promotion::budget, not_negative, seen_with("budgets.read")),
    field("version", &Promotion::version, read_only));

inline void find_issues(const Promotion& promotion, Issues& issues) {
    if (promotion.last_day < promotion.first_day)
        issues.push_back({"ends_before_start",
                          "/last_day",
                          "The last day lies before the first.",
                          to_string(promotion.last_day)});
}

}  // namespace bihuan
