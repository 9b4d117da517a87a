#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "platform/database/query.h"

namespace bihuan {

/// What a row is given to: one value per column, in the columns' order; valid during the call.
using RowVisitor = std::function<void(std::span<const Value>)>;

/// One session with SQLite or PostgreSQL. The only class that knows SOCI. Not thread-safe.
/// Failures throw Error: Conflict for a broken key, InvalidInput for a broken check, Unavailable
/// for a lost, full or busy database (database_error.h), Internal for the rest.
class Connection {
public:
    Connection(Dialect dialect, const std::string& address);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Dialect dialect() const { return dialect_; }

    /// Statements without parameters or rows: CREATE TABLE, PRAGMA …
    void run(const std::string& sql);

    /// BEGIN in whichever form. From here to `commit` or `roll_back` nothing runs outside of the
    /// transaction: when the database itself takes it back (SQLite does on a full disk), every
    /// further statement throws TroubleError.
    void begin(const std::string& sql);
    void commit();
    /// Takes back what is left of the transaction, if anything. A connection that cannot even do
    /// that is no longer alive.
    void roll_back() noexcept;
    /// False when the database took back the transaction that was begun.
    bool keeps_transaction() const;

    /// Runs a statement and returns how many rows it changed.
    std::int64_t execute(const std::string& sql, const Params& params);

    /// Runs a SELECT. Its columns must have the names and kinds of `columns`, in their order.
    void select(const std::string& sql,
                const Params& params,
                std::span<const FieldDescription> columns,
                const RowVisitor& visit);

    /// Writes many rows fast: a prepared statement on SQLite, COPY on PostgreSQL. `next` fills the
    /// values of the next row and returns false after the last.
    void bulk_insert(std::string_view table,
                     std::span<const FieldDescription> columns,
                     const std::function<bool(Values&)>& next);

    /// False after the other end went away; the pool then makes a new one.
    bool alive() const { return alive_; }

    /// Of SQLite: from now on commits leave their pages in the log, whose length after the last
    /// commit is told; the owner has them copied.
    void leave_pages_in_log();
    int log_pages() const { return log_pages_; }

private:
    struct Session;

    void open(const std::string& address);
    void require_transaction() const;
    void run_sqlite(const std::string& sql);
    void run_postgres(const std::string& sql);
    /// Throws what a failure of SOCI or PostgreSQL means; called from within a catch.
    [[noreturn]] void rethrow(const std::exception& failure);
    void copy_rows(std::string_view table,
                   std::span<const FieldDescription> columns,
                   const std::function<bool(Values&)>& next);

    Dialect dialect_;
    bool alive_ = true;
    bool begun_ = false;
    int log_pages_ = 0;
    std::unique_ptr<Session> session_;
};

/// How a transaction ends when its work returns.
enum class TransactionEnd : std::uint8_t { Commit, RollBack };

/// Runs the work between `begin` and the end; an exception takes everything back.
void run_transaction(Connection& connection,
                     const std::string& begin,
                     TransactionEnd end,
                     const std::function<void(Connection&)>& work);

}  // namespace bihuan
