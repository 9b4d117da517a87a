#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "platform/database/database.h"

namespace bihuan {

struct SchemaColumn {
    std::string table;
    std::string name;
    std::string type;  ///< The database's own word, lower case: "integer", "jsonb" …
    bool may_be_null = false;
    bool has_default = false;
};

/// The columns of the migrated database, by table and name.
std::map<std::string, std::map<std::string, SchemaColumn>> schema_of(Database& database);

/// Tables whose rows belong to a region: those with a region_id, the regions themselves, and the
/// facts of outlets. Not those that only make the filter or a running import.
std::set<std::string> guarded_tables();

}  // namespace bihuan
