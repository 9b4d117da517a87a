#pragma once

#include <string>

#include "platform/database/viewer.h"

// What of a noun a viewer sees, as parts of composed SQL. Private to the room.
namespace bihuan {

/// The field's column, or one that is empty where the viewer must not see it; so that no list,
/// filter, order, search or export can tell more than a read.
std::string seen_column(const Description& description,
                        const FieldDescription& field,
                        const Viewer& viewer);

/// " AND …" for every guarded field; empty for who sees the whole company.
std::string guard_condition(const Description& description, const Viewer& viewer);

/// The column's region is one of the viewer's.
std::string visible_condition(std::string_view column, const Viewer& viewer);
/// The column's person is the viewer or one of their line.
std::string acquaintance_condition(std::string_view column, const Viewer& viewer);

}  // namespace bihuan
