#pragma once

#include "base/describe.h"
#include "business/company/products/brand.h"

namespace bihuan {

/// Where a product stands in its life (P1–P3 and decline).
enum class LifecycleStage : std::uint8_t { Introduction, Growth, Maturity, Decline };

template <>
inline constexpr std::array<std::string_view, 4> kChoices<LifecycleStage>{
    "introduction", "growth", "maturity", "decline"};

/// One article on the shelf, ours or a competitor's. Quantities count its base unit.
struct Product {
    Id<Product> id;
    std::string code;
    std::string name;
    std::string pinyin;  ///< How the name reads.
    Id<Brand> brand_id;
    Id<ProductLine> line_id;
    std::string category;
    bool own = true;
    std::optional<std::string> gtin;  ///< 8, 12, 13 or 14 digits; the last one checks the others.
    std::string unit = "件";          ///< Name of the base unit: 瓶, 袋, 盒 …
    std::int64_t units_per_box = 1;
    std::int64_t boxes_per_pallet = 1;
    LifecycleStage stage = LifecycleStage::Maturity;
    std::optional<Day> active_from;
    std::optional<Day> active_to;  ///< Last day of sale.
    Json attributes;               ///< Columns of an import that the product has no field for.
    std::int64_t version = 0;
};

inline constexpr double kMostInPack = 1e6;  ///< Units of a box, boxes of a pallet.

template <>
inline constexpr auto kDescription<Product> = describe<Product>(
    "products",
    field("id", &Product::id, read_only),
    field("code", &Product::code, required, unique, at_most(64), searchable),
    field("name", &Product::name, required, at_most(200), searchable),
    field("pinyin", &Product::pinyin, holds_pinyin_of("name")),
    field("brand_id", &Product::brand_id, required, refers_to("brands")),
    field("line_id", &Product::line_id, refers_to("product_lines")),
    field("category", &Product::category, at_most(100), searchable),
    field("own", &Product::own),
    field("gtin", &Product::gtin, at_most(14), searchable),
    field("unit", &Product::unit, required, at_most(20)),
    field("units_per_box", &Product::units_per_box, between(1, kMostInPack)),
    field("boxes_per_pallet", &Product::boxes_per_pallet, between(1, kMostInPack)),
    field("stage", &Product::stage),
    field("active_from", &Product::active_from),
    field("active_to", &Product::active_to),
    field("attributes", &Product::attributes, at_most(kLongestAttributes)),
    field("version", &Product::version, read_only));

void find_issues(const Product& product, Issues& issues);

}  // namespace bihuan
