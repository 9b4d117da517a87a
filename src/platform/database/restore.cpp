#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <fstream>
#include <string_view>

#include "platform/database/backup.h"
#include "platform/database/company_address.h"
#include "platform/database/half_made.h"
#include "platform/database/postgres_program.h"

namespace bihuan {

namespace {

namespace fs = std::filesystem;

bool is_dump(const fs::path& file) {
    std::array<char, 5> head{};
    std::ifstream(file, std::ios::binary).read(head.data(), head.size());
    return std::string_view(head.data(), head.size()) == "PGDMP";
}

constexpr std::array<const char*, 4> kPartsOfCompany{"", "-wal", "-shm", "-journal"};

std::vector<fs::path> parts_of(const std::string& company) {
    std::vector<fs::path> parts;
    for (const char* suffix : kPartsOfCompany)
        if (fs::exists(company + suffix)) parts.emplace_back(company + suffix);
    return parts;
}

/// Refuses while another program has the company open: SQLite holds this byte of the log's index
/// locked for as long.
void require_closed(const std::string& company) {
    const int index = ::open((company + "-shm").c_str(), O_RDWR | O_CLOEXEC);
    if (index < 0) return;
    constexpr ::off_t kHeldWhileOpen = 128;
    struct ::flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = kHeldWhileOpen;
    lock.l_len = 1;
    const bool known = ::fcntl(index, F_GETLK, &lock) == 0;
    ::close(index);
    if (known && lock.l_type != F_UNLCK)
        throw Error(ErrorCode::Conflict,
                    fmt::format("{} is open in process {}; stop it first.", company, lock.l_pid));
}

void refuse_to_overwrite(const std::vector<fs::path>& parts) {
    std::vector<std::string> names;
    for (const auto& part : parts) names.push_back(part.string());
    throw Error(
        ErrorCode::Conflict,
        fmt::format("{} {} there already. Move everything of the old company away together, "
                    "or let --replace do it: a log that stays behind would be replayed over "
                    "the copy.",
                    fmt::join(names, ", "),
                    names.size() == 1 ? "is" : "are"));
}

/// "company.db.before-20261103T101530Z", where it can be opened as before.
std::vector<MovedFile> move_aside(const std::string& company, Instant now) {
    auto instant = to_string(now).substr(0, 19);
    std::erase_if(instant, [](char c) { return c == '-' || c == ':'; });
    const auto aside = fmt::format("{}.before-{}Z", company, instant);
    if (!parts_of(aside).empty())
        throw Error(ErrorCode::Conflict, fmt::format("{} is there already.", aside));
    std::vector<MovedFile> moved;
    for (const char* suffix : kPartsOfCompany) {
        if (!fs::exists(company + suffix)) continue;
        fs::rename(company + suffix, aside + suffix);
        moved.push_back({company + suffix, aside + suffix});
    }
    return moved;
}

/// A file that was copied while it was in use lacks what its log holds.
void require_whole(const fs::path& file) {
    const fs::path log = file.string() + "-wal";
    std::error_code none;
    if (fs::file_size(log, none) > 0 && !none)
        throw Error(ErrorCode::Conflict,
                    fmt::format("{} lies beside the copy, which is not whole without it; make one "
                                "with `bihuan backup`.",
                                log.string()));
}

/// Into a file that is there, whose rights stay what they are.
void copy_bytes(const fs::path& from, const fs::path& to) {
    std::ifstream source(from, std::ios::binary);
    std::ofstream copy(to, std::ios::binary);
    if (!(copy << source.rdbuf()).flush())
        throw Error(
            ErrorCode::Unavailable,
            fmt::format(
                "{} cannot be copied to {}: is the disk full?", from.string(), to.string()));
}

std::vector<MovedFile> restore_file(const fs::path& file,
                                    const std::string& company,
                                    const RestoreOptions& options) {
    require_whole(file);
    const auto parts = parts_of(company);
    if (!parts.empty() && !options.replace) refuse_to_overwrite(parts);
    require_closed(company);
    const fs::path partial = company + ".restoring";
    remove_with_side_files(partial);
    HalfMade copy(partial);
    copy_bytes(file, partial);
    check_copy(partial);
    const auto moved = move_aside(company, options.now);
    copy.become(company);
    check_copy(company);
    return moved;
}

}  // namespace

std::vector<MovedFile> restore(const fs::path& file,
                               const std::string& company,
                               const RestoreOptions& options) {
    if (!fs::exists(file))
        throw Error(ErrorCode::NotFound, fmt::format("There is no file {}.", file.string()));
    if (!fs::is_regular_file(file) || fs::file_size(file) == 0)
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("{} is no file that `bihuan backup` wrote.", file.string()));
    const bool postgres = is_postgres(company);
    if (is_dump(file) != postgres)
        throw Error(ErrorCode::InvalidInput,
                    "A copy of a file is restored to a file, one of PostgreSQL to PostgreSQL.");
    if (!postgres) return restore_file(file, company, options);
    if (options.replace)
        throw Error(ErrorCode::InvalidInput,
                    "A database of PostgreSQL is not replaced: make an empty one (createdb).");
    const auto address = PostgresAddress::parse(company);
    run_postgres_program({"pg_restore",
                          "--exit-on-error",
                          "--single-transaction",
                          "--no-owner",
                          "--dbname=" + address.words(),
                          file.string()},
                         address.password());
    check_copy(company);
    return {};
}

void remove_half_restored(const std::string& company) {
    if (is_postgres(company)) return;
    const fs::path partial = company + ".restoring";
    std::error_code gone;
    const auto written = fs::last_write_time(partial, gone);
    if (!gone && written < fs::file_time_type::clock::now() - std::chrono::hours(1))
        remove_with_side_files(partial);
}

}  // namespace bihuan
