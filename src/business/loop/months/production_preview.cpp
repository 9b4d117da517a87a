#include "business/loop/months/production_preview.h"

#include <algorithm>

#include "base/checked.h"
#include "business/demand/production/month_plan.h"

namespace bihuan::months {

namespace {

std::int64_t next_month(const production::MonthPlan& plan, Id<Product> product) {
    std::int64_t sum = 0;
    for (const auto& row : plan.rows)
        if (row.product_id == product && row.bucket == BucketKind::Week)
            add_to(sum, row.quantity, "a production plan");
    return sum;
}

}  // namespace

std::optional<forecasts::ProductionEffect> preview_production(
    Session& session, const forecasts::Scope& scope, std::span<const std::int64_t> demand_change) {
    auto basis = production::only_with(production::read_basis(session, scope.scenario, scope.month),
                                       scope.product);
    const auto planned =
        std::ranges::find(basis.products, scope.product, &production::ProductBasis::product_id);
    if (planned == basis.products.end()) return std::nullopt;
    forecasts::ProductionEffect effect;
    effect.before = next_month(production::make_plan(basis, {}), scope.product);
    for (std::size_t i = 0; i < std::min(demand_change.size(), planned->demand.size()); ++i)
        planned->demand[i] = std::max<std::int64_t>(0, planned->demand[i] + demand_change[i]);
    effect.after = next_month(production::make_plan(basis, {}), scope.product);
    return effect;
}

}  // namespace bihuan::months
