#include "guards/query_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <sstream>

namespace bihuan {

namespace fs = std::filesystem;

namespace {

constexpr std::array kCardinalities{"one", "optional", "many", "exec"};

std::string cardinality_of(const std::string& comment) {
    for (const char* word : kCardinalities)
        if (comment.find(std::string("@") + word + "\n") != std::string::npos) return word;
    return "";
}

}  // namespace

QueryFile read_query_file(const fs::path& file, const fs::path& root) {
    QueryFile query;
    query.path = fs::relative(file, root).generic_string();
    query.room = file.parent_path().parent_path().filename().string();
    const fs::path stem = file.stem();
    query.name = stem.stem().string();
    if (stem.has_extension()) query.dialect = stem.extension().string().substr(1);
    std::ifstream input(file);
    for (std::string line; std::getline(input, line);) {
        const auto dashes = line.find("--");
        query.statement += line.substr(0, dashes) + "\n";
        if (dashes == std::string::npos) continue;
        const auto begin = line.find_first_not_of("- ", dashes);
        const auto words = begin == std::string::npos ? "" : line.substr(begin);
        query.comment += words.substr(0, words.find_last_not_of(" \r") + 1) + "\n";
    }
    query.cardinality = cardinality_of(query.comment);
    return query;
}

std::vector<QueryFile> all_query_files(const fs::path& root) {
    std::vector<QueryFile> files;
    for (const auto& entry : fs::recursive_directory_iterator(root / "src"))
        if (entry.path().extension() == ".sql" &&
            entry.path().parent_path().filename() == "queries")
            files.push_back(read_query_file(entry.path(), root));
    std::ranges::sort(files, {}, &QueryFile::path);
    return files;
}

std::vector<std::string> find_faults(const QueryFile& file, const std::set<std::string>& guarded) {
    std::vector<std::string> faults;
    const auto fault = [&](const std::string& what) { faults.push_back(file.path + ": " + what); };
    if (file.cardinality.empty())
        fault("its comment says none of @one, @optional, @many, @exec on a line of its own");
    std::string flat;
    for (const char c : file.statement)
        if (std::isspace(static_cast<unsigned char>(c)) == 0)
            flat += static_cast<char>(std::toupper(c));
    if (flat.find("SELECT*") != std::string::npos || flat.find(".*,") != std::string::npos ||
        flat.find(".*FROM") != std::string::npos)
        fault("SELECT * instead of a list of columns");
    const bool pragma = flat.starts_with("PRAGMA");
    if (file.cardinality == "many" && !pragma && flat.find("ORDERBY") == std::string::npos)
        fault("gives many rows in no stated order");
    const auto said = file.comment.find("Unfiltered on purpose:");
    if (said != std::string::npos) {
        if (file.comment.find_first_not_of(" .\n", said + 22) == std::string::npos)
            fault("says \"Unfiltered on purpose:\" and no reason");
        return faults;
    }
    // A statement without rows shows nobody anything; sums are kept for everybody.
    if (file.cardinality == "exec") return faults;
    for (const auto& read : tables_read(file.statement))
        if (guarded.contains(read.table) && !read.filtered)
            fault("reads " + read.table + " without {{visible:" + read.alias +
                  "}} and does not say \"Unfiltered on purpose:\" with a reason");
    return faults;
}

}  // namespace bihuan
