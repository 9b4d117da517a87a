#pragma once

#include "base/describe.h"
#include "business/company/channels/channel.h"
#include "business/company/products/product.h"
#include "business/company/regions/region.h"

namespace bihuan {

/// On which step of the way to the consumer a price holds.
enum class PriceKind : std::uint8_t { ExWorks, Dealer, Retail };

template <>
inline constexpr std::array<std::string_view, 3> kChoices<PriceKind>{
    "ex_works", "dealer", "retail"};

/// What one base unit of a product costs from a day on; without channel or region, everywhere.
struct Price {
    Id<Price> id;
    Id<Product> product_id;
    PriceKind kind = PriceKind::Retail;
    Id<Channel> channel_id;
    Id<Region> region_id;
    Day first_day;
    std::optional<Day> last_day;
    Money price;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Price> =
    describe<Price>("prices",
                    field("id", &Price::id, read_only),
                    field("product_id", &Price::product_id, required, refers_to("products")),
                    field("kind", &Price::kind),
                    field("channel_id", &Price::channel_id, refers_to("channels")),
                    field("region_id", &Price::region_id, refers_to("regions"), guards_region),
                    field("first_day", &Price::first_day, required),
                    field("last_day", &Price::last_day),
                    field("price", &Price::price, required, not_negative),
                    field("version", &Price::version, read_only));

inline void find_issues(const Price& price, Issues& issues) {
    if (price.last_day && *price.last_day < price.first_day)
        issues.push_back({"ends_before_start",
                          "/last_day",
                          "The last day lies before the first.",
                          to_string(*price.last_day)});
}

}  // namespace bihuan
