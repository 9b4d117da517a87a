#include "platform/database/database.h"

#include <sodium.h>

#include "platform/database/company_address.h"
#include "platform/database/postgres_database.h"
#include "platform/database/sqlite_database.h"

namespace bihuan {

std::unique_ptr<Database> Database::open(const std::string& company,
                                         const DatabaseOptions& options) {
    if (sodium_init() < 0) throw Error(ErrorCode::Unavailable, "libsodium did not start.");
    if (is_postgres(company)) return std::make_unique<PostgresDatabase>(company, options);
    return std::make_unique<SqliteDatabase>(company, options);
}

}  // namespace bihuan
