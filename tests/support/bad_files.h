#pragma once

#include <string>
#include <vector>

// Files that people, programs and attackers send instead of a table.
namespace bihuan::testing {

struct BadFile {
    std::string name;
    std::string bytes;
    std::string code;  ///< Of the issue that must be given, of the file or of a row.
};

/// Built anew at each call; some hold tens of megabytes until they are zipped.
std::vector<BadFile> bad_files();

}  // namespace bihuan::testing
