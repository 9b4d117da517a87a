#include "business/loop/handovers/names.h"

namespace bihuan::handovers {

Names::Names(Session& session) {
    for (auto& row : session.all<Product>()) products_.emplace(row.id, std::move(row));
    for (auto& row : session.all<Region>()) regions_.emplace(row.id, std::move(row));
    for (auto& row : session.all<Channel>()) channels_.emplace(row.id, std::move(row));
}

std::string Names::product_code(Id<Product> id) const {
    const auto* found = find(products_, id);
    return found == nullptr ? std::to_string(id.value) : found->code;
}

std::string Names::product_name(Id<Product> id) const {
    const auto* found = find(products_, id);
    return found == nullptr ? std::to_string(id.value) : found->name;
}

std::string Names::region(Id<Region> id) const {
    const auto* found = find(regions_, id);
    return found == nullptr ? std::to_string(id.value) : found->name;
}

std::string Names::channel(Id<Channel> id) const {
    const auto* found = find(channels_, id);
    return found == nullptr ? std::to_string(id.value) : found->name;
}

}  // namespace bihuan::handovers
