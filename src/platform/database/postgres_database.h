#pragma once

#include <atomic>
#include <cstdint>

#include "platform/database/company_address.h"
#include "platform/database/connection_pool.h"
#include "platform/database/database.h"
#include "platform/database/trouble_watch.h"
#include "platform/database/writer_queue.h"

namespace bihuan {

/// PostgreSQL: pools of connections for reading, and one writer at a time among all servers of the
/// company (docs/decisions/0013-writers-on-postgresql.md).
class PostgresDatabase final : public Database {
public:
    PostgresDatabase(const std::string& company, const DatabaseOptions& options);
    ~PostgresDatabase() override;

    Dialect dialect() const override { return Dialect::Postgres; }
    std::optional<std::string> trouble() const override { return watch_.now(); }
    void run_alone(const std::string& sql, const Params& params) override;

private:
    void run_read(const ConnectionWork& work) override;
    void run_write(const ConnectionWork& work) override;
    void run_note(const ConnectionWork& work) override;
    void run_rehearsal(const ConnectionWork& work) override;
    void on_pool(ConnectionPool& pool,
                 const std::string& begin,
                 TransactionEnd end,
                 const ConnectionWork& work);

    std::unique_ptr<Connection> connect();
    std::unique_ptr<Connection> connect_reader();
    std::unique_ptr<Connection> connect_first(const std::string& where);
    std::optional<std::string> look();
    void try_write();

    PostgresAddress address_;
    std::atomic<std::int64_t> refused_at_ = 0;  ///< When a connection was refused, steady ms.
    ConnectionPool readers_;
    ConnectionPool notes_;
    ConnectionPool rehearsals_;
    std::unique_ptr<Connection> looker_;
    TroubleWatch watch_;
    WriterQueue writer_;
};

}  // namespace bihuan
