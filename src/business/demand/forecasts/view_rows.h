#pragma once

#include "base/describe.h"
#include "business/company/products/product.h"

// Rows of the room's queries for pages.
namespace bihuan::forecasts {

struct MonthSale {
    Month month;
    std::int64_t quantity = 0;
    Money value;
};

struct TableRow {
    Id<Product> product_id;
    std::string code;
    std::string name;
    std::int64_t units_per_box = 1;
    std::int64_t quantity = 0;
};

struct ProductSale {
    Id<Product> product_id;
    std::int64_t quantity = 0;
};

/// A figure that people had changed, and what was sold.
struct OverriddenOutcome {
    Id<Product> product_id;
    std::int64_t region_id = 0;
    std::int64_t channel_id = 0;
    std::int64_t quantity = 0;
    std::int64_t index_edit = 0;
    std::int64_t sales_override = 0;
    std::int64_t marketing_override = 0;
    std::int64_t actual = 0;
};

}  // namespace bihuan::forecasts

namespace bihuan {

template <>
inline constexpr auto kDescription<forecasts::MonthSale> =
    describe<forecasts::MonthSale>("",
                                   field("month", &forecasts::MonthSale::month),
                                   field("quantity", &forecasts::MonthSale::quantity),
                                   field("value", &forecasts::MonthSale::value));

template <>
inline constexpr auto kDescription<forecasts::TableRow> =
    describe<forecasts::TableRow>("",
                                  field("product_id", &forecasts::TableRow::product_id),
                                  field("code", &forecasts::TableRow::code),
                                  field("name", &forecasts::TableRow::name),
                                  field("units_per_box", &forecasts::TableRow::units_per_box),
                                  field("quantity", &forecasts::TableRow::quantity));

template <>
inline constexpr auto kDescription<forecasts::ProductSale> =
    describe<forecasts::ProductSale>("",
                                     field("product_id", &forecasts::ProductSale::product_id),
                                     field("quantity", &forecasts::ProductSale::quantity));

template <>
inline constexpr auto kDescription<forecasts::OverriddenOutcome> =
    describe<forecasts::OverriddenOutcome>(
        "",
        field("product_id", &forecasts::OverriddenOutcome::product_id),
        field("region_id", &forecasts::OverriddenOutcome::region_id),
        field("channel_id", &forecasts::OverriddenOutcome::channel_id),
        field("quantity", &forecasts::OverriddenOutcome::quantity),
        field("index_edit", &forecasts::OverriddenOutcome::index_edit),
        field("sales_override", &forecasts::OverriddenOutcome::sales_override),
        field("marketing_override", &forecasts::OverriddenOutcome::marketing_override),
        field("actual", &forecasts::OverriddenOutcome::actual));

}  // namespace bihuan
