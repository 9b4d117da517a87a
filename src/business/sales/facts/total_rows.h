#pragma once

#include "business/sales/facts/staged_fact.h"

// Rows of the sums' tables.
namespace bihuan::facts {

struct MonthTotal {
    Month month;
    Id<Product> product_id;
    Id<Region> region_id;
    Id<Channel> channel_id;
    Quantity quantity;
    Money value;
    std::int64_t priced_quantity = 0;
    Money priced_value;
    std::int64_t fact_rows = 0;
    double coupon_rows = 0;
    double feature_rows = 0;
};

struct WeekTotal {
    Day week;
    Id<Product> product_id;
    Id<Region> region_id;
    Id<Channel> channel_id;
    Quantity quantity;
    Money value;
    std::int64_t priced_quantity = 0;
    Money priced_value;
    std::int64_t fact_rows = 0;
    double coupon_rows = 0;
    double feature_rows = 0;
};

struct DayTotal {
    Day day;
    Id<Region> region_id;
    bool own = false;
    Quantity quantity;
    Money value;
};

}  // namespace bihuan::facts

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::MonthTotal> =
    bihuan::describe<bihuan::facts::MonthTotal>(
        "sales_months",
        field("month", &bihuan::facts::MonthTotal::month),
        field("product_id", &bihuan::facts::MonthTotal::product_id),
        field("region_id", &bihuan::facts::MonthTotal::region_id),
        field("channel_id", &bihuan::facts::MonthTotal::channel_id),
        field("quantity", &bihuan::facts::MonthTotal::quantity),
        field("value", &bihuan::facts::MonthTotal::value),
        field("priced_quantity", &bihuan::facts::MonthTotal::priced_quantity),
        field("priced_value", &bihuan::facts::MonthTotal::priced_value),
        field("fact_rows", &bihuan::facts::MonthTotal::fact_rows),
        field("coupon_rows", &bihuan::facts::MonthTotal::coupon_rows),
        field("feature_rows", &bihuan::facts::MonthTotal::feature_rows));

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::WeekTotal> =
    bihuan::describe<bihuan::facts::WeekTotal>(
        "sales_weeks",
        field("week", &bihuan::facts::WeekTotal::week),
        field("product_id", &bihuan::facts::WeekTotal::product_id),
        field("region_id", &bihuan::facts::WeekTotal::region_id),
        field("channel_id", &bihuan::facts::WeekTotal::channel_id),
        field("quantity", &bihuan::facts::WeekTotal::quantity),
        field("value", &bihuan::facts::WeekTotal::value),
        field("priced_quantity", &bihuan::facts::WeekTotal::priced_quantity),
        field("priced_value", &bihuan::facts::WeekTotal::priced_value),
        field("fact_rows", &bihuan::facts::WeekTotal::fact_rows),
        field("coupon_rows", &bihuan::facts::WeekTotal::coupon_rows),
        field("feature_rows", &bihuan::facts::WeekTotal::feature_rows));

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::DayTotal> =
    bihuan::describe<bihuan::facts::DayTotal>("sales_days",
                                              field("day", &bihuan::facts::DayTotal::day),
                                              field("region_id",
                                                    &bihuan::facts::DayTotal::region_id),
                                              field("own", &bihuan::facts::DayTotal::own),
                                              field("quantity", &bihuan::facts::DayTotal::quantity),
                                              field("value", &bihuan::facts::DayTotal::value));
