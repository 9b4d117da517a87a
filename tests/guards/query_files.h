#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace bihuan {

/// One file of src/**/queries/.
struct QueryFile {
    std::string path;         ///< From the source tree on: "src/business/…/x.sql".
    std::string room;         ///< Folder that holds queries/: "facts".
    std::string name;         ///< File name without dialect and ending: "x".
    std::string dialect;      ///< "sqlite", "postgres" or empty for both.
    std::string comment;      ///< Its comment lines, without the dashes.
    std::string statement;    ///< The rest.
    std::string cardinality;  ///< "one", "optional", "many", "exec"; empty when not said.
};

QueryFile read_query_file(const std::filesystem::path& file, const std::filesystem::path& root);

/// Every query of the product, by path.
std::vector<QueryFile> all_query_files(const std::filesystem::path& root);

/// A table that a part of a statement reads, and whether the viewer's filter stands over it.
struct TableRead {
    std::string table;
    std::string alias;
    bool filtered = false;
};

/// Every table that the statement reads, part by part (a part is one SELECT: what stands between
/// parentheses, or between UNION, EXCEPT and INTERSECT). A read is filtered when its part carries
/// {{visible:…}}, or is bound to a row of an outer part that is itself filtered.
std::vector<TableRead> tables_read(const std::string& statement);

/// Why the file breaks the rules of queries, one sentence each; nothing when it keeps them.
/// `guarded` holds the tables whose rows belong to a region.
std::vector<std::string> find_faults(const QueryFile& file, const std::set<std::string>& guarded);

}  // namespace bihuan
