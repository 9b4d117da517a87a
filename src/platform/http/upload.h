#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

#include "platform/http/message.h"

namespace bihuan::http {

/// Writes a body into a new file that only this user may read.
class UploadWriter {
public:
    /// A fresh file in the folder, the system's temporary one when empty. Throws
    /// Error(Unavailable) when none can be made.
    explicit UploadWriter(const std::filesystem::path& folder);
    ~UploadWriter();
    UploadWriter(const UploadWriter&) = delete;
    UploadWriter& operator=(const UploadWriter&) = delete;

    void write(std::string_view bytes);
    /// The disk did not take everything.
    bool failed() const { return failed_; }
    /// The file, which lives as long as the pointer.
    std::shared_ptr<const UploadedFile> finish();

private:
    std::shared_ptr<const UploadedFile> file_;
    int descriptor_ = -1;
    bool failed_ = false;
};

}  // namespace bihuan::http
