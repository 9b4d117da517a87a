#include "platform/database/migrate.h"

#include <array>
#include <map>
#include <regex>

#include "base/content_hash.h"
#include "database/queries.h"

namespace bihuan {

namespace {

struct AppliedMigration {
    std::int64_t number = 0;
    std::string checksum;
};

}  // namespace

template <>
inline constexpr auto kDescription<AppliedMigration> =
    describe<AppliedMigration>("schema_migrations",
                               field("number", &AppliedMigration::number),
                               field("checksum", &AppliedMigration::checksum));

namespace {

struct Word {
    const char* portable;
    const char* sqlite;
    const char* postgres;
};

// A column's name stands before its word: $1.
constexpr std::array<Word, 11> kWords{{
    {R"((\w+) @id\b)", "$1 INTEGER", "$1 BIGINT"},
    {R"((\w+) @count\b)", "$1 INTEGER", "$1 BIGINT"},
    {R"((\w+) @money\b)", "$1 INTEGER", "$1 BIGINT"},
    {R"((\w+) @real\b)", "$1 REAL", "$1 DOUBLE PRECISION"},
    {R"((\w+) @flag\b)", "$1 INTEGER CHECK ($1 IN (0, 1))", "$1 BOOLEAN"},
    {R"((\w+) @day\b)",
     "$1 TEXT CHECK ($1 GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')",
     "$1 DATE"},
    {R"((\w+) @month\b)",
     "$1 TEXT CHECK ($1 GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]')",
     "$1 TEXT CHECK ($1 ~ '^[0-9]{4}-[0-9]{2}$$')"},
    {R"((\w+) @instant\b)", "$1 TEXT", "$1 TIMESTAMPTZ"},
    {R"((\w+) @json\b)", "$1 TEXT CHECK (json_valid($1))", "$1 JSONB"},
    {R"((\w+) @text\b)", "$1 TEXT", "$1 TEXT"},
    {R"(\) @clustered)", ") WITHOUT ROWID", ")"},
}};

void apply(Database& database, const Clock& clock, const Migration& migration) {
    const auto statements = translate_migration(migration.sql, database.dialect());
    database.write(Viewer::system("migrate"), clock, [&](Transaction& t) {
        for (const auto& statement : statements)
            t.execute({"migration", statement, {}}, {}, Trace::None);
        t.execute(database_queries::kAddMigration,
                  {{"number", migration.number},
                   {"title", migration.title},
                   {"checksum", sha256_hex(migration.sql)},
                   {"applied_at", t.now()}},
                  Trace::None);
    });
}

}  // namespace

std::vector<std::string> translate_migration(std::string_view sql, Dialect dialect) {
    std::vector<std::string> statements;
    std::string statement;
    while (!sql.empty()) {
        const auto end = std::min(sql.find('\n'), sql.size());
        const auto line = sql.substr(0, end);
        sql.remove_prefix(std::min(end + 1, sql.size()));
        const auto code = line.substr(0, line.find("--"));
        statement.append(code).append("\n");
        if (!code.ends_with(';')) continue;
        statement.erase(statement.rfind(';'));
        const bool table = statement.find("CREATE TABLE") != std::string::npos;
        const bool clustered = statement.find("@clustered") != std::string::npos;
        for (const auto& word : kWords)
            statement =
                std::regex_replace(statement,
                                   std::regex(word.portable),
                                   dialect == Dialect::Sqlite ? word.sqlite : word.postgres);
        if (table && dialect == Dialect::Sqlite) statement += clustered ? ", STRICT" : " STRICT";
        statements.push_back(statement);
        statement.clear();
    }
    return statements;
}

int migrate(Database& database, const Clock& clock, std::span<const Migration> migrations) {
    const auto viewer = Viewer::system("migrate");
    database.write(viewer, clock, [](Transaction& t) {
        t.execute(database_queries::kCreateMigrations, {}, Trace::None);
    });
    std::map<std::int64_t, std::string> applied;
    database.read(viewer, [&](Session& session) {
        session.query_each<AppliedMigration>(
            database_queries::kAppliedMigrations, {}, [&](const auto& row) {
                applied[row.number] = row.checksum;
            });
    });
    int count = 0;
    for (const auto& migration : migrations) {
        const auto found = applied.find(migration.number);
        if (found == applied.end()) {
            apply(database, clock, migration);
            ++count;
        } else if (found->second != sha256_hex(migration.sql)) {
            throw Error(
                ErrorCode::Conflict,
                fmt::format("Migration {} was applied with another text.", migration.number));
        }
    }
    if (!applied.empty() && !migrations.empty() &&
        applied.rbegin()->first > migrations.back().number)
        throw Error(ErrorCode::Conflict, "The company was opened by a newer Bihuan; use that one.");
    return count;
}

}  // namespace bihuan
