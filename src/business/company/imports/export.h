#pragma once

#include <filesystem>
#include <vector>

#include "business/company/imports/kind.h"
#include "platform/database/database.h"
#include "platform/files/messages.h"
#include "platform/files/table_reader.h"
#include "platform/jobs/progress.h"

namespace bihuan::imports {

/// What goes out, and where to.
struct ExportRequest {
    const Kind& kind;
    std::filesystem::path path;
    files::TableKind format = files::TableKind::Xlsx;
    files::Language language = files::Language::English;
    ListOptions list = {};        ///< Nouns: filters, search and order; its page is ignored.
    Day from_day = Day(1, 1, 1);  ///< Facts: of these days, inclusive.
    Day to_day = Day(9999, 12, 31);
    jobs::Progress progress = {};  ///< Stage "write".
};

/// Writes the rows that the viewer may see, in a form that imports read again without a change:
/// codes for references, columns of earlier imports behind the product's own. Gives the number of
/// rows, once an event says who took them. Throws Forbidden without the kind's read permission,
/// TooLarge when a workbook cannot hold them. The file is whole only when the call returns.
std::int64_t run_export(Database& database,
                        const Clock& clock,
                        const Viewer& viewer,
                        const Kinds& kinds,
                        const ExportRequest& request);

/// The event of a file that leaves with the company's rows: "exports.made".
void record_export(Database& database,
                   const Clock& clock,
                   const Viewer& viewer,
                   const Event& taken);

/// An empty workbook to fill in: headers, drop-down lists of what is there, a sheet that explains
/// the columns.
void write_template(Database& database,
                    const Viewer& viewer,
                    const Kinds& kinds,
                    const ExportRequest& request);

}  // namespace bihuan::imports
