#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/database/query.h"
#include "platform/database/viewer.h"

// The only code that composes SQL: the plain statements of a noun, from its description. Names come
// from descriptions, values always travel as parameters.
namespace bihuan {

/// "name is one of values" or, with `range`, "first <= name <= second" where an absent end is open.
struct Filter {
    std::string field;
    std::vector<Value> values;
    bool range = false;
};

struct ListOptions {
    std::vector<Filter> filters;
    std::string search;       ///< Found in any searchable field, without case.
    std::string sort = "id";  ///< A field's name.
    bool descending = false;
    std::string after;        ///< `next` of the page before.
    std::int64_t limit = 50;  ///< 1 … 1,000; 0 is all rows.
};

struct Statement {
    std::string sql;
    Params params;
    /// Texts that `params` point into: names made on the way.
    std::vector<std::unique_ptr<std::string>> names;
};

std::string insert_sql(const Description& description);
/// Sets what the viewer sees, so that nothing is overwritten with what they do not.
std::string update_sql(const Description& description, const Viewer& viewer);
std::string delete_sql(const Description& description);
/// Forgets, and notes, the regions of a row's Guard::RegionList: :row_id, :region_id; 0 is
/// everywhere.
std::string forget_regions_sql(const FieldDescription& field);
std::string note_region_sql(const FieldDescription& field);
Statement find_statement(const Description& description, std::int64_t id, const Viewer& viewer);
/// Throws InvalidInput for a filter, sort or cursor that the description does not know, Forbidden
/// for one by a field that the viewer does not see.
Statement list_statement(const Description& description,
                         const ListOptions& options,
                         const Viewer& viewer);
Statement count_statement(const Description& description,
                          const ListOptions& options,
                          const Viewer& viewer);
/// Every row that the filters want, in no order.
Statement every_row_statement(const Description& description,
                              const std::vector<Filter>& filters,
                              const Viewer& viewer);
/// Rows with a figure beyond the bounds of its field; at most so many.
Statement beyond_bounds_statement(const Description& description,
                                  const Viewer& viewer,
                                  std::int64_t most);
/// The cursor that continues after `row`.
std::string cursor_after(const Description& description,
                         const ListOptions& options,
                         const Values& row);

/// Replaces each {{visible:alias}} or {{visible:alias.column}} by the viewer's regions, each
/// {{acquainted:alias.column}} by the people whom the viewer knows, and leaves out comment lines.
/// Sets `filtered` when the result needs the parameter :viewer_id.
std::string resolve_query(std::string_view sql, const Viewer& viewer, bool& filtered);

}  // namespace bihuan
