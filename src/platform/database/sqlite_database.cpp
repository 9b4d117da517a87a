#include "platform/database/sqlite_database.h"

#include "platform/database/database_error.h"
#include "platform/database/room_probe.h"

namespace bihuan {

namespace {

std::unique_ptr<Connection> open_writer(SqliteFile& file) {
    auto connection = file.take_first();
    connection->leave_pages_in_log();
    return connection;
}

}  // namespace

SqliteDatabase::SqliteDatabase(const std::string& path, const DatabaseOptions& options)
    : Database(options),
      file_(path, options.mapped),
      readers_(options.readers, [this] { return file_.open(); }),
      checkpointer_([this] { return file_.open(); }),
      watch_([this] { return file_.look(); },
             [this] { try_write(); },
             {options.look_every, options.look_in_trouble}),
      writer_({.open = [this] { return open_writer(file_); },
               .begin =
                   [this](Connection& connection) {
                       file_.require_in_place();
                       connection.begin("BEGIN IMMEDIATE");
                   },
               .committed =
                   [this](Connection& connection) {
                       file_.require_in_place();
                       checkpointer_.note(connection.log_pages());
                       shrink_after_much(connection);
                   }},
              watch_) {}

SqliteDatabase::~SqliteDatabase() {
    watch_.stop();
    auto* writer = writer_.stop();
    try {
        for (const char* pragma : {"PRAGMA busy_timeout = 0", "PRAGMA optimize"}) {
            if (writer != nullptr) writer->run(pragma);
            readers_.run_on_idle(pragma);
        }
    } catch (const std::exception&) {  // another program writes: a later closing will do
    }
}

void SqliteDatabase::shrink_after_much(Connection& writer) {
    constexpr int kMuch = 4096;  // pages: 16 MB
    const int pages = writer.log_pages();
    if (pages < shrunk_at_) shrunk_at_ = 0;  // the log began anew
    if (pages - shrunk_at_ < kMuch) return;
    writer.run("PRAGMA shrink_memory");
    shrunk_at_ = pages;
}

void SqliteDatabase::on_reader(const ConnectionWork& work) {
    if (!file_.seen_in_place()) file_.require_in_place();
    ConnectionPool::Lease connection(readers_);
    try {
        work(*connection);
    } catch (const TroubleError& trouble) {
        watch_.note_failure(trouble.what());
        throw;
    }
}

void SqliteDatabase::run_read(const ConnectionWork& work) {
    on_reader([&](Connection& connection) {
        run_transaction(connection, "BEGIN", TransactionEnd::Commit, work);
    });
}

void SqliteDatabase::run_rehearsal(const ConnectionWork& work) {
    on_reader([&](Connection& connection) {
        run_transaction(connection, "BEGIN", TransactionEnd::RollBack, work);
    });
}

void SqliteDatabase::run_write(const ConnectionWork& work) {
    writer_.run(work);
}

void SqliteDatabase::run_note(const ConnectionWork& work) {
    writer_.run(work);
}

void SqliteDatabase::run_alone(const std::string& sql, const Params& params) {
    on_reader([&](Connection& connection) { connection.execute(sql, params); });
}

/// A writer at work tells by itself what becomes of it.
void SqliteDatabase::try_write() {
    if (writer_.idle()) writer_.run(probe_room);
}

}  // namespace bihuan
