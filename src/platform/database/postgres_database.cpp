#include "platform/database/postgres_database.h"

#include "platform/database/database_error.h"

namespace bihuan {

namespace {

constexpr int kTries = 5;

std::unique_ptr<Connection> connect(const std::string& address) {
    auto connection = std::make_unique<Connection>(Dialect::Postgres, address);
    connection->run("SET TIME ZONE 'UTC'");
    connection->run("SET client_min_messages = warning");
    return connection;
}

void roll_back(Connection& connection) {
    if (!connection.alive()) return;
    try {
        connection.run("ROLLBACK");
    } catch (const Error&) {
        // The connection is gone, and its transaction with it; the pool drops it.
    }
}

/// In a transaction that the caller ends; an exception takes it back.
void run_on_snapshot(Connection& connection,
                     const char* begin,
                     const std::function<void(Connection&)>& work) {
    connection.run(begin);
    try {
        work(connection);
    } catch (...) {
        roll_back(connection);
        throw;
    }
}

}  // namespace

PostgresDatabase::PostgresDatabase(const std::string& address, const DatabaseOptions& options)
    : Database(options),
      readers_(options.readers, [address] { return connect(address); }),
      writers_(options.readers, [address] { return connect(address); }) {
    ConnectionPool::Lease first(readers_);  // an address that does not answer is told at once
}

void PostgresDatabase::run_read(const ConnectionWork& work) {
    ConnectionPool::Lease connection(readers_);
    run_on_snapshot(*connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work);
    connection->run("COMMIT");
}

void PostgresDatabase::run_rehearsal(const ConnectionWork& work) {
    ConnectionPool::Lease connection(writers_);  // a read-only session may not make tables
    run_on_snapshot(*connection, "BEGIN ISOLATION LEVEL REPEATABLE READ", work);
    roll_back(*connection);
}

void PostgresDatabase::run_write(const ConnectionWork& work) {
    for (int tries = 1;; ++tries) {
        ConnectionPool::Lease connection(writers_);
        try {
            connection->run("BEGIN");
            work(*connection);
            connection->run("COMMIT");
            return;
        } catch (const RetryError&) {
            roll_back(*connection);
            if (tries == kTries) throw;
        } catch (...) {
            roll_back(*connection);
            throw;
        }
    }
}

void PostgresDatabase::run_alone(const std::string& sql, const Params& params) {
    ConnectionPool::Lease connection(writers_);
    connection->execute(sql, params);
}

}  // namespace bihuan
