#pragma once

#include <map>

#include "business/company/channels/channel.h"
#include "business/company/products/product.h"
#include "business/company/regions/region.h"
#include "platform/database/session.h"

namespace bihuan::handovers {

/// Codes and names for the tables of documents; a thing that is gone keeps its number.
class Names {
public:
    explicit Names(Session& session);

    const Product* product(Id<Product> id) const { return find(products_, id); }
    std::string product_code(Id<Product> id) const;
    std::string product_name(Id<Product> id) const;
    std::string region(Id<Region> id) const;
    std::string channel(Id<Channel> id) const;

private:
    template <class T>
    static const T* find(const std::map<Id<T>, T>& rows, Id<T> id) {
        const auto found = rows.find(id);
        return found == rows.end() ? nullptr : &found->second;
    }

    std::map<Id<Product>, Product> products_;
    std::map<Id<Region>, Region> regions_;
    std::map<Id<Channel>, Channel> channels_;
};

}  // namespace bihuan::handovers
