#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace bihuan::files {

/// Bytes of a file or of memory, front to back.
class ByteSource {
public:
    virtual ~ByteSource() = default;

    /// Fills as much of `buffer` as there is; 0 at the end. Throws Error(Unavailable) when the disk
    /// fails.
    virtual std::size_t read(std::span<char> buffer) = 0;
    virtual void rewind() = 0;
    virtual std::uint64_t size() const = 0;
};

/// Throws Error(NotFound) when there is no such file or it cannot be read.
std::unique_ptr<ByteSource> file_source(const std::filesystem::path& path);

/// The bytes are kept by the caller.
std::unique_ptr<ByteSource> memory_source(std::string_view bytes);

}  // namespace bihuan::files
