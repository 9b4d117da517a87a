#include "platform/http/upload.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/id.h"

namespace bihuan::http {

UploadWriter::UploadWriter(const std::filesystem::path& folder) {
    const auto parent = folder.empty() ? std::filesystem::temp_directory_path() : folder;
    const auto path = parent / fmt::format("bihuan-upload-{:x}", make_id());
    descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor_ < 0)
        throw Error(ErrorCode::Unavailable,
                    fmt::format("No file for uploads can be made in {}.", parent.string()));
    file_ = std::make_shared<const UploadedFile>(path);
}

UploadWriter::~UploadWriter() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void UploadWriter::write(std::string_view bytes) {
    while (!bytes.empty() && !failed_) {
        const auto written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else {
            failed_ = errno != EINTR;
        }
    }
}

std::shared_ptr<const UploadedFile> UploadWriter::finish() {
    if (::close(std::exchange(descriptor_, -1)) != 0) failed_ = true;
    return file_;
}

}  // namespace bihuan::http
