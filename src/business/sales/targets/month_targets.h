#pragma once

#include <string>
#include <vector>

#include "business/company/regions/region.h"
#include "business/sales/targets/target_row.h"
#include "platform/database/transaction.h"

// A month's targets in three acts, so that the long one in the middle holds no transaction. Each
// product's targets add up to its forecast; each region's to what potential, history and proposals
// give it (engine/allocation).
namespace bihuan::targets {

/// A leaf of the tree: a representative in a leaf region, or the region where there is none.
struct Leaf {
    Id<Region> region_id;
    std::int64_t representative_id = 0;
    std::int64_t outlets = 0;  ///< Active outlets; the region's history is split by them.
};

/// Units of the last twelve months, of a product in a leaf region.
struct Sold {
    Id<Region> region_id;
    Id<Product> product_id;
    std::int64_t quantity = 0;
    Money value;
};

struct TargetBasis {
    Month month;                  ///< The closed month.
    Month target_month;           ///< The one after it.
    std::vector<Region> regions;  ///< By id.
    std::vector<Leaf> leaves;     ///< By region and representative.
    std::vector<Id<Product>> products;
    std::vector<std::int64_t> totals;  ///< Per product: the forecast, overrides included.
    std::vector<Sold> sold;
    std::vector<TargetProposal> proposals;  ///< For the target month.
    std::string content_hash;
};

struct MonthTargets {
    Month month;
    Month target_month;
    std::vector<TargetRow> rows;  ///< By region, product, representative; zeros left out.
};

/// Reads the scenario's forecast made at the close of `month`, and sales up to it.
TargetBasis read_basis(Session& session, Id<Scenario> scenario, Month month);

/// Pure: the same basis gives the same rows.
MonthTargets make_targets(const TargetBasis& basis);

/// Replaces the scenario's targets of the month. Returns the hash of what was written.
std::string store_targets(Transaction& t, Id<Scenario> scenario, MonthTargets targets);

}  // namespace bihuan::targets
