#include "crash/company.h"

#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "base/content_hash.h"
#include "business/migrations/migrations.h"
#include "business/sales/facts/facts.h"
#include "guards/schema.h"
#include "platform/database/backup.h"
#include "platform/database/migrate.h"

namespace bihuan {

struct WrittenLine {
    std::string line;
};

template <>
inline constexpr auto kDescription<WrittenLine> =
    describe<WrittenLine>("", field("line", &WrittenLine::line));

namespace {

namespace fs = std::filesystem;

// Ids of what a run makes are drawn anew by each run, as are its times; so is how
// many events a step had seen.
constexpr std::array<std::string_view, 7> kVolatileTables{
    "events", "event_head", "jobs", "accounts", "account_sessions", "schema_migrations", "imports"};
constexpr std::array<std::string_view, 9> kVolatileColumns{"import_id",
                                                           "seen_event",
                                                           "finished_at",
                                                           "delivered_at",
                                                           "created_at",
                                                           "applied_at",
                                                           "stored_as",
                                                           "handover_id",
                                                           "person_id"};

std::string server() {
    const char* address = std::getenv("BIHUAN_TEST_POSTGRES");
    return address == nullptr ? "" : address;
}

/// The server's address with another database's name.
std::string address_of(const std::string& database) {
    const std::string address = server();
    const auto path = address.find('/', address.find("//") + 2);
    const auto options = address.find('?');
    return address.substr(0, path + 1) + database +
           (options == std::string::npos ? "" : address.substr(options));
}

fs::path file_of(const std::string& name) {
    return fs::temp_directory_path() / (name + ".db");
}

std::string drawn_name() {
    return "crash_" + std::to_string(make_id());
}

template <class List>
bool among(std::string_view name, const List& list) {
    return std::ranges::find(list, name) != list.end();
}

std::string line_of(const std::map<std::string, SchemaColumn>& columns) {
    const bool drawn_id = columns.contains("version") && columns.contains("edition");
    std::string line;
    for (const auto& [name, column] : columns) {
        if (among(name, kVolatileColumns) || (drawn_id && name == "id")) continue;
        line += fmt::format(
            R"({}COALESCE(CAST("{}" AS TEXT), '-'))", line.empty() ? "" : " || '|' || ", name);
    }
    return line;
}

}  // namespace

ScratchCompany::ScratchCompany(std::string dialect)
    : dialect_(std::move(dialect)), name_(drawn_name()) {
    if (dialect_ == "postgres") {
        Database::open(server())->run_alone("CREATE DATABASE " + name_, {});
        address_ = address_of(name_);
    } else {
        address_ = file_of(name_).string();
    }
    migrate(*open(), FixedClock(Day(2026, 11, 3)), all_migrations());
}

ScratchCompany::ScratchCompany(const ScratchCompany& original)
    : dialect_(original.dialect_), name_(drawn_name()) {
    if (dialect_ == "postgres") {
        Database::open(server())->run_alone(
            "CREATE DATABASE " + name_ + " TEMPLATE " + original.name_, {});
        address_ = address_of(name_);
        return;
    }
    address_ = file_of(name_).string();
    for (const char* suffix : {"", "-wal"})
        if (fs::exists(original.address_ + suffix))
            fs::copy_file(original.address_ + suffix, address_ + suffix);
}

ScratchCompany::~ScratchCompany() {
    if (dialect_ == "postgres") {
        Database::open(server())->run_alone("DROP DATABASE " + name_ + " WITH (FORCE)", {});
        return;
    }
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(address_ + suffix, ignored);
}

Figures figures_of(const ScratchCompany& company) {
    const auto database = company.open();
    Figures figures;
    for (const auto& [table, columns] : schema_of(*database)) {
        if (among(table, kVolatileTables)) continue;
        const std::string sql =
            fmt::format("SELECT {} AS line FROM {} ORDER BY 1", line_of(columns), table);
        ContentHash hash;
        std::int64_t rows = 0;
        database->read(Viewer::system("test"), [&](Session& session) {
            session.query_each<WrittenLine>({"test.lines", sql, {}}, {}, [&](const auto& row) {
                hash.add(row.line);
                ++rows;
            });
        });
        figures[table] = fmt::format("{} rows {}", rows, hash.hex());
    }
    return figures;
}

std::vector<std::string> find_unsound(const ScratchCompany& company) {
    const auto database = company.open();
    std::vector<std::string> found;
    database->read(Viewer::system("check"), [&](Session& session) {
        for (const auto& issue : find_damage(session)) found.push_back(issue.message);
        for (const auto& sum : facts::find_wrong_sums(session))
            found.push_back(fmt::format("{} {}: {} instead of {}",
                                        sum.sums,
                                        sum.period,
                                        sum.stored_quantity,
                                        sum.right_quantity));
    });
    return found;
}

}  // namespace bihuan
