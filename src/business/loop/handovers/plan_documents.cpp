#include <map>

#include "base/checked.h"
#include "business/demand/production/month_plan.h"
#include "business/loop/handovers/documents.h"
#include "business/loop/handovers/names.h"
#include "business/marketing/promotions/promotion.h"
#include "handovers/queries.h"

namespace bihuan::handovers {

struct ApprovedPromotion {
    Id<Promotion> id;
    std::string code;
    std::string name;
    PromotionMechanic mechanic = PromotionMechanic::PriceCut;
    Day first_day;
    Day last_day;
    Share depth;
    Money budget;
    std::vector<Id<Region>> region_ids;
};

}  // namespace bihuan::handovers

template <>
inline constexpr auto bihuan::kDescription<bihuan::handovers::ApprovedPromotion> =
    bihuan::describe<bihuan::handovers::ApprovedPromotion>(
        "",
        field("id", &bihuan::handovers::ApprovedPromotion::id),
        field("code", &bihuan::handovers::ApprovedPromotion::code),
        field("name", &bihuan::handovers::ApprovedPromotion::name),
        field("mechanic", &bihuan::handovers::ApprovedPromotion::mechanic),
        field("first_day", &bihuan::handovers::ApprovedPromotion::first_day),
        field("last_day", &bihuan::handovers::ApprovedPromotion::last_day),
        field("depth", &bihuan::handovers::ApprovedPromotion::depth),
        field("budget", &bihuan::handovers::ApprovedPromotion::budget),
        field("region_ids", &bihuan::handovers::ApprovedPromotion::region_ids));

namespace bihuan::handovers {

namespace {

using nlohmann::json;

struct ProductPlan {
    std::int64_t next_month = 0;
    std::int64_t quarter = 0;
    std::int64_t previous = 0;  ///< Of the next month, by the last plan.
    bool planned_before = false;
    std::int64_t shortage = 0;
    std::map<std::string, std::int64_t> reasons;  ///< Of the next month's change.
};

std::map<Id<Product>, ProductPlan> plans_of(const std::vector<PlanRow>& rows) {
    std::map<Id<Product>, ProductPlan> plans;
    for (const auto& row : rows) {
        auto& plan = plans[row.product_id];
        if (row.bucket == BucketKind::Month) {
            add_to(plan.quarter, row.quantity, "the plan of a document");
            continue;
        }
        add_to(plan.next_month, row.quantity, "the plan of a document");
        plan.shortage = std::max(plan.shortage, row.shortage);
        if (!row.previous_quantity) continue;
        add_to(plan.previous, *row.previous_quantity, "the plan of a document");
        plan.planned_before = true;
        const auto reasons = json::parse(row.reasons, nullptr, /*allow_exceptions=*/false);
        if (!reasons.is_object() || !reasons.contains("change")) continue;
        for (const auto& [code, quantity] : reasons["change"].items())
            if (quantity.is_number_integer())
                add_to(plan.reasons[code], quantity.get<std::int64_t>(), "the plan of a document");
    }
    return plans;
}

DocumentTable week_table(const Names& names, const std::vector<PlanRow>& rows) {
    DocumentTable table{.key = "weeks",
                        .columns = {{"product_code", "text"},
                                    {"product", "text"},
                                    {"first_day", "day"},
                                    {"quantity", "quantity"},
                                    {"previous", "quantity"},
                                    {"projected_stock", "quantity"},
                                    {"shortage", "quantity"}}};
    for (const auto& row : rows)
        if (row.bucket == BucketKind::Week)
            table.rows.push_back(
                json::array({names.product_code(row.product_id),
                             names.product_name(row.product_id),
                             to_string(row.first_day),
                             row.quantity,
                             row.previous_quantity ? json(*row.previous_quantity) : json(),
                             row.projected_stock,
                             row.shortage}));
    return table;
}

DocumentTable reason_table(const std::map<Id<Product>, ProductPlan>& plans, const Names& names) {
    DocumentTable table{.key = "change_reasons",
                        .columns = {{"product_code", "text"},
                                    {"product", "text"},
                                    {"reason", "text"},
                                    {"quantity", "quantity"}}};
    for (const auto& [id, plan] : plans)
        for (const auto& [code, quantity] : plan.reasons)
            if (quantity != 0)
                table.rows.push_back(
                    json::array({names.product_code(id), names.product_name(id), code, quantity}));
    return table;
}

}  // namespace

Document plan_document(Session& session, Id<Scenario> scenario, Month month) {
    const Names names(session);
    const auto rows = production::find_rows(session, scenario, month, {});
    const auto plans = plans_of(rows);
    DocumentTable products{.key = "products",
                           .columns = {{"product_code", "text"},
                                       {"product", "text"},
                                       {"quantity", "quantity"},
                                       {"previous", "quantity"},
                                       {"change", "quantity"},
                                       {"quarter", "quantity"},
                                       {"shortage", "quantity"}}};
    ProductPlan total;
    for (const auto& [id, plan] : plans) {
        products.rows.push_back(
            json::array({names.product_code(id),
                         names.product_name(id),
                         plan.next_month,
                         plan.planned_before ? json(plan.previous) : json(),
                         plan.planned_before ? json(plan.next_month - plan.previous) : json(),
                         plan.quarter,
                         plan.shortage}));
        add_to(total.next_month, plan.next_month, "the plan of a document");
        add_to(total.quarter, plan.quarter, "the plan of a document");
        add_to(total.previous, plan.previous, "the plan of a document");
        total.planned_before = total.planned_before || plan.planned_before;
        add_to(total.shortage, plan.shortage, "the plan of a document");
    }
    Document document{.title = "production_plan"};
    document.facts = {
        {"month", to_string(month + 1), "month"},
        {"production", total.next_month, "quantity"},
        {"previous", total.planned_before ? json(total.previous) : json(), "quantity"},
        {"change",
         total.planned_before ? json(total.next_month - total.previous) : json(),
         "quantity"},
        {"quarter", total.quarter, "quantity"},
        {"shortage", total.shortage, "quantity"}};
    document.tables = {std::move(products), week_table(names, rows), reason_table(plans, names)};
    if (plans.empty()) {
        document.missing.emplace_back("no_facts");
        document.completeness = 0;
    }
    return document;
}

Document promotion_document(Session& session, Month month) {
    const Month next = month + 1;
    DocumentTable table{.key = "promotions",
                        .columns = {{"code", "text"},
                                    {"promotion", "text"},
                                    {"mechanic", "text"},
                                    {"first_day", "day"},
                                    {"last_day", "day"},
                                    {"depth", "share"},
                                    {"budget", "money", "budgets.read"}}};
    std::int64_t budget = 0;
    session.query_each<ApprovedPromotion>(
        handovers_queries::kApprovedPromotions,
        {{"first_day", next.first_day()}, {"end_day", next.end_day()}},
        [&](const ApprovedPromotion& row) {
            add_to(budget, row.budget.minor, "the plan of a document");
            table.rows.push_back(json::array({row.code,
                                              row.name,
                                              std::string(choice_name(row.mechanic)),
                                              to_string(row.first_day),
                                              to_string(row.last_day),
                                              row.depth.value(),
                                              row.budget.minor}));
            auto& touched = table.touched_regions.emplace_back();
            for (const auto id : row.region_ids) touched.push_back(std::to_string(id.value));
        });
    Document document{.title = "promotion_plan"};
    document.facts = {{"month", to_string(next), "month"},
                      {"promotions", table.rows.size(), "count"},
                      {"budget", budget, "money"}};
    if (table.rows.empty()) {
        document.missing.emplace_back("promotions");
        document.completeness = 0;
    }
    document.tables = {std::move(table)};
    return document;
}

}  // namespace bihuan::handovers
