#pragma once

#include <filesystem>

namespace bihuan::files {

/// A file without a name in a folder: nobody else can open it, and not even a crash leaves anything
/// of it. Its path is good for as long as the object lives, and in this process only.
class ScratchFile {
public:
    /// Throws Unavailable when none can be made.
    explicit ScratchFile(const std::filesystem::path& folder);
    ~ScratchFile();
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    std::filesystem::path path() const;

private:
    int descriptor_ = -1;
};

}  // namespace bihuan::files
