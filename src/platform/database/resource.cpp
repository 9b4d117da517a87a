#include "platform/database/resource.h"

#include <set>

#include "base/placeholders.h"

namespace bihuan {

namespace {

std::int64_t id_of(const Resource& resource, const Values& values) {
    return std::get<std::int64_t>(values[resource.description->index_of("id")]);
}

Values row_before(Transaction& t, const Resource& resource, std::int64_t id) {
    auto before = t.find_values(*resource.description, id);
    if (!before) Session::fail_not_found(*resource.description, id);
    return *std::move(before);
}

/// A new code that says that there is none (-, 无, 0) would be found wherever somebody left a cell
/// open; a row that has one may still be changed otherwise.
void refuse_placeholders(const Resource& resource, const Values& before, const Values& after) {
    Issues issues;
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto& field = resource.description->fields[i];
        const auto* text = std::get_if<std::string>(&after[i]);
        if (!field.unique || text == nullptr || text->empty() || !stands_for_none(*text)) continue;
        if (!before.empty() && before[i] == after[i]) continue;
        issues.push_back({"stands_for_none",
                          fmt::format("/{}", field.name),
                          "This says that there is none; write the real one.",
                          *text});
    }
    if (!issues.empty())
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("This row of {} has issues.", resource.path),
                    std::move(issues));
}

/// Of a tree: a row that would come to lie below itself. A new row has nothing below it yet.
void refuse_rings(Transaction& t,
                  const Resource& resource,
                  const Values& before,
                  const Values& after) {
    const auto& description = *resource.description;
    const auto id = id_of(resource, after);
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto& field = description.fields[i];
        if (field.references != description.table || before[i] == after[i]) continue;
        std::set<std::int64_t> seen;  // an older ring above is not this row's
        for (Value above = after[i]; std::holds_alternative<std::int64_t>(above);) {
            const auto at = std::get<std::int64_t>(above);
            if (!seen.insert(at).second) break;
            if (at == id)
                throw Error(ErrorCode::InvalidInput,
                            fmt::format("This row of {} has issues.", resource.path),
                            {{"own_parent",
                              fmt::format("/{}", field.name),
                              "Choose a row that does not lie below this one.",
                              ""}});
            const auto row = t.find_values(description, at);
            above = row ? (*row)[i] : Value();
        }
    }
}

void require_allowed(Transaction& t,
                     const Resource& resource,
                     const Values& before,
                     const Values& after) {
    if (!resource.refusal) return;
    auto issues = resource.refusal(t, before, after);
    if (!issues.empty())
        throw Error(ErrorCode::Forbidden,
                    fmt::format("This row of {} is not yours to write.", resource.path),
                    std::move(issues));
}

}  // namespace

Values checked_row(const Resource& resource, const Values& values) {
    auto result = resource.check(values);
    if (!result)
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("This row of {} has issues.", resource.path),
                    result.error());
    return *std::move(result);
}

void add_row(Transaction& t, const Resource& resource, Values& values, const std::string& reason) {
    values = checked_row(resource, values);
    refuse_placeholders(resource, {}, values);
    require_allowed(t, resource, {}, values);
    t.insert_values(*resource.description, values, reason);
    if (resource.changed) resource.changed(t, {}, values);
}

void change_row(Transaction& t,
                const Resource& resource,
                Values& values,
                std::int64_t expected_version,
                const std::string& reason) {
    values = checked_row(resource, values);
    const auto before = row_before(t, resource, id_of(resource, values));
    refuse_placeholders(resource, before, values);
    require_allowed(t, resource, before, values);
    refuse_rings(t, resource, before, values);
    t.update_values(*resource.description, values, expected_version, reason);
    if (resource.changed) resource.changed(t, before, values);
}

void remove_row(Transaction& t,
                const Resource& resource,
                std::int64_t id,
                std::int64_t expected_version,
                const std::string& reason) {
    const auto before = row_before(t, resource, id);
    require_allowed(t, resource, before, {});
    t.erase_values(*resource.description, id, expected_version, reason);
    if (resource.changed) resource.changed(t, before, {});
}

}  // namespace bihuan
