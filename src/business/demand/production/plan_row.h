#pragma once

#include "business/demand/forecasts/scenario.h"
#include "business/demand/production/production_rule.h"

namespace bihuan {

/// A week of the next month, or a month of the quarter.
enum class BucketKind : std::uint8_t { Week, Month };

template <>
inline constexpr std::array<std::string_view, 2> kChoices<BucketKind>{"week", "month"};

/// What of a product is to be made in a bucket, as planned at the close of `month`. The layers
/// demand … smoothing add up to `quantity` exactly. All in base units.
struct PlanRow {
    Id<Scenario> scenario_id = kRealScenario;
    Month month;
    Id<Product> product_id;
    BucketKind bucket = BucketKind::Week;
    Day first_day;
    std::int64_t quantity = 0;
    std::int64_t demand = 0;         ///< Expected sales of the bucket.
    std::int64_t safety_stock = 0;   ///< Change of the safety stock.
    std::int64_t opening_stock = 0;  ///< Minus what lay above its target at the start.
    std::int64_t open_orders = 0;    ///< Minus what arrives from orders that run already.
    std::int64_t batch_rounding = 0;
    std::int64_t capacity_shift = 0;  ///< What the site's hours move here, away, or forbid.
    std::int64_t frozen_shift = 0;    ///< What frozen weeks and lead times move.
    std::int64_t smoothing = 0;       ///< Less stock and fewer changes of the last plan.
    std::optional<std::int64_t> previous_quantity;  ///< Of the plan made a month earlier.
    std::int64_t projected_stock = 0;  ///< At the bucket's end; below 0 when sales are owed.
    std::int64_t shortage = 0;         ///< Owed at the bucket's end.
    std::optional<double> cover_weeks;
    /// JSON {"change":{layer: units}, "causes":[…], "assumptions":[…], "safety_target": units,
    /// "days": length of the bucket}.
    std::string reasons;
};

template <>
inline constexpr auto kDescription<PlanRow> =
    describe<PlanRow>("production_plans",
                      field("scenario_id", &PlanRow::scenario_id),
                      field("month", &PlanRow::month),
                      field("product_id", &PlanRow::product_id),
                      field("bucket", &PlanRow::bucket),
                      field("first_day", &PlanRow::first_day),
                      field("quantity", &PlanRow::quantity),
                      field("demand", &PlanRow::demand),
                      field("safety_stock", &PlanRow::safety_stock),
                      field("opening_stock", &PlanRow::opening_stock),
                      field("open_orders", &PlanRow::open_orders),
                      field("batch_rounding", &PlanRow::batch_rounding),
                      field("capacity_shift", &PlanRow::capacity_shift),
                      field("frozen_shift", &PlanRow::frozen_shift),
                      field("smoothing", &PlanRow::smoothing),
                      field("previous_quantity", &PlanRow::previous_quantity),
                      field("projected_stock", &PlanRow::projected_stock),
                      field("shortage", &PlanRow::shortage),
                      field("cover_weeks", &PlanRow::cover_weeks),
                      field("reasons", &PlanRow::reasons, at_most(kLongestDocument)));

namespace production {

/// The layers of a planned quantity in the order in which they are stacked.
struct LayerField {
    std::string_view code;
    std::int64_t PlanRow::*member;
};

inline constexpr std::array<LayerField, 8> kLayerFields{{
    {"demand", &PlanRow::demand},
    {"safety_stock", &PlanRow::safety_stock},
    {"opening_stock", &PlanRow::opening_stock},
    {"open_orders", &PlanRow::open_orders},
    {"batch_rounding", &PlanRow::batch_rounding},
    {"capacity_shift", &PlanRow::capacity_shift},
    {"frozen_shift", &PlanRow::frozen_shift},
    {"smoothing", &PlanRow::smoothing},
}};

}  // namespace production

}  // namespace bihuan
