#include "platform/files/scratch_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "base/error.h"

namespace bihuan::files {

namespace {

/// Where the file system knows no files without a name: one that loses its name at once.
int open_and_unlink(const std::filesystem::path& folder) {
    auto name = (folder / "bihuan-upload-XXXXXX").string();  // swept like an upload after a crash
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor >= 0) ::unlink(name.c_str());
    return descriptor;
}

}  // namespace

ScratchFile::ScratchFile(const std::filesystem::path& folder)
    : descriptor_(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
    if (descriptor_ < 0) descriptor_ = open_and_unlink(folder);
    if (descriptor_ < 0)
        throw Error(ErrorCode::Unavailable,
                    "No file can be made for the answer: is the disk full?");
}

ScratchFile::~ScratchFile() {
    ::close(descriptor_);
}

std::filesystem::path ScratchFile::path() const {
    return fmt::format("/proc/self/fd/{}", descriptor_);
}

}  // namespace bihuan::files
