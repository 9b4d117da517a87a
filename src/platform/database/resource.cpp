#include "platform/database/resource.h"

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
