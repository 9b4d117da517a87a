#include "platform/database/database_error.h"

#include <string_view>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "base/checked.h"

namespace bihuan {

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

[[noreturn]] void rethrow_postgres(const soci::postgresql_soci_error& error, bool& alive) {
    const std::string state = error.sqlstate();
    const std::string text = error.what();
    if (state == "23505") throw Error(ErrorCode::Conflict, "This key is already in use: " + text);
    if (state == "23503")
        throw Error(ErrorCode::Conflict,
                    "Other rows refer to this one, or it refers to none: " + text);
    if (state == "22003") throw FigureTooLarge("a sum of what is stored");
    if (state.starts_with("23") || state.starts_with("22"))
        throw Error(ErrorCode::InvalidInput, "A rule of the table is broken: " + text);
    if (state == "40001" || state == "40P01") throw RetryError(text);
    if (state.starts_with("08") || state.starts_with("57") || contains(text, "connection") ||
        contains(text, "server closed")) {
        alive = false;
        throw Error(ErrorCode::Unavailable, "The database does not answer: " + text);
    }
    throw Error(ErrorCode::Internal, text);
}

}  // namespace

void require_storable(std::string_view text) {
    if (text.find('\0') == std::string_view::npos) return;
    throw Error(ErrorCode::InvalidInput,
                "A text holds a sign that cannot be stored.",
                {{"control_character", "", "Remove U+0000.", ""}});
}

void throw_sqlite_error(const std::string& text) {
    if (contains(text, "integer overflow")) throw FigureTooLarge("a sum of what is stored");
    if (contains(text, "UNIQUE constraint"))
        throw Error(ErrorCode::Conflict, "This key is already in use: " + text);
    if (contains(text, "FOREIGN KEY constraint"))
        throw Error(ErrorCode::Conflict,
                    "Other rows refer to this one, or it refers to none: " + text);
    if (contains(text, "constraint failed") || contains(text, "cannot store"))
        throw Error(ErrorCode::InvalidInput, "A rule of the table is broken: " + text);
    if (contains(text, "database is locked") || contains(text, "busy")) throw RetryError(text);
    if (contains(text, "disk") || contains(text, "unable to open") ||
        contains(text, "not a database"))
        throw Error(ErrorCode::Unavailable, "The company's file cannot be used: " + text);
    throw Error(ErrorCode::Internal, text);
}

void rethrow_database_error(const std::exception& exception, bool& alive) {
    if (const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&exception))
        rethrow_postgres(*postgres, alive);
    if (const auto* soci = dynamic_cast<const soci::soci_error*>(&exception))
        throw_sqlite_error(soci->what());
    throw;  // called from within a catch: keep what is not the database's
}

}  // namespace bihuan
