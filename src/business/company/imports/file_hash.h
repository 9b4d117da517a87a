#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace bihuan::imports {

struct FileDigest {
    std::string hash;  ///< SHA-256 over its chunks of 1 MiB, 64 hexadecimal digits.
    std::int64_t bytes = 0;
};

/// Throws NotFound when there is no such file.
FileDigest hash_file(const std::filesystem::path& path);

}  // namespace bihuan::imports
