#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "platform/database/database.h"

namespace bihuan {

/// Everything the database itself and the event chain know to be wrong; empty when sound.
Issues find_damage(Session& session);

/// Writes a consistent copy, closed to other users of the machine, while others go on working, and
/// checks it. A file must not be there yet. PostgreSQL is copied by its own pg_dump. Throws
/// Unavailable with the reason when it fails; no half copy is left.
void back_up(Database& database, const std::string& company, const std::filesystem::path& file);

/// A file that was in the way, and where it lies now.
struct MovedFile {
    std::filesystem::path from;
    std::filesystem::path to;
};

struct RestoreOptions {
    /// Moves a company that lies there aside, with its log, instead of refusing.
    bool replace = false;
    Instant now;  ///< Names what is moved aside.
};

/// Puts a checked copy in the place of a company and checks it again there. Throws Conflict while
/// anything of a company lies there, also the log that a crash left, which would be replayed over
/// the copy; with `replace`, while a program has it open. Gives what was moved aside.
std::vector<MovedFile> restore(const std::filesystem::path& file,
                               const std::string& company,
                               const RestoreOptions& options);

/// What a restore that was interrupted more than an hour ago has left.
void remove_half_restored(const std::string& company);

}  // namespace bihuan
