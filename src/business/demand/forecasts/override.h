#pragma once

#include "base/describe.h"
#include "business/company/channels/channel.h"
#include "business/company/people/person.h"
#include "business/company/products/product.h"
#include "business/company/regions/region.h"
#include "business/demand/forecasts/scenario.h"

namespace bihuan {

/// On which layer a correction of a forecast enters.
enum class OverrideLayer : std::uint8_t { SalesOverride, MarketingOverride, IndexEdit };

template <>
inline constexpr std::array<std::string_view, 3> kChoices<OverrideLayer>{
    "sales_override", "marketing_override", "index_edit"};

/// A person's correction of the forecast of one product and target month, in a region and channel
/// (none: in all of them), with the reason. It enters as a layer of its own.
struct Override {
    Id<Override> id;
    Id<Scenario> scenario_id = kRealScenario;
    Month month;  ///< Of the close whose forecast is corrected.
    Month target_month;
    Id<Product> product_id;
    Id<Region> region_id;
    Id<Channel> channel_id;
    OverrideLayer layer = OverrideLayer::MarketingOverride;
    std::string edited_index;      ///< "festival", "promotion" …: what an index edit is about.
    std::optional<double> factor;  ///< Multiplies the figure below this correction; or else …
    std::int64_t quantity_change = 0;  ///< … base units more or less.
    std::string reason;
    std::string evidence;
    Id<Person> person_id;
    Instant created_at;
    std::optional<Instant> withdrawn_at;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Override> = describe<Override>(
    "overrides",
    field("id", &Override::id, read_only),
    field("scenario_id", &Override::scenario_id, refers_to("scenarios")),
    field("month", &Override::month, required),
    field("target_month", &Override::target_month, required),
    field("product_id", &Override::product_id, required, refers_to("products")),
    field("region_id", &Override::region_id, refers_to("regions"), guards_own_region),
    field("channel_id", &Override::channel_id, refers_to("channels")),
    field("layer", &Override::layer, required),
    field("edited_index", &Override::edited_index, at_most(40)),
    field("factor", &Override::factor, between(0, 100)),
    field("quantity_change", &Override::quantity_change),
    field("reason", &Override::reason, required, at_most(1000), multi_line),
    field("evidence", &Override::evidence, at_most(2000), multi_line),
    field("person_id", &Override::person_id, refers_to("people"), read_only),
    field("created_at", &Override::created_at, read_only),
    field("withdrawn_at", &Override::withdrawn_at, read_only),
    field("version", &Override::version, read_only));

void find_issues(const Override& override, Issues& issues);

}  // namespace bihuan
