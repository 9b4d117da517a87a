#include "business/company/imports/file_hash.h"

#include <vector>

#include "base/content_hash.h"
#include "platform/files/byte_source.h"

namespace bihuan::imports {

FileDigest hash_file(const std::filesystem::path& path) {
    constexpr std::size_t kChunk = std::size_t{1} << 20U;
    const auto source = files::file_source(path);
    ContentHash hash;
    std::vector<char> buffer(kChunk);
    FileDigest digest;
    while (const auto got = source->read(buffer)) {
        hash.add(std::string_view(buffer.data(), got));
        digest.bytes += static_cast<std::int64_t>(got);
    }
    digest.hash = hash.hex();
    return digest;
}

}  // namespace bihuan::imports
