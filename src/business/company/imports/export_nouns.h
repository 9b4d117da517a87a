#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "business/company/imports/export.h"
#include "platform/files/table_writer.h"

namespace bihuan::imports {

/// Codes of referred rows, by table and id.
class CodesById {
public:
    CodesById(Session& session, const Kinds& kinds) : session_(session), kinds_(kinds) {}

    /// Empty when the viewer may not see the row, or there is none.
    std::string_view code(std::string_view table, std::int64_t id);

private:
    using Codes = std::unordered_map<std::int64_t, std::string>;

    Session& session_;
    const Kinds& kinds_;
    std::map<std::string, Codes, std::less<>> tables_;
};

std::int64_t export_nouns(Session& session, const Kinds& kinds, const ExportRequest& request);
std::int64_t export_facts(Session& session, const ExportRequest& request);

std::unique_ptr<files::TableWriter> open_writer(const ExportRequest& request,
                                                const files::WriterLayout& layout);

}  // namespace bihuan::imports
