#pragma once

#include <filesystem>
#include <string>

#include "platform/database/database.h"

namespace bihuan {

/// Everything the database itself and the event chain know to be wrong; empty when sound.
Issues find_damage(Session& session);

/// Writes a consistent copy while others go on working, and checks it. A file must not be there
/// yet. PostgreSQL is copied by its own pg_dump. Throws Unavailable with the reason when it fails.
void back_up(Database& database, const std::string& company, const std::filesystem::path& file);

/// Puts a checked copy in the place of a company that does not exist yet (Conflict when it does).
void restore(const std::filesystem::path& file, const std::string& company);

}  // namespace bihuan
