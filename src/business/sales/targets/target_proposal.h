#pragma once

#include "base/describe.h"
#include "business/company/people/person.h"
#include "business/company/products/product.h"
#include "business/company/regions/region.h"
#include "platform/database/resource.h"

namespace bihuan {

/// What a representative believes can be sold of a product in a region and month.
struct TargetProposal {
    Id<TargetProposal> id;
    Month target_month;
    Id<Person> representative_id;
    Id<Region> region_id;
    Id<Product> product_id;
    Quantity quantity;
    std::string reason;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<TargetProposal> = describe<TargetProposal>(
    "target_proposals",
    field("id", &TargetProposal::id, read_only),
    field("target_month", &TargetProposal::target_month, required),
    field("representative_id", &TargetProposal::representative_id, required, refers_to("people")),
    field("region_id", &TargetProposal::region_id, required, refers_to("regions"), guards_region),
    field("product_id", &TargetProposal::product_id, required, refers_to("products")),
    field("quantity", &TargetProposal::quantity, required, not_negative),
    field("reason", &TargetProposal::reason, at_most(1000), multi_line),
    field("version", &TargetProposal::version, read_only));

namespace targets {

/// "target-proposals" for the generic API and imports.
Resource resource();

}  // namespace targets

}  // namespace bihuan
