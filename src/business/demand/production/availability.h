#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "business/demand/production/month_plan.h"

// What the plan means for who sells: whether a product can be had, and when, without any quantity.
namespace bihuan::production {

enum class Supply : std::uint8_t { Available, RunningShort, Short };

/// A planned product as its stock is projected over the plan's buckets.
struct Availability {
    Product product;
    Supply supply = Supply::Available;  ///< Short from the first bucket on, or from a later one.
    std::optional<Day> short_from;      ///< First day of the first bucket that ends short.
    std::optional<Day> back_on;         ///< Of the next one that does not; none within the plan.
};

/// By product code; own products that the real company's plan of the month has.
std::vector<Availability> availability_of(Session& session, Month month);

/// {month, items: [{product_id, product_code, product_name, supply, short_from, back_on}]}
nlohmann::json availability_json(Month month, const std::vector<Availability>& products);

}  // namespace bihuan::production

namespace bihuan {

template <>
inline constexpr std::array<std::string_view, 3> kChoices<production::Supply>{
    "available", "running_short", "short"};

}  // namespace bihuan
