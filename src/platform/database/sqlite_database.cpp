#include "platform/database/sqlite_database.h"

namespace bihuan {

namespace {

std::unique_ptr<Connection> open_file(const std::string& path) {
    std::string quoted;
    for (const char c : path) {
        if (c == '"')
            throw Error(ErrorCode::InvalidInput, "A company's path may not hold a quote.");
        quoted += c;
    }
    auto connection =
        std::make_unique<Connection>(Dialect::Sqlite, "db=\"" + quoted + "\" timeout=30");
    for (const char* pragma : {"PRAGMA journal_mode = WAL",
                               "PRAGMA synchronous = FULL",
                               "PRAGMA foreign_keys = ON",
                               "PRAGMA temp_store = MEMORY",
                               "PRAGMA cache_size = -131072",
                               "PRAGMA mmap_size = 4294967296",
                               "PRAGMA analysis_limit = 400"})  // "PRAGMA optimize" samples
        connection->run(pragma);
    return connection;
}

/// In a transaction that the caller ends; an exception takes it back.
void run_on_snapshot(Connection& connection, const std::function<void(Connection&)>& work) {
    connection.run("BEGIN");
    try {
        work(connection);
    } catch (...) {
        connection.run("ROLLBACK");
        throw;
    }
}

}  // namespace

SqliteDatabase::SqliteDatabase(const std::string& path, const DatabaseOptions& options)
    : Database(options),
      writer_(open_file(path)),
      readers_(options.readers, [path] { return open_file(path); }),
      checkpointer_([path] { return open_file(path); }),
      thread_([this] { write_until_stopped(); }) {}

SqliteDatabase::~SqliteDatabase() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    waiting_changed_.notify_all();
    thread_.join();
    try {
        for (const char* pragma : {"PRAGMA busy_timeout = 0", "PRAGMA optimize"}) {
            writer_->run(pragma);
            readers_.run_on_idle(pragma);
        }
    } catch (const std::exception&) {  // another program writes: a later closing will do
    }
}

void SqliteDatabase::run_read(const ConnectionWork& work) {
    ConnectionPool::Lease connection(readers_);
    run_on_snapshot(*connection, work);
    connection->run("COMMIT");
}

void SqliteDatabase::run_rehearsal(const ConnectionWork& work) {
    ConnectionPool::Lease connection(readers_);
    run_on_snapshot(*connection, work);
    connection->run("ROLLBACK");
}

void SqliteDatabase::run_write(const ConnectionWork& work) {
    BIHUAN_CHECK(std::this_thread::get_id() != thread_.get_id());  // a write inside a write
    Write write{&work, nullptr, false};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&write);
    waiting_changed_.notify_one();
    written_.wait(lock, [&] { return write.done; });
    if (write.failure) std::rethrow_exception(write.failure);
}

void SqliteDatabase::write_until_stopped() {
    writer_->leave_pages_in_log();
    std::unique_lock lock(mutex_);
    while (true) {
        waiting_changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        std::deque<Write*> batch;
        batch.swap(waiting_);
        lock.unlock();
        write_batch(batch);
        lock.lock();
        for (auto* write : batch) write->done = true;
        written_.notify_all();
    }
}

void SqliteDatabase::write_batch(std::deque<Write*>& batch) {
    try {
        writer_->run("BEGIN IMMEDIATE");
    } catch (...) {
        for (auto* write : batch) write->failure = std::current_exception();
        return;
    }
    for (auto* write : batch) {
        writer_->run("SAVEPOINT one_write");
        try {
            (*write->work)(*writer_);
        } catch (...) {
            write->failure = std::current_exception();
            writer_->run("ROLLBACK TO one_write");
        }
        writer_->run("RELEASE one_write");
    }
    try {
        writer_->run("COMMIT");
    } catch (...) {
        for (auto* write : batch) write->failure = std::current_exception();
        writer_->run("ROLLBACK");
        return;
    }
    checkpointer_.note(writer_->log_pages());
}

void SqliteDatabase::run_alone(const std::string& sql, const Params& params) {
    ConnectionPool::Lease connection(readers_);
    connection->execute(sql, params);
}

}  // namespace bihuan
