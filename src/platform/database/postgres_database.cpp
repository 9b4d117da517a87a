#include "platform/database/postgres_database.h"

#include <chrono>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "database/queries.h"
#include "platform/database/back_off.h"
#include "platform/database/database_error.h"
#include "platform/database/room_probe.h"

namespace bihuan {

struct PostgresMode {
    std::string read_only;
};

template <>
inline constexpr auto kDescription<PostgresMode> =
    describe<PostgresMode>("", field("read_only", &PostgresMode::read_only));

namespace {

constexpr int kTries = 10;
constexpr std::int64_t kRestAfterRefusal = 500;  ///< Milliseconds.
constexpr int kNotesAtOnce = 2;

/// Far beyond what any read of a large company takes: one that waits for a lock that is never given
/// back, or runs away, gives its thread back in the end.
constexpr const char* kEndLongReads = "SET statement_timeout = '15min'";

constexpr const char* kBeginWrite = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
constexpr const char* kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
constexpr const char* kBeginRehearsal = "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE";

/// What is read after this still holds when it is written: all writers of the company, whichever
/// server they belong to, queue for the newest event. Whoever waits for long is told, as on SQLite.
void begin_as_only_writer(Connection& connection) {
    static const std::string locked =
        fmt::format("{}; SET LOCAL lock_timeout = '30s'; {}; SET LOCAL lock_timeout = 0",
                    kBeginWrite,
                    database_queries::kEventHeadLocked.postgres);
    try {
        connection.begin(locked);
    } catch (const NoSuchTable&) {  // the first migration makes it
        connection.begin(kBeginWrite);
    }
}

std::int64_t steady_milliseconds() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

/// A server that vanished shall not hold a thread for the hours that TCP waits by itself.
PostgresAddress with_defaults(PostgresAddress address) {
    address.set_default("connect_timeout", "10");
    address.set_default("tcp_user_timeout", "30000");
    address.set_default("keepalives_idle", "30");
    address.set_default("keepalives_interval", "10");
    address.set_default("keepalives_count", "3");
    address.set_default("fallback_application_name", "bihuan");
    return address;
}

/// Why no connection came about, for whoever starts the program.
[[noreturn]] void explain_refusal(const PostgresAddress& address, const std::string& where) {
    switch (PQping(address.words().c_str())) {
        case PQPING_OK:
            throw TroubleError(fmt::format(
                "PostgreSQL answers at {}, but lets nobody in: look at the user, the password "
                "(PGPASSWORD, ~/.pgpass), the name of the database and pg_hba.conf.",
                where));
        case PQPING_REJECT:
            throw TroubleError(
                fmt::format("PostgreSQL at {} takes no connections at present.", where));
        case PQPING_NO_ATTEMPT:
            throw Error(ErrorCode::InvalidInput,
                        fmt::format("An option of the address {} is not understood, or a file that "
                                    "it names is not there.",
                                    where));
        default:
            throw TroubleError(fmt::format("PostgreSQL does not answer at {}.", where));
    }
}

}  // namespace

/// The first connection tells more than that there is none.
std::unique_ptr<Connection> PostgresDatabase::connect_first(const std::string& where) {
    try {
        return connect();
    } catch (const LostConnection&) {
        explain_refusal(address_, where);
    }
}

PostgresDatabase::PostgresDatabase(const std::string& company, const DatabaseOptions& options)
    : Database(options),
      address_(with_defaults(PostgresAddress::parse(company))),
      readers_(options.readers, [this] { return connect_reader(); }),
      notes_(kNotesAtOnce, [this] { return connect(); }),
      rehearsals_(options.readers, [this] { return connect(); }),
      looker_(connect_first(without_password(company))),
      watch_([this] { return look(); },
             [this] { try_write(); },
             {options.look_every, options.look_in_trouble}),
      writer_({.open = [this] { return connect(); },
               .begin = begin_as_only_writer,
               .committed = [](Connection&) {}},
              watch_) {}

PostgresDatabase::~PostgresDatabase() {
    watch_.stop();
    writer_.stop();
}

/// Right after a refusal nobody tries again: each would hold its thread for the time that a server
/// takes to not answer. The watch tries, and who comes later.
std::unique_ptr<Connection> PostgresDatabase::connect() {
    const auto refused = refused_at_.load();
    if (refused != 0 && steady_milliseconds() - refused < kRestAfterRefusal)
        throw LostConnection("PostgreSQL does not answer.");
    try {
        auto connection = std::make_unique<Connection>(Dialect::Postgres, address_.soci_words());
        connection->run("SET TIME ZONE 'UTC'; SET client_min_messages = warning");
        refused_at_ = 0;
        return connection;
    } catch (const LostConnection&) {
        refused_at_ = steady_milliseconds();
        throw;
    }
}

std::unique_ptr<Connection> PostgresDatabase::connect_reader() {
    auto connection = connect();
    connection->run(kEndLongReads);
    return connection;
}

/// A connection that died while it lay idle is noticed before anything was done with it.
void PostgresDatabase::on_pool(ConnectionPool& pool,
                               const std::string& begin,
                               TransactionEnd end,
                               const ConnectionWork& work) {
    bool begun = false;
    const auto noted = [&](Connection& connection) {
        begun = true;
        work(connection);
    };
    for (bool again = false;; again = true) {
        try {
            ConnectionPool::Lease connection(pool);
            return run_transaction(*connection, begin, end, noted);
        } catch (const LostConnection& lost) {
            pool.forget_idle();
            if (begun || again) {
                watch_.note_failure(lost.what());
                throw;
            }
        }
    }
}

void PostgresDatabase::run_read(const ConnectionWork& work) {
    on_pool(readers_, kBeginRead, TransactionEnd::Commit, work);
}

void PostgresDatabase::run_rehearsal(const ConnectionWork& work) {
    on_pool(rehearsals_, kBeginRehearsal, TransactionEnd::RollBack, work);
}

void PostgresDatabase::run_write(const ConnectionWork& work) {
    writer_.run(work);
}

void PostgresDatabase::run_note(const ConnectionWork& work) {
    for (int tries = 1;; ++tries) {
        try {
            return on_pool(notes_, kBeginWrite, TransactionEnd::Commit, work);
        } catch (const RetryError&) {
            if (tries == kTries) throw;
        }
        back_off(tries);
    }
}

void PostgresDatabase::run_alone(const std::string& sql, const Params& params) {
    ConnectionPool::Lease connection(notes_);
    connection->execute(sql, params);
}

std::optional<std::string> PostgresDatabase::look() {
    try {
        if (!looker_) looker_ = connect();
        std::string mode;
        looker_->select(std::string(database_queries::kPostgresMode.sql),
                        {},
                        description_of<PostgresMode>().fields,
                        [&](std::span<const Value> row) { mode = std::get<std::string>(row[0]); });
        if (mode == "on") return "PostgreSQL takes no writes: it is read-only.";
        return std::nullopt;
    } catch (const Error& error) {
        looker_.reset();
        return error.what();
    }
}

/// A writer at work tells by itself what becomes of it.
void PostgresDatabase::try_write() {
    if (writer_.idle()) writer_.run(probe_room);
}

}  // namespace bihuan
