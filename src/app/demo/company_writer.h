#pragma once

#include <vector>

#include "app/demo/world.h"
#include "business/company/outlets/outlet.h"
#include "business/company/products/product.h"
#include "platform/database/transaction.h"

namespace bihuan::demo {

/// Ids of the rows that were written, by their index in the world.
struct Written {
    std::vector<Id<Region>> regions;
    std::vector<Id<Channel>> channels;  ///< By index into kChannelRows.
    std::vector<Id<Person>> people;
    std::vector<Id<ProductLine>> lines;
    std::vector<Id<Product>> products;
    std::vector<Id<Outlet>> outlets;

    Id<Channel> channel(int nth) const {
        return channels.at(static_cast<std::size_t>(nth) + kFirstChannel);
    }
};

/// Regions, channels, people with their accounts, brands, lines, products and outlets.
Written write_company(Transaction& t, const World& world, const std::string& password_hash);

/// Price lists (ex-works, dealer, retail, retail by channel) and promotions.
void write_trade(Transaction& t, const World& world, const Written& written);

}  // namespace bihuan::demo
