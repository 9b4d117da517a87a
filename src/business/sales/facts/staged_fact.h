#pragma once

#include "business/sales/facts/facts.h"

namespace bihuan::facts {

/// A row of staged_facts: a fact with the sums it belongs to. An odd revision takes back.
struct StagedFact {
    Id<ImportTag> import_id;
    std::int64_t row_number = 0;
    Id<Outlet> outlet_id;
    Id<Product> product_id;
    Day day;
    Month month;
    Day week;
    Id<Region> region_id;
    Id<Channel> channel_id;
    std::int64_t revision = 0;
    Quantity quantity;
    Money value;
    std::optional<Money> price;
    std::optional<double> coupon;
    std::optional<double> feature;
    std::optional<std::string> attributes;
};

/// Adds the staged rows of an import to the sums of months, weeks and days.
void add_staged_to_sums(Transaction& t, Id<ImportTag> import);

void clear_staged(Transaction& t, Id<ImportTag> import);

/// A month of which something is staged.
struct StagedMonth {
    Month month;
};

/// Tells by being there that some row is.
struct AnyRow {
    std::int64_t found = 0;
};

}  // namespace bihuan::facts

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::StagedFact> =
    bihuan::describe<bihuan::facts::StagedFact>(
        "staged_facts",
        field("import_id", &bihuan::facts::StagedFact::import_id),
        field("row_number", &bihuan::facts::StagedFact::row_number),
        field("outlet_id", &bihuan::facts::StagedFact::outlet_id),
        field("product_id", &bihuan::facts::StagedFact::product_id),
        field("day", &bihuan::facts::StagedFact::day),
        field("month", &bihuan::facts::StagedFact::month),
        field("week", &bihuan::facts::StagedFact::week),
        field("region_id", &bihuan::facts::StagedFact::region_id),
        field("channel_id", &bihuan::facts::StagedFact::channel_id),
        field("revision", &bihuan::facts::StagedFact::revision),
        field("quantity", &bihuan::facts::StagedFact::quantity),
        field("value", &bihuan::facts::StagedFact::value),
        field("price", &bihuan::facts::StagedFact::price),
        field("coupon", &bihuan::facts::StagedFact::coupon),
        field("feature", &bihuan::facts::StagedFact::feature),
        field("attributes", &bihuan::facts::StagedFact::attributes, at_most(kLongestAttributes)));

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::AnyRow> =
    bihuan::describe<bihuan::facts::AnyRow>("", field("found", &bihuan::facts::AnyRow::found));

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::StagedMonth> =
    bihuan::describe<bihuan::facts::StagedMonth>("",
                                                 field("month",
                                                       &bihuan::facts::StagedMonth::month));
