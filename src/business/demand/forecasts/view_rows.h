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

/// Layers of many nodes added up, with what their intervals need to be added up.
struct SummedFigures {
    Month target_month;
    std::int64_t series = 0;
    std::int64_t quantity = 0;
    std::int64_t level = 0;
    std::int64_t trend = 0;
    std::int64_t season = 0;
    std::int64_t festival = 0;
    std::int64_t promotion = 0;
    std::int64_t price = 0;
    std::int64_t coherence = 0;
    std::int64_t index_edit = 0;
    std::int64_t sales_override = 0;
    std::int64_t marketing_override = 0;
    std::int64_t below80 = 0;
    std::int64_t above80 = 0;
    double below_squares80 = 0;
    double above_squares80 = 0;
    std::int64_t below95 = 0;
    std::int64_t above95 = 0;
    double below_squares95 = 0;
    double above_squares95 = 0;
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
inline constexpr auto kDescription<forecasts::SummedFigures> = describe<forecasts::SummedFigures>(
    "",
    field("target_month", &forecasts::SummedFigures::target_month),
    field("series", &forecasts::SummedFigures::series),
    field("quantity", &forecasts::SummedFigures::quantity),
    field("level", &forecasts::SummedFigures::level),
    field("trend", &forecasts::SummedFigures::trend),
    field("season", &forecasts::SummedFigures::season),
    field("festival", &forecasts::SummedFigures::festival),
    field("promotion", &forecasts::SummedFigures::promotion),
    field("price", &forecasts::SummedFigures::price),
    field("coherence", &forecasts::SummedFigures::coherence),
    field("index_edit", &forecasts::SummedFigures::index_edit),
    field("sales_override", &forecasts::SummedFigures::sales_override),
    field("marketing_override", &forecasts::SummedFigures::marketing_override),
    field("below80", &forecasts::SummedFigures::below80),
    field("above80", &forecasts::SummedFigures::above80),
    field("below_squares80", &forecasts::SummedFigures::below_squares80),
    field("above_squares80", &forecasts::SummedFigures::above_squares80),
    field("below95", &forecasts::SummedFigures::below95),
    field("above95", &forecasts::SummedFigures::above95),
    field("below_squares95", &forecasts::SummedFigures::below_squares95),
    field("above_squares95", &forecasts::SummedFigures::above_squares95));

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
        field("quantity", &forecasts::OverriddenOutcome::quantity),
        field("index_edit", &forecasts::OverriddenOutcome::index_edit),
        field("sales_override", &forecasts::OverriddenOutcome::sales_override),
        field("marketing_override", &forecasts::OverriddenOutcome::marketing_override),
        field("actual", &forecasts::OverriddenOutcome::actual));

}  // namespace bihuan
