#include "platform/database/backup.h"

#include "database/queries.h"
#include "platform/database/company_address.h"
#include "platform/database/half_made.h"
#include "platform/database/postgres_program.h"

namespace bihuan {

struct IntegrityRow {
    std::string integrity_check;
};

template <>
inline constexpr auto kDescription<IntegrityRow> =
    describe<IntegrityRow>("", field("integrity_check", &IntegrityRow::integrity_check));

namespace {

namespace fs = std::filesystem;

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
    HalfMade copy(file);
    if (database.dialect() == Dialect::Postgres) {
        const auto address = PostgresAddress::parse(company);
        run_postgres_program({"pg_dump",
                              "--format=custom",
                              "--file=" + file.string(),
                              "--dbname=" + address.words()},
                             address.password());
    } else {
        database.run_alone(std::string(database_queries::kVacuumInto.sql),
                           {{"path", file.string()}});
        check_copy(file);
    }
    copy.finish();
}

}  // namespace bihuan
