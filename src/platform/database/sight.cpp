#include "platform/database/sight.h"

#include <fmt/format.h>

namespace bihuan {

namespace {

// Regions of the viewer with all above them: what is meant for a region is meant for those below.
constexpr std::string_view kNearRegions =
    "SELECT region_paths.ancestor_id FROM visible_regions "
    "JOIN region_paths ON region_paths.region_id = visible_regions.region_id "
    "WHERE visible_regions.person_id = :viewer_id";

/// By the index of the list's table, not row by row.
std::string list_condition(const Description& description, const FieldDescription& field) {
    return fmt::format(
        "({0}.id IN (SELECT {1}.row_id FROM {1} WHERE {1}.region_id = 0 UNION ALL "
        "SELECT {1}.row_id FROM {1} WHERE {1}.region_id IN ({2})))",
        description.table,
        field.guard_table,
        kNearRegions);
}

std::string condition_of(const Description& description,
                         const FieldDescription& field,
                         const Viewer& viewer) {
    const std::string column = fmt::format("{}.{}", description.table, field.name);
    switch (field.guard) {
        case Guard::Region: {
            const auto visible = visible_condition(column, viewer);
            return field.required || field.name == "id"
                       ? visible
                       : fmt::format("({} IS NULL OR {})", column, visible);
        }
        case Guard::OwnRegion:
            return visible_condition(column, viewer);
        case Guard::RegionList:
            return list_condition(description, field);
        case Guard::Acquaintance:
            return acquaintance_condition(column, viewer);
        case Guard::Owner:
            return fmt::format("{} = :viewer_id", column);
        case Guard::None:
            break;
    }
    return {};
}

}  // namespace

std::string visible_condition(std::string_view column, const Viewer& viewer) {
    if (viewer.whole_company) return "(1 = 1)";
    return fmt::format(
        "({} IN (SELECT visible_regions.region_id FROM visible_regions "
        "WHERE visible_regions.person_id = :viewer_id))",
        column);
}

std::string acquaintance_condition(std::string_view column, const Viewer& viewer) {
    if (viewer.whole_company) return "(1 = 1)";
    return fmt::format(
        "({0} = :viewer_id OR {0} IN (SELECT acquaintances.other_id FROM acquaintances "
        "WHERE acquaintances.person_id = :viewer_id))",
        column);
}

std::string guard_condition(const Description& description, const Viewer& viewer) {
    std::string condition;
    if (viewer.whole_company) return condition;
    for (const auto& field : description.fields)
        if (field.guard != Guard::None)
            condition += " AND " + condition_of(description, field, viewer);
    return condition;
}

std::string seen_column(const Description& description,
                        const FieldDescription& field,
                        const Viewer& viewer) {
    const std::string column = fmt::format("{}.{}", description.table, field.name);
    if (viewer.sees(field)) return column;
    // A CASE keeps the column's type.
    return field.seen_by_oneself
               ? fmt::format("CASE WHEN {}.id = :viewer_id THEN {} END", description.table, column)
               : fmt::format("CASE WHEN 1 = 0 THEN {} END", column);
}

}  // namespace bihuan
