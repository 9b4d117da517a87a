#include <algorithm>
#include <map>
#include <set>

#include "business/company/people/person.h"

namespace bihuan {

namespace {

using Permissions = std::vector<std::string_view>;

// Everybody who works in the loop reads it, the field what is theirs of it (docs/security.md); who
// writes what follows the source's duties.
const Permissions kReaders{"availability.read",
                           "company.read",
                           "people.read",
                           "products.read",
                           "outlets.read",
                           "prices.read",
                           "promotions.read",
                           "facts.read",
                           "forecasts.read",
                           "targets.read",
                           "proposals.read",
                           "months.read",
                           "handovers.read",
                           "imports.read"};

// What only those read who see the whole company: figures and plans of the nation, and the work of
// others.
const Permissions kOfficeReaders{"budgets.read", "jobs.read", "production.read"};

const std::set<Role> kFieldRoles{Role::Merchandiser, Role::RegionalManager, Role::Representative};

// What a role may beyond reading.
const std::map<Role, Permissions> kWriters{
    {Role::GeneralManager,
     {"months.close", "handovers.decide", "handovers.write", "scenarios.write", "targets.write"}},
    {Role::MarketingManager,
     {"months.close",
      "forecasts.write",
      "overrides_marketing.write",
      "targets.write",
      "handovers.write",
      "handovers.decide",
      "promotions.write",
      "prices.write",
      "products.write",
      "imports.write",
      "facts.write",
      "scenarios.write"}},
    {Role::MarketResearch,
     {"forecasts.write",
      "overrides_marketing.write",
      "imports.write",
      "facts.write",
      "handovers.write",
      "scenarios.write"}},
    {Role::TradePlanning,
     {"months.close",
      "production.write",
      "overrides_marketing.write",
      "outlets.write",
      "handovers.write",
      "imports.write",
      "facts.write",
      "scenarios.write"}},
    {Role::ProductPlanning,
     {"products.write", "prices.write", "overrides_marketing.write", "imports.write"}},
    {Role::AdvertisingPlanning, {"promotions.write"}},
    {Role::PromotionPlanning, {"promotions.write", "overrides_marketing.write", "imports.write"}},
    {Role::MaterialProduction, {}},
    {Role::Merchandiser, {"handovers.write"}},
    {Role::SalesManager,
     {"overrides_sales.write",
      "proposals.write",
      "proposals.write_others",
      "targets.write",
      "handovers.write",
      "handovers.decide",
      "outlets.write",
      "imports.write",
      "facts.write"}},
    {Role::RegionalManager,
     {"overrides_sales.write",
      "proposals.write",
      "proposals.write_others",
      "handovers.write",
      "outlets.write",
      "imports.write",
      "facts.write"}},
    {Role::Representative, {"proposals.write", "handovers.write"}},
    {Role::Finance, {"prices.write"}},
    {Role::Production, {"production.write", "handovers.write", "imports.write", "facts.write"}},
    {Role::Purchasing, {}},
    {Role::ResearchDevelopment, {}},
    {Role::Administrator,
     {"company.write",
      "people.write",
      "products.write",
      "outlets.write",
      "prices.write",
      "promotions.write",
      "production.write",
      "proposals.write",
      "proposals.write_others",
      "imports.write",
      "facts.write",
      "accounts.write",
      "jobs.write",
      "audit.read",
      "scenarios.write",
      "scenarios.write_others",
      "months.close"}},
    {Role::Auditor, {"audit.read"}},
};

}  // namespace

void find_issues(const Person& person, Issues& issues) {
    if (person.active_from && person.active_to && *person.active_to < *person.active_from)
        issues.push_back({"ends_before_start",
                          "/active_to",
                          "The last day lies before the first.",
                          to_string(*person.active_to)});
}

bool sees_whole_company(const Person& person) {
    return std::ranges::any_of(person.roles, [](Role role) { return !kFieldRoles.contains(role); });
}

std::vector<std::string> permissions_of(const std::vector<Role>& roles) {
    std::set<std::string> granted;
    for (const auto role : roles) {
        granted.insert(kReaders.begin(), kReaders.end());
        if (!kFieldRoles.contains(role))
            granted.insert(kOfficeReaders.begin(), kOfficeReaders.end());
        const auto& extra = kWriters.at(role);
        granted.insert(extra.begin(), extra.end());
    }
    return {granted.begin(), granted.end()};
}

std::span<const std::string_view> all_permissions() {
    static const Permissions all = [] {
        std::set<std::string_view> found(kReaders.begin(), kReaders.end());
        found.insert(kOfficeReaders.begin(), kOfficeReaders.end());
        for (const auto& [role, extra] : kWriters) found.insert(extra.begin(), extra.end());
        return Permissions(found.begin(), found.end());
    }();
    return all;
}

}  // namespace bihuan
