#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "platform/database/database.h"

namespace bihuan {

struct Migration {
    std::int64_t number = 0;
    std::string_view title;  ///< "company"
    std::string_view sql;    ///< In portable type words (@id, @text, @day …).
};

/// Brings the database up to the newest migration and returns how many were applied. Throws
/// Conflict when an applied migration's text differs from the one of this program, or when the
/// database is newer than the program.
int migrate(Database& database, const Clock& clock, std::span<const Migration> migrations);

/// The portable statements of a migration in a dialect's own words, one per element.
std::vector<std::string> translate_migration(std::string_view sql, Dialect dialect);

}  // namespace bihuan
