#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "platform/database/transaction.h"

namespace bihuan {

/// A noun as the generic API, the imports and the exports see it. Each room offers its own.
struct Resource {
    std::string path;        ///< "product-lines": the plural in URLs and on the command line.
    std::string permission;  ///< "products": read with "products.read", written with ".write".
    const Description* description = nullptr;
    /// The values put in order, or everything that is wrong with them.
    std::function<Result<Values>(std::span<const Value>)> check;
    /// Keeps what is derived from the noun; `before` is empty for a new row, `after` for a removed
    /// one. Runs in the transaction of the change. May be empty.
    std::function<void(Transaction&, const Values& before, const Values& after)> changed;
    /// Why the session's viewer may not make this change of a row that they see and whose noun they
    /// may write; empty values as in `changed`. Asked before every change. May be empty.
    std::function<Issues(Session&, const Values& before, const Values& after)> refusal;
    Values defaults;  ///< Of a new row, where its maker says nothing.
};

template <class T>
Resource make_resource(std::string_view path, std::string_view permission) {
    Resource resource{.path = std::string(path),
                      .permission = std::string(permission),
                      .description = &description_of<T>()};
    resource.defaults = to_values(T{});
    resource.check = [](std::span<const Value> values) -> Result<Values> {
        auto noun = from_values<T>(values);
        if (!noun) return tl::unexpected<Issues>(std::move(noun.error()));
        return to_values(*noun);
    };
    return resource;
}

/// Typed hooks: `changed(t, before, after)` with optional nouns.
template <class T, class Changed>
Resource make_resource(std::string_view path, std::string_view permission, Changed changed) {
    auto resource = make_resource<T>(path, permission);
    resource.changed = [changed](Transaction& t, const Values& before, const Values& after) {
        std::optional<T> old_noun;
        std::optional<T> new_noun;
        if (!before.empty()) old_noun = from_row<T>(before);
        if (!after.empty()) new_noun = from_row<T>(after);
        changed(t, old_noun, new_noun);
    };
    return resource;
}

/// The row as it is kept. Throws InvalidInput with every issue.
Values checked_row(const Resource& resource, const Values& values);

/// Inserts, updates or erases through the resource: checked values, then the row, its event and
/// what is derived. `add` and `change` throw InvalidInput with every issue, `change` also where a
/// tree's row would come to lie below itself; all throw Forbidden for what the resource refuses;
/// `change` and `remove` throw Conflict when the row is no longer at `expected_version`.
void add_row(Transaction& t, const Resource& resource, Values& values, const std::string& reason);
void change_row(Transaction& t,
                const Resource& resource,
                Values& values,
                std::int64_t expected_version,
                const std::string& reason);
void remove_row(Transaction& t,
                const Resource& resource,
                std::int64_t id,
                std::int64_t expected_version,
                const std::string& reason);

}  // namespace bihuan
