#pragma once

#include "platform/database/connection_pool.h"
#include "platform/database/database.h"

namespace bihuan {

/// PostgreSQL: a pool of connections, a transaction per call, tried again when two collide.
class PostgresDatabase final : public Database {
public:
    PostgresDatabase(const std::string& address, const DatabaseOptions& options);

    Dialect dialect() const override { return Dialect::Postgres; }
    void run_alone(const std::string& sql, const Params& params) override;

private:
    void run_read(const ConnectionWork& work) override;
    void run_write(const ConnectionWork& work) override;
    void run_rehearsal(const ConnectionWork& work) override;

    ConnectionPool readers_;
    ConnectionPool writers_;
};

}  // namespace bihuan
