#include "business/demand/production/production_rule.h"

#include <fmt/format.h>

namespace bihuan {

namespace {

constexpr std::int64_t kMostUnits = 1'000'000'000'000;
constexpr std::int64_t kMostWeeks = 52;

void require_between(
    std::int64_t found, std::int64_t low, std::int64_t high, const char* field, Issues& issues) {
    if (found < low || found > high)
        issues.push_back({"out_of_range",
                          field,
                          fmt::format("Must be between {} and {}.", low, high),
                          std::to_string(found)});
}

}  // namespace

void find_issues(const ProductionSite& site, Issues& issues) {
    require_between(site.units_per_week, 0, kMostUnits, "/units_per_week", issues);
}

void find_issues(const ProductionRule& rule, Issues& issues) {
    require_between(rule.minimum_batch, 0, kMostUnits, "/minimum_batch", issues);
    require_between(rule.batch_multiple, 1, kMostUnits, "/batch_multiple", issues);
    require_between(rule.lead_weeks, 0, kMostWeeks, "/lead_weeks", issues);
    require_between(rule.frozen_weeks, 0, kMostWeeks, "/frozen_weeks", issues);
    if (!(rule.service_level > 0.5 && rule.service_level < 1))
        issues.push_back({"out_of_range",
                          "/service_level",
                          "A service level lies above 0.5 and below 1, such as 0.95.",
                          fmt::format("{}", rule.service_level)});
}

void find_issues(const ProductionOrder& order, Issues& issues) {
    require_between(order.quantity.units, 0, kMostUnits, "/quantity", issues);
}

namespace production {

std::vector<Resource> resources() {
    return {make_resource<ProductionSite>("production-sites", "production"),
            make_resource<ProductionRule>("production-rules", "production"),
            make_resource<ProductionOrder>("production-orders", "production")};
}

}  // namespace production

}  // namespace bihuan
