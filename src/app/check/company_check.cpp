#include "app/check/company_check.h"

#include <algorithm>

#include "business/loop/months/large_figures.h"
#include "business/sales/facts/facts.h"
#include "platform/database/backup.h"

namespace bihuan::check {

namespace {

constexpr std::int64_t kMostOfATable = 100;

std::string pair_of(std::string_view name, std::int64_t stored, std::int64_t right) {
    if (stored == right) return {};
    return fmt::format(" {} is {}, the facts add up to {}.", name, stored, right);
}

Issues wrong_fact_sums(Session& session, std::span<const Id<Region>> regions) {
    Issues issues;
    for (const auto& sum : facts::find_wrong_sums(session, regions)) {
        const bool of_days = sum.sums == "sales_days";
        const auto what = of_days ? sum.product_id == 1 ? std::string("own products")
                                                        : std::string("other products")
                                  : fmt::format("{{products/{}}}", sum.product_id);
        const auto where =
            of_days ? fmt::format("{{regions/{}}}", sum.region_id)
                    : fmt::format("{{regions/{}}}, {{channels/{}}}", sum.region_id, sum.channel_id);
        issues.push_back(
            {"wrong_sum",
             fmt::format("/{}/{}", sum.sums, sum.period),
             months::with_names_inside(
                 session,
                 fmt::format("Of {} {}, {} in {}:{}{}",
                             sum.sums,
                             sum.period,
                             what,
                             where,
                             pair_of("quantity", sum.stored_quantity, sum.right_quantity),
                             pair_of("value", sum.stored_value, sum.right_value))),
             ""});
    }
    return issues;
}

}  // namespace

Issues check_company(Session& session, const Report& report) {
    Issues issues;
    const auto told = [&](std::string_view part, double share) {
        if (report) report(part, share);
    };
    // A figure that cannot be added up does not end the check: it is what the check is for.
    const auto part = [&](std::string_view name, const auto& work) {
        told(name, 0);
        try {
            std::ranges::copy(work(), std::back_inserter(issues));
        } catch (const FigureTooLarge& error) {
            std::ranges::copy(months::with_names(session, error).issues(),
                              std::back_inserter(issues));
        }
        told(name, 1);
    };
    part("database", [&] { return find_damage(session); });
    part("figures",
         [&] { return months::find_large_figures(session, kMostOfATable, /*outputs=*/true); });
    part("rows", [&] { return find_changed_rows(session); });
    part("accounts", [&] { return find_changed_accounts(session); });
    part("places", [&] { return find_wrong_derived_rows(session); });
    facts::FactFindings facts;
    part("facts", [&] {
        facts = facts::check_facts(session, [&](double share) { told("facts", share); });
        return facts.changed;
    });
    part("sums", [&] { return wrong_fact_sums(session, facts.regions); });
    part("months", [&] {
        return find_changed_outputs(session, [&](double share) { told("months", share); });
    });
    return issues;
}

}  // namespace bihuan::check
