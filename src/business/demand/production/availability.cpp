#include "business/demand/production/availability.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

namespace bihuan::production {

namespace {

using nlohmann::json;

json day_json(const std::optional<Day>& day) {
    return day ? json(to_string(*day)) : json();
}

/// Rows come in the order of their days.
void note(const PlanRow& row, Availability& product) {
    const bool is_short = row.shortage > 0;
    if (is_short && !product.short_from) product.short_from = row.first_day;
    if (!is_short && product.short_from && !product.back_on) product.back_on = row.first_day;
}

}  // namespace

std::vector<Availability> availability_of(Session& session, Month month) {
    std::map<Id<Product>, Availability> planned;
    std::map<Id<Product>, Day> first_days;
    for (const auto& row : find_rows(session, kRealScenario, month, {})) {
        note(row, planned[row.product_id]);
        first_days.emplace(row.product_id, row.first_day);
    }
    std::vector<Availability> products;
    for (auto& product : session.all<Product>()) {
        const auto found = planned.find(product.id);
        if (found == planned.end()) continue;
        auto& one = products.emplace_back(std::move(found->second));
        if (one.short_from)
            one.supply =
                *one.short_from == first_days.at(product.id) ? Supply::Short : Supply::RunningShort;
        one.product = std::move(product);
    }
    std::ranges::sort(products, {}, [](const Availability& one) { return one.product.code; });
    return products;
}

json availability_json(Month month, const std::vector<Availability>& products) {
    json items = json::array();
    for (const auto& one : products)
        items.push_back({{"product_id", std::to_string(one.product.id.value)},
                         {"product_code", one.product.code},
                         {"product_name", one.product.name},
                         {"supply", choice_name(one.supply)},
                         {"short_from", day_json(one.short_from)},
                         {"back_on", day_json(one.back_on)}});
    return {{"month", to_string(month)}, {"items", std::move(items)}};
}

}  // namespace bihuan::production
