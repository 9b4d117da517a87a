#pragma once

#include <optional>

#include "base/describe.h"
#include "business/company/products/product.h"

// Rows of the room's queries.
namespace bihuan::months {

struct CorrectedAt {
    std::optional<Instant> at;
};

/// Sell-out of one month, of own products or of others.
struct MonthTotal {
    bool own = false;
    std::int64_t products = 0;
    std::int64_t fact_rows = 0;
    std::int64_t quantity = 0;
    Money value;
};

struct ProductDemand {
    Id<Product> product_id;
    std::int64_t units_per_box = 1;
    std::int64_t quantity = 0;
    std::int64_t overridden = 0;
};

}  // namespace bihuan::months

namespace bihuan {

template <>
inline constexpr auto kDescription<months::CorrectedAt> =
    describe<months::CorrectedAt>("", field("at", &months::CorrectedAt::at));

template <>
inline constexpr auto kDescription<months::MonthTotal> =
    describe<months::MonthTotal>("",
                                 field("own", &months::MonthTotal::own),
                                 field("products", &months::MonthTotal::products),
                                 field("fact_rows", &months::MonthTotal::fact_rows),
                                 field("quantity", &months::MonthTotal::quantity),
                                 field("value", &months::MonthTotal::value));

template <>
inline constexpr auto kDescription<months::ProductDemand> =
    describe<months::ProductDemand>("",
                                    field("product_id", &months::ProductDemand::product_id),
                                    field("units_per_box", &months::ProductDemand::units_per_box),
                                    field("quantity", &months::ProductDemand::quantity),
                                    field("overridden", &months::ProductDemand::overridden));

}  // namespace bihuan
