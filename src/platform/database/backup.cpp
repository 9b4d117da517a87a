#include "platform/database/backup.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "database/queries.h"

namespace bihuan {

struct IntegrityRow {
    std::string integrity_check;
};

template <>
inline constexpr auto kDescription<IntegrityRow> =
    describe<IntegrityRow>("", field("integrity_check", &IntegrityRow::integrity_check));

namespace {

namespace fs = std::filesystem;

bool is_postgres(const std::string& company) {
    return company.starts_with("postgres://") || company.starts_with("postgresql://");
}

bool is_dump(const fs::path& file) {
    std::array<char, 5> head{};
    std::ifstream(file, std::ios::binary).read(head.data(), head.size());
    return std::string_view(head.data(), head.size()) == "PGDMP";
}

/// Runs one of PostgreSQL's own programs and waits for it.
void run_program(std::vector<std::string> words) {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int started =
        posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ);
    if (started != 0)
        throw Error(ErrorCode::Unavailable,
                    fmt::format("{} cannot be started: {}. Install postgresql-client.",
                                words[0],
                                std::strerror(started)));
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw Error(ErrorCode::Unavailable, fmt::format("{} failed.", words[0]));
}

void check_copy(const fs::path& file) {
    const auto copy = Database::open(file.string(), {.readers = 1});
    auto issues = copy->read(Viewer::system("backup"), [](Session& s) { return find_damage(s); });
    if (!issues.empty())
        throw Error(ErrorCode::Unavailable, "The copy is damaged.", std::move(issues));
}

void remove_side_files(const fs::path& file) {
    for (const char* suffix : {"-wal", "-shm"}) {
        std::error_code ignored;
        fs::remove(file.string() + suffix, ignored);
    }
}

}  // namespace

Issues find_damage(Session& session) {
    Issues issues;
    for (const auto& row : session.query<IntegrityRow>(database_queries::kIntegrityCheck, {}))
        if (row.integrity_check != "ok")
            issues.push_back({"damaged", "", "The database reports: " + row.integrity_check, ""});
    auto broken = find_broken_events(session);
    issues.insert(issues.end(), broken.begin(), broken.end());
    return issues;
}

void back_up(Database& database, const std::string& company, const fs::path& file) {
    if (fs::exists(file))
        throw Error(ErrorCode::Conflict, fmt::format("{} is there already.", file.string()));
    if (database.dialect() == Dialect::Postgres)
        return run_program({"pg_dump", "--format=custom", "--file=" + file.string(), company});
    database.run_alone(std::string(database_queries::kVacuumInto.sql), {{"path", file.string()}});
    check_copy(file);
    remove_side_files(file);
}

void restore(const fs::path& file, const std::string& company) {
    if (!fs::exists(file))
        throw Error(ErrorCode::NotFound, fmt::format("There is no file {}.", file.string()));
    if (is_dump(file) != is_postgres(company))
        throw Error(ErrorCode::InvalidInput,
                    "A copy of a file is restored to a file, one of PostgreSQL to PostgreSQL.");
    if (is_postgres(company))
        return run_program({"pg_restore",
                            "--exit-on-error",
                            "--single-transaction",
                            "--no-owner",
                            "--dbname=" + company,
                            file.string()});
    if (fs::exists(company))
        throw Error(ErrorCode::Conflict,
                    fmt::format("{} is there already; move it away first.", company));
    const fs::path partial = company + ".restoring";
    fs::copy_file(file, partial, fs::copy_options::overwrite_existing);
    check_copy(partial);
    remove_side_files(partial);
    fs::rename(partial, company);
}

}  // namespace bihuan
