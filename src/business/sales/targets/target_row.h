#pragma once

#include "business/demand/forecasts/scenario.h"
#include "business/sales/targets/target_proposal.h"

namespace bihuan {

/// A representative's target of a product in a leaf region for `target_month`, set at the close of
/// `month`. from_history + from_potential + from_proposal = quantity.
struct TargetRow {
    Id<Scenario> scenario_id = kRealScenario;
    Month month;
    Month target_month;
    Id<Region> region_id;
    Id<Product> product_id;
    std::int64_t representative_id = 0;  ///< 0 where a region has no representative.
    std::int64_t quantity = 0;           ///< Base units.
    Money value;                         ///< At the mean price of the last twelve months.
    std::int64_t from_history = 0;       ///< With what bounds and rounding gave or took.
    std::int64_t from_potential = 0;
    std::int64_t from_proposal = 0;
};

template <>
inline constexpr auto kDescription<TargetRow> =
    describe<TargetRow>("targets",
                        field("scenario_id", &TargetRow::scenario_id),
                        field("month", &TargetRow::month),
                        field("target_month", &TargetRow::target_month),
                        field("region_id", &TargetRow::region_id, guards_region),
                        field("product_id", &TargetRow::product_id),
                        field("representative_id", &TargetRow::representative_id),
                        field("quantity", &TargetRow::quantity),
                        field("value", &TargetRow::value),
                        field("from_history", &TargetRow::from_history),
                        field("from_potential", &TargetRow::from_potential),
                        field("from_proposal", &TargetRow::from_proposal));

}  // namespace bihuan
