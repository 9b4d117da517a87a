#include "business/demand/production/production_rule.h"

#include <fmt/format.h>

namespace bihuan {

void find_issues(const ProductionRule& rule, Issues& issues) {
    if (rule.service_level == 0.5 || rule.service_level == 1)
        issues.push_back({"out_of_range",
                          "/service_level",
                          "A service level lies above 0.5 and below 1, such as 0.95.",
                          fmt::format("{}", rule.service_level)});
}

namespace production {

std::vector<Resource> resources() {
    return {make_resource<ProductionSite>("production-sites", "production"),
            make_resource<ProductionRule>("production-rules", "production"),
            make_resource<ProductionOrder>("production-orders", "production")};
}

}  // namespace production

}  // namespace bihuan
