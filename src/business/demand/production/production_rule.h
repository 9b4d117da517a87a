#pragma once

#include "base/describe.h"
#include "business/company/products/product.h"
#include "platform/database/resource.h"

namespace bihuan {

/// A factory or a line that makes products, and how much it makes.
struct ProductionSite {
    Id<ProductionSite> id;
    std::string code;
    std::string name;
    std::int64_t units_per_week = 0;  ///< Base units of any product in a full week.
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<ProductionSite> = describe<ProductionSite>(
    "production_sites",
    field("id", &ProductionSite::id, read_only),
    field("code", &ProductionSite::code, required, unique, at_most(64), searchable),
    field("name", &ProductionSite::name, required, at_most(200), searchable),
    field("units_per_week", &ProductionSite::units_per_week, required, not_negative),
    field("version", &ProductionSite::version, read_only));

/// How a product may be made; a product without a rule is made in whole boxes at any time.
struct ProductionRule {
    Id<ProductionRule> id;
    Id<Product> product_id;
    Id<ProductionSite> production_site_id;  ///< None: made without a known limit.
    std::int64_t minimum_batch = 0;         ///< Base units: nothing, or at least this much.
    std::int64_t batch_multiple = 1;        ///< Base units: a multiple of this.
    std::int64_t lead_weeks = 0;            ///< Weeks that start earlier can no longer change.
    std::int64_t frozen_weeks = 0;          ///< Weeks that keep the last plan's quantities.
    double service_level = 0.95;            ///< Chance of no shortage, above 0.5 and below 1.
    std::int64_t version = 0;
};

inline constexpr double kMostWeeks = 52;  ///< Of a lead time.

template <>
inline constexpr auto kDescription<ProductionRule> = describe<ProductionRule>(
    "production_rules",
    field("id", &ProductionRule::id, read_only),
    field("product_id", &ProductionRule::product_id, required, unique, refers_to("products")),
    field("production_site_id", &ProductionRule::production_site_id, refers_to("production_sites")),
    field("minimum_batch", &ProductionRule::minimum_batch, not_negative),
    field("batch_multiple", &ProductionRule::batch_multiple, between(1, kMostFigure)),
    field("lead_weeks", &ProductionRule::lead_weeks, between(0, kMostWeeks)),
    field("frozen_weeks", &ProductionRule::frozen_weeks, between(0, kMostWeeks)),
    field("service_level", &ProductionRule::service_level, between(0.5, 1)),
    field("version", &ProductionRule::version, read_only));

void find_issues(const ProductionRule& rule, Issues& issues);

/// An order for goods that runs already and arrives on a day.
struct ProductionOrder {
    Id<ProductionOrder> id;
    std::string code;
    Id<Product> product_id;
    Day due_day;
    Quantity quantity;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<ProductionOrder> = describe<ProductionOrder>(
    "production_orders",
    field("id", &ProductionOrder::id, read_only),
    field("code", &ProductionOrder::code, required, unique, at_most(64), searchable),
    field("product_id", &ProductionOrder::product_id, required, refers_to("products")),
    field("due_day", &ProductionOrder::due_day, required),
    field("quantity", &ProductionOrder::quantity, required, not_negative),
    field("version", &ProductionOrder::version, read_only));

namespace production {

/// "production-sites", "production-rules" and "production-orders" for the generic API and imports.
std::vector<Resource> resources();

}  // namespace production

}  // namespace bihuan
