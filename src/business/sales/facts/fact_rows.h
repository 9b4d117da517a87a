#pragma once

#include "business/sales/facts/staged_fact.h"

// Rows of the fact tables.
namespace bihuan::facts {

struct SellOutRow {
    Id<Outlet> outlet_id;
    Id<Product> product_id;
    Day day;
    std::int64_t revision = 0;
    Quantity quantity;
    Money value;
    std::optional<Money> price;
    std::optional<double> coupon;
    std::optional<double> feature;
    std::optional<std::string> attributes;
    Id<ImportTag> import_id;
};

struct SellInRow {
    Id<Outlet> outlet_id;
    Id<Product> product_id;
    Day day;
    std::int64_t revision = 0;
    Quantity quantity;
    Money value;
    std::optional<std::string> attributes;
    Id<ImportTag> import_id;
};

struct StockRow {
    Id<Outlet> outlet_id;
    Id<Product> product_id;
    Day day;
    std::int64_t revision = 0;
    Quantity quantity;
    std::optional<std::string> attributes;
    Id<ImportTag> import_id;
};

}  // namespace bihuan::facts

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::SellOutRow> =
    bihuan::describe<bihuan::facts::SellOutRow>(
        "sell_out",
        field("outlet_id", &bihuan::facts::SellOutRow::outlet_id),
        field("product_id", &bihuan::facts::SellOutRow::product_id),
        field("day", &bihuan::facts::SellOutRow::day),
        field("revision", &bihuan::facts::SellOutRow::revision),
        field("quantity", &bihuan::facts::SellOutRow::quantity),
        field("value", &bihuan::facts::SellOutRow::value),
        field("price", &bihuan::facts::SellOutRow::price),
        field("coupon", &bihuan::facts::SellOutRow::coupon),
        field("feature", &bihuan::facts::SellOutRow::feature),
        field("attributes", &bihuan::facts::SellOutRow::attributes, at_most(kLongestAttributes)),
        field("import_id", &bihuan::facts::SellOutRow::import_id));

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::SellInRow> =
    bihuan::describe<bihuan::facts::SellInRow>(
        "sell_in",
        field("outlet_id", &bihuan::facts::SellInRow::outlet_id),
        field("product_id", &bihuan::facts::SellInRow::product_id),
        field("day", &bihuan::facts::SellInRow::day),
        field("revision", &bihuan::facts::SellInRow::revision),
        field("quantity", &bihuan::facts::SellInRow::quantity),
        field("value", &bihuan::facts::SellInRow::value),
        field("attributes", &bihuan::facts::SellInRow::attributes, at_most(kLongestAttributes)),
        field("import_id", &bihuan::facts::SellInRow::import_id));

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::StockRow> =
    bihuan::describe<bihuan::facts::StockRow>(
        "stocks",
        field("outlet_id", &bihuan::facts::StockRow::outlet_id),
        field("product_id", &bihuan::facts::StockRow::product_id),
        field("day", &bihuan::facts::StockRow::day),
        field("revision", &bihuan::facts::StockRow::revision),
        field("quantity", &bihuan::facts::StockRow::quantity),
        field("attributes", &bihuan::facts::StockRow::attributes, at_most(kLongestAttributes)),
        field("import_id", &bihuan::facts::StockRow::import_id));
