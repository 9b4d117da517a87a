#include "support/databases.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>

#include "business/migrations/migrations.h"

namespace bihuan {

namespace {

const char* server() {
    return std::getenv("BIHUAN_TEST_POSTGRES");
}

std::filesystem::path file_of(const std::string& name) {
    return std::filesystem::temp_directory_path() / (name + ".db");
}

/// Keeps "dialect room.query" of every query that ran in the file BIHUAN_QUERY_LOG, for
/// script/checks/query_coverage.py.
void remember_query(Dialect dialect, std::string_view name) {
    static const char* log = std::getenv("BIHUAN_QUERY_LOG");
    if (log == nullptr) return;
    static std::mutex mutex;
    static std::set<std::string> known;
    const std::string line =
        (dialect == Dialect::Sqlite ? "sqlite " : "postgres ") + std::string(name) + "\n";
    const std::lock_guard lock(mutex);
    if (known.insert(line).second) std::ofstream(log, std::ios::app) << line;
}

std::string with_search_path(const std::string& address, const std::string& schema) {
    const char joint = address.find('?') == std::string::npos ? '?' : '&';
    return address + joint + "options=-csearch_path%3D" + schema;
}

}  // namespace

TestDatabase::TestDatabase(const std::string& dialect)
    : schema_("test_" + std::to_string(make_id())) {
    if (dialect == "postgres") {
        Database::open(server())->run_alone("CREATE SCHEMA " + schema_, {});
        address_ = with_search_path(server(), schema_);
    } else {
        address_ = file_of(schema_).string();
    }
    reopen();
    make_tables(*database_);
}

void make_tables(Database& database) {
    migrate(database, FixedClock(Day(2026, 11, 3)), all_migrations());
}

void TestDatabase::reopen() {
    database_.reset();
    const auto dialect = address_.starts_with("postgres://") ? Dialect::Postgres : Dialect::Sqlite;
    database_ = Database::open(address_, {.on_query = [dialect](std::string_view name) {
                                   remember_query(dialect, name);
                               }});
}

TestDatabase::~TestDatabase() {
    const bool postgres = database_->dialect() == Dialect::Postgres;
    database_.reset();
    if (postgres) {
        Database::open(server())->run_alone("DROP SCHEMA " + schema_ + " CASCADE", {});
        return;
    }
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        std::filesystem::remove(address_ + suffix, ignored);
    }
}

std::vector<std::string> test_dialects() {
    std::vector<std::string> dialects{"sqlite"};
    if (server() != nullptr) dialects.emplace_back("postgres");
    return dialects;
}

}  // namespace bihuan
