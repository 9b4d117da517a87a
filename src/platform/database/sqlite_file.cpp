#include "platform/database/sqlite_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <fmt/format.h>

#include "platform/database/database_error.h"

namespace bihuan {

namespace {

constexpr std::array<const char*, 3> kSuffixes{"", "-wal", "-shm"};
constexpr const char* kGone =
    "The company's file, or its log, was removed or replaced while it was open; put it back or "
    "start anew.";
constexpr std::uint64_t kLeastRoom = std::uint64_t{1} << 20U;

/// As SQLite's file: address, in which any path can be written.
std::string uri_of(const std::string& path, const char* mode) {
    std::string encoded;
    for (const char c : path) {
        const bool sign = std::string_view("%?#\"").find(c) != std::string_view::npos;
        encoded += sign ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
    }
    return fmt::format("file:{}{}?mode={}", path.starts_with('/') ? "//" : "", encoded, mode);
}

std::unique_ptr<Connection> open_path(const std::string& path, const char* mode, bool mapped) {
    auto connection = std::make_unique<Connection>(
        Dialect::Sqlite, fmt::format("db=\"{}\" timeout=30", uri_of(path, mode)));
    for (const char* pragma : {"PRAGMA journal_mode = WAL",
                               "PRAGMA synchronous = FULL",
                               "PRAGMA foreign_keys = ON",
                               "PRAGMA temp_store = MEMORY",
                               // Pages that lie in the file are read where it is mapped; the cache
                               // holds those of the log. There are some twenty connections.
                               "PRAGMA cache_size = -4096",
                               mapped ? "PRAGMA mmap_size = 4294967296" : "PRAGMA mmap_size = 0",
                               "PRAGMA analysis_limit = 400"})  // "PRAGMA optimize" samples
        connection->run(pragma);
    return connection;
}

/// SQLite gives the log the rights of the file. The file of another user is left as it is.
void close_to_others(const std::string& path) {
    constexpr ::mode_t kOthers = S_IRWXG | S_IRWXO;
    for (const char* suffix : kSuffixes) {
        struct ::stat found {};
        const auto file = path + suffix;
        if (::stat(file.c_str(), &found) == 0 && (found.st_mode & kOthers) != 0)
            static_cast<void>(::chmod(file.c_str(), found.st_mode & S_IRWXU));
    }
}

/// Makes the file, so that it is never open to others, not for a moment.
void make_closed(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0) ::close(file);  // else SQLite tells why
}

}  // namespace

SqliteFile::SqliteFile(std::string path, bool mapped)
    : path_(std::move(path)), mapped_(mapped), on_disk_(path_ != ":memory:") {
    if (on_disk_) {
        make_closed(path_);
        close_to_others(path_);
    }
    first_ = open_path(path_, "rwc", mapped_);
    first_->run("PRAGMA cache_size = -131072");  // the writer's: a large import stays in memory
    first_->run("SELECT 1 FROM sqlite_schema");  // SQLite makes the log when it first reads
    opened_ = identities();
}

SqliteFile::Identity SqliteFile::identity_of(const std::string& path) {
    struct ::stat found {};
    if (::stat(path.c_str(), &found) != 0) return {};
    return {found.st_dev, found.st_ino};
}

SqliteFile::Identities SqliteFile::identities() const {
    Identities found;
    for (std::size_t i = 0; i < found.size(); ++i)
        found.at(i) = identity_of(path_ + kSuffixes.at(i));
    return found;
}

bool SqliteFile::is_in_place() const {
    bool in_place = true;
    for (std::size_t i = 0; i < opened_.size(); ++i)
        in_place = in_place && (opened_.at(i).number == 0 ||
                                opened_.at(i) == identity_of(path_ + kSuffixes.at(i)));
    in_place_ = in_place;
    return in_place;
}

std::unique_ptr<Connection> SqliteFile::take_first() {
    return first_ ? std::move(first_) : open();
}

void SqliteFile::require_in_place() const {
    if (!is_in_place()) throw TroubleError(kGone);
}

std::unique_ptr<Connection> SqliteFile::open() const {
    require_in_place();
    auto connection = open_path(path_, "rw", mapped_);
    require_in_place();
    return connection;
}

std::optional<std::string> SqliteFile::look() const {
    if (!on_disk_) return std::nullopt;
    if (!is_in_place()) return kGone;
    if (::access(path_.c_str(), W_OK) != 0) return "The company's file is read-only.";
    struct ::statvfs disk {};
    if (::statvfs(path_.c_str(), &disk) != 0) return "The disk of the company's file fails.";
    if ((disk.f_flag & ST_RDONLY) != 0) return "The disk of the company's file is read-only.";
    const auto free = ::geteuid() == 0 ? disk.f_bfree : disk.f_bavail;
    if (free * disk.f_frsize < kLeastRoom) return "The disk of the company's file is full.";
    return std::nullopt;
}

}  // namespace bihuan
