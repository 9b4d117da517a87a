#pragma once

#include "platform/database/checkpointer.h"
#include "platform/database/connection_pool.h"
#include "platform/database/database.h"
#include "platform/database/sqlite_file.h"
#include "platform/database/trouble_watch.h"
#include "platform/database/writer_queue.h"

namespace bihuan {

/// One file in WAL mode: readers on snapshots beside one writer.
class SqliteDatabase final : public Database {
public:
    SqliteDatabase(const std::string& path, const DatabaseOptions& options);
    /// Before the file is closed, SQLite counts anew what its planner missed or what has grown.
    ~SqliteDatabase() override;

    Dialect dialect() const override { return Dialect::Sqlite; }
    std::optional<std::string> trouble() const override { return watch_.now(); }
    void run_alone(const std::string& sql, const Params& params) override;

private:
    void run_read(const ConnectionWork& work) override;
    void run_write(const ConnectionWork& work) override;
    void run_note(const ConnectionWork& work) override;
    void run_rehearsal(const ConnectionWork& work) override;
    void on_reader(const ConnectionWork& work);
    void try_write();
    /// The writer's cache holds a whole import; what comes after needs little of it.
    void shrink_after_much(Connection& writer);

    SqliteFile file_;
    ConnectionPool readers_;
    Checkpointer checkpointer_;
    TroubleWatch watch_;
    int shrunk_at_ = 0;  ///< Length of the log, in pages, when the writer's cache was emptied.
    WriterQueue writer_;
};

}  // namespace bihuan
