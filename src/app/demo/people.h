#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/demo/geography.h"

namespace bihuan::demo {

struct DemoPerson {
    std::string code;
    std::string name;
    std::string_view role;
    std::vector<int> regions;  ///< Indices into the regions; 0 is the whole company.
    std::string phone;
    std::string login;  ///< Empty: no account.
};

/// One person with an account for every role, a regional manager per zone and a representative per
/// leaf. The accounts of regional_manager and representative are of the first zone and leaf.
std::vector<DemoPerson> make_people(const std::vector<DemoRegion>& regions, std::uint64_t seed);

inline constexpr std::array<std::string_view, 18> kRoles{"general_manager",
                                                         "marketing_manager",
                                                         "market_research",
                                                         "trade_planning",
                                                         "product_planning",
                                                         "advertising_planning",
                                                         "promotion_planning",
                                                         "material_production",
                                                         "merchandiser",
                                                         "sales_manager",
                                                         "regional_manager",
                                                         "representative",
                                                         "finance",
                                                         "production",
                                                         "purchasing",
                                                         "research_development",
                                                         "administrator",
                                                         "auditor"};

}  // namespace bihuan::demo
