#include "platform/database/half_made.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "platform/database/backup.h"

namespace bihuan {

namespace fs = std::filesystem;

HalfMade::HalfMade(fs::path file) : file_(std::move(file)) {
    const int made =
        ::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made < 0)
        throw Error(ErrorCode::Unavailable,
                    fmt::format("{} cannot be made: {}.", file_.string(), std::strerror(errno)));
    ::close(made);
}

HalfMade::~HalfMade() {
    if (!finished_) remove_with_side_files(file_);
}

void HalfMade::settle() const {
    remove_side_files(file_);
    sync(file_);
}

void HalfMade::finish() {
    settle();
    finished_ = true;
}

void HalfMade::become(const fs::path& place) {
    settle();
    fs::rename(file_, place);
    finished_ = true;
    sync(place.has_parent_path() ? place.parent_path() : fs::path("."));
}

void sync(const fs::path& path) {
    const int opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0) ::close(opened);
    if (!done)
        throw Error(ErrorCode::Unavailable,
                    fmt::format("{} cannot be kept on the disk.", path.string()));
}

void remove_side_files(const fs::path& file) {
    for (const char* suffix : {"-wal", "-shm"}) {
        std::error_code ignored;
        fs::remove(file.string() + suffix, ignored);
    }
}

void remove_with_side_files(const fs::path& file) {
    std::error_code ignored;
    fs::remove(file, ignored);
    remove_side_files(file);
}

void check_copy(const fs::path& company) {
    const auto copy = Database::open(company.string(), {.readers = 1});
    auto issues = copy->read(Viewer::system("backup"), [](Session& s) { return find_damage(s); });
    if (!issues.empty())
        throw Error(ErrorCode::Unavailable, "The copy is damaged.", std::move(issues));
}

}  // namespace bihuan
