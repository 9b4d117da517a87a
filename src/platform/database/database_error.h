#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

// What a database reports, in our own words: its text holds SQL, values and paths, which belong in
// no answer, log or job.
namespace bihuan {

/// A transaction that lost against another one and may simply be run again.
class RetryError : public Error {
public:
    explicit RetryError(const std::string& message) : Error(ErrorCode::Unavailable, message) {}
};

/// The database cannot do its work at present: a full disk, a file that is gone, a server that does
/// not answer. The message tells an operator why.
class TroubleError : public Error {
public:
    explicit TroubleError(const std::string& words) : Error(ErrorCode::Unavailable, words) {}
};

/// The connection is gone, and its transaction with it unless it was being committed.
class LostConnection : public TroubleError {
public:
    using TroubleError::TroubleError;
};

/// The query names a table that is not there: no company was made here yet, or a fault of ours.
class NoSuchTable : public Error {
public:
    NoSuchTable() : Error(ErrorCode::Internal, "A query names a table that is not there") {}
};

/// A key that must be unique is in use. `names` are the database's: a constraint, or
/// "table.column".
class KeyTaken : public Error {
public:
    explicit KeyTaken(std::vector<std::string> names)
        : Error(ErrorCode::Conflict, "This key is already in use."), names_(std::move(names)) {}

    const std::vector<std::string>& names() const { return names_; }

private:
    std::vector<std::string> names_;
};

/// A row that others refer to was about to go, or one that refers to none about to come.
class BrokenReference : public Error {
public:
    BrokenReference()
        : Error(ErrorCode::Conflict, "Other rows refer to this one, or it refers to none.") {}
};

/// Throws InvalidInput for a text that one of the databases would cut, at a NUL, or not take.
void require_storable(std::string_view text);

/// Throws TroubleError: the transaction is not what it was, whatever its work made of that.
[[noreturn]] void throw_taken_back();

/// Throws what a failure of SQLite means to us: its extended code and its text.
[[noreturn]] void throw_sqlite_error(int code, const std::string& text);

/// The same for PostgreSQL: the state (empty when there was no answer) and the constraint, if any.
[[noreturn]] void throw_postgres_error(const std::string& state, const std::string& constraint);

}  // namespace bihuan
