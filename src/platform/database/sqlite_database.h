#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "platform/database/checkpointer.h"
#include "platform/database/connection_pool.h"
#include "platform/database/database.h"

namespace bihuan {

/// One file in WAL mode: readers on snapshots beside one writer thread. Writes that wait while the
/// writer is busy are put into one transaction, a savepoint each, and share its commit.
class SqliteDatabase final : public Database {
public:
    SqliteDatabase(const std::string& path, const DatabaseOptions& options);
    /// Before the file is closed, SQLite counts anew what its planner missed or what has grown.
    ~SqliteDatabase() override;

    Dialect dialect() const override { return Dialect::Sqlite; }
    void run_alone(const std::string& sql, const Params& params) override;

private:
    struct Write {
        const ConnectionWork* work = nullptr;
        std::exception_ptr failure;
        bool done = false;
    };

    void run_read(const ConnectionWork& work) override;
    void run_write(const ConnectionWork& work) override;
    void run_rehearsal(const ConnectionWork& work) override;
    void write_until_stopped();
    void write_batch(std::deque<Write*>& batch);

    std::unique_ptr<Connection> writer_;
    ConnectionPool readers_;
    Checkpointer checkpointer_;
    std::mutex mutex_;
    std::condition_variable waiting_changed_;
    std::condition_variable written_;
    std::deque<Write*> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace bihuan
