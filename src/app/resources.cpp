#include "app/resources.h"

#include <algorithm>

#include "business/company/channels/channel.h"
#include "business/company/people/people.h"
#include "business/company/products/brand.h"
#include "business/company/regions/regions.h"
#include "business/demand/production/production_rule.h"
#include "business/marketing/prices/price.h"
#include "business/marketing/promotions/promotion.h"
#include "business/sales/facts/outlet_moves.h"
#include "business/sales/targets/target_proposal.h"

namespace bihuan {

const std::vector<Resource>& all_resources() {
    static const std::vector<Resource> all = [] {
        std::vector<Resource> list{regions::resource(),
                                   make_resource<Channel>("channels", "company"),
                                   people::resource(),
                                   make_resource<Brand>("brands", "products"),
                                   make_resource<ProductLine>("product-lines", "products"),
                                   facts::products_resource(),
                                   facts::outlets_resource(),
                                   make_resource<Price>("prices", "prices"),
                                   make_resource<Promotion>("promotions", "promotions"),
                                   targets::resource()};
        for (auto& resource : production::resources()) list.push_back(std::move(resource));
        return list;
    }();
    return all;
}

const Resource* resource_of_table(std::string_view table) {
    const auto& all = all_resources();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Resource& resource) {
        return resource.description->table == table;
    });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace bihuan
