#include "platform/files/byte_source.h"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "base/error.h"

namespace bihuan::files {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const {
        if (std::fclose(file) != 0) return;  // reading only: nothing is lost
    }
};

class FileSource final : public ByteSource {
public:
    FileSource(std::FILE* file, std::uint64_t size) : file_(file), size_(size) {}

    std::size_t read(std::span<char> buffer) override {
        const auto count = std::fread(buffer.data(), 1, buffer.size(), file_.get());
        if (std::ferror(file_.get()) != 0) {
            throw Error(ErrorCode::Unavailable, "The file cannot be read to its end.");
        }
        return count;
    }

    void rewind() override { std::rewind(file_.get()); }
    std::uint64_t size() const override { return size_; }

private:
    std::unique_ptr<std::FILE, CloseFile> file_;
    std::uint64_t size_;
};

class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}

    std::size_t read(std::span<char> buffer) override {
        const auto count = std::min(buffer.size(), bytes_.size() - at_);
        std::copy_n(bytes_.data() + at_, count, buffer.data());
        at_ += count;
        return count;
    }

    void rewind() override { at_ = 0; }
    std::uint64_t size() const override { return bytes_.size(); }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> file_source(const std::filesystem::path& path) {
    std::error_code error;
    const bool is_file = std::filesystem::is_regular_file(path, error);
    auto* file = is_file ? std::fopen(path.c_str(), "rb") : nullptr;
    if (file == nullptr) {
        throw Error(ErrorCode::NotFound,
                    fmt::format("The file {} does not exist or cannot be read.", path.string()));
    }
    return std::make_unique<FileSource>(file, std::filesystem::file_size(path));
}

std::unique_ptr<ByteSource> memory_source(std::string_view bytes) {
    return std::make_unique<MemorySource>(bytes);
}

}  // namespace bihuan::files
