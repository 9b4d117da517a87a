#include "platform/database/database_error.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/checked.h"

namespace bihuan {

namespace {

constexpr const char* kRuleBroken = "A value breaks a rule of its table.";
constexpr const char* kFull = "The disk of the database is full; nothing was written.";
constexpr const char* kTakenBack = "The database took the change back; nothing was written.";
constexpr const char* kReadOnly = "The database is read-only; nothing was written.";

/// "UNIQUE constraint failed: prices.product_id, prices.from_day" → the two names.
std::vector<std::string> names_in(std::string_view text) {
    const auto colon = text.find(": ");
    std::vector<std::string> names;
    if (colon == std::string_view::npos) return names;
    text.remove_prefix(colon + 2);
    while (!text.empty()) {
        const auto comma = std::min(text.find(", "), text.size());
        names.emplace_back(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 2, text.size()));
    }
    return names;
}

[[noreturn]] void throw_sqlite_constraint(int code, const std::string& text) {
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            throw KeyTaken(names_in(text));
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            throw BrokenReference();
        default:
            throw Error(ErrorCode::InvalidInput, kRuleBroken);
    }
}

}  // namespace

void throw_taken_back() {
    throw TroubleError(kTakenBack);
}

void require_storable(std::string_view text) {
    if (text.find('\0') == std::string_view::npos) return;
    throw Error(ErrorCode::InvalidInput,
                "A text holds a sign that cannot be stored.",
                {{"control_character", "", "Remove U+0000.", ""}});
}

void throw_sqlite_error(int code, const std::string& text) {
    // SQLite tells a full disk from other failures, but not a quota or a limit on files.
    if (code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE)
        throw TroubleError(
            "The disk of the company's file takes no more: it fails, or a quota or limit is full.");
    constexpr int kPrimary = 0xFF;  // the rest of an extended code says more of the same
    switch (code & kPrimary) {
        case SQLITE_CONSTRAINT:
            throw_sqlite_constraint(code, text);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL:
            throw RetryError("Another program keeps the company's file busy; try again.");
        case SQLITE_FULL:
            throw TroubleError(kFull);
        case SQLITE_READONLY:
        case SQLITE_PERM:
            throw TroubleError(kReadOnly);
        case SQLITE_IOERR:
            throw TroubleError("The disk of the company's file fails to read or write.");
        case SQLITE_CANTOPEN:
            throw TroubleError("The company's file cannot be opened.");
        case SQLITE_CORRUPT:
            throw TroubleError("The company's file is damaged; restore a backup.");
        case SQLITE_NOTADB:
            throw TroubleError("The file is no company of Bihuan: it is not a database.");
        case SQLITE_NOMEM:
            throw TroubleError("The database has no memory left.");
        case SQLITE_TOOBIG:
            throw Error(ErrorCode::TooLarge, "A value is too large for the database.");
        default:
            if (text.find("integer overflow") != std::string::npos)
                throw FigureTooLarge("a sum of what is stored");
            throw Error(ErrorCode::Internal,
                        fmt::format("SQLite refused a statement with its error {}", code));
    }
}

void throw_postgres_error(const std::string& state, const std::string& constraint) {
    const auto is = [&](std::string_view begin) { return state.starts_with(begin); };
    if (is("23505"))
        throw KeyTaken(constraint.empty() ? std::vector<std::string>{} : std::vector{constraint});
    if (is("23503")) throw BrokenReference();
    if (is("22003")) throw FigureTooLarge("a sum of what is stored");
    if (is("23") || is("22")) throw Error(ErrorCode::InvalidInput, kRuleBroken);
    if (is("40001") || is("40P01")) throw RetryError("Two writes collided; try again.");
    if (is("55P03")) throw RetryError("Another server has been writing for long; try again.");
    if (is("25P02")) throw_taken_back();
    if (is("53100")) throw TroubleError(kFull);
    if (is("25006")) throw TroubleError(kReadOnly);
    if (is("53")) throw TroubleError("PostgreSQL has no memory or connections left.");
    if (is("58")) throw TroubleError("PostgreSQL's disk fails to read or write.");
    if (is("XX001") || is("XX002"))
        throw TroubleError("PostgreSQL's files are damaged; restore a backup.");
    if (is("42P01")) throw NoSuchTable();
    if (is("57014")) throw Error(ErrorCode::Unavailable, "PostgreSQL was told to stop this work.");
    if (is("08") || is("57P") || state.empty()) throw LostConnection("PostgreSQL does not answer.");
    throw Error(ErrorCode::Internal,
                fmt::format("PostgreSQL refused a statement with its state {}", state));
}

}  // namespace bihuan
