#include "platform/database/connection.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "base/error.h"
#include "platform/database/database_error.h"
#include "platform/database/postgres_copy.h"
#include "platform/database/sqlite_statement.h"

namespace bihuan {

namespace {

constexpr const char* kCommit = "COMMIT";

/// A place that SOCI reads a parameter from or writes a column to.
struct Cell {
    long long whole = 0;
    double real = 0;
    std::string text;
    soci::indicator indicator = soci::i_ok;
};

enum class Storage : std::uint8_t { Whole, Real, Text };

Storage storage_of(FieldKind kind) {
    switch (kind) {
        case FieldKind::Id:
        case FieldKind::Count:
        case FieldKind::Money:
        case FieldKind::Quantity:
            return Storage::Whole;
        case FieldKind::Real:
        case FieldKind::Share:
            return Storage::Real;
        default:
            return Storage::Text;
    }
}

void store(const Value& value, Cell& cell) {
    cell.indicator = std::holds_alternative<std::monostate>(value) ? soci::i_null : soci::i_ok;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) cell.whole = *whole;
    if (const auto* real = std::get_if<double>(&value)) cell.real = *real;
    if (const auto* text = std::get_if<std::string>(&value)) {
        require_storable(*text);
        cell.text = *text;
    }
}

void use_cell(soci::statement& statement, const Param& param, Cell& cell) {
    const std::string name(param.name);
    store(param.value, cell);
    if (std::holds_alternative<std::int64_t>(param.value))
        statement.exchange(soci::use(cell.whole, cell.indicator, name));
    else if (std::holds_alternative<double>(param.value))
        statement.exchange(soci::use(cell.real, cell.indicator, name));
    else
        statement.exchange(soci::use(cell.text, cell.indicator, name));
}

void into_cell(soci::statement& statement, FieldKind kind, Cell& cell) {
    switch (storage_of(kind)) {
        case Storage::Whole:
            statement.exchange(soci::into(cell.whole, cell.indicator));
            break;
        case Storage::Real:
            statement.exchange(soci::into(cell.real, cell.indicator));
            break;
        default:
            statement.exchange(soci::into(cell.text, cell.indicator));
    }
}

Value value_of(FieldKind kind, const Cell& cell) {
    if (cell.indicator == soci::i_null) return {};
    switch (storage_of(kind)) {
        case Storage::Whole:
            return std::int64_t{cell.whole};
        case Storage::Real:
            return cell.real;
        default:
            if (kind == FieldKind::Flag) return std::int64_t{cell.text == "t" ? 1 : 0};
            return cell.text;
    }
}

std::vector<std::string> column_names(soci::statement& statement) {
    std::vector<std::string> names;
    auto* backend = static_cast<soci::postgresql_statement_backend*>(statement.get_backend());
    const PGresult* rows = backend->result_.get_result();
    const int count = rows == nullptr ? 0 : PQnfields(rows);
    names.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) names.emplace_back(PQfname(rows, i));
    return names;
}

void check_columns(const std::vector<std::string>& names,
                   std::span<const FieldDescription> columns) {
    const auto same_name = [](const std::string& name, const FieldDescription& field) {
        return name == field.name;
    };
    if (!std::equal(names.begin(), names.end(), columns.begin(), columns.end(), same_name))
        throw Error(ErrorCode::Internal,
                    fmt::format("The query's columns are not those of its rows: {}.",
                                fmt::join(names, ", ")));
}

void select_sqlite(soci::session& session,
                   const std::string& sql,
                   const Params& params,
                   std::span<const FieldDescription> columns,
                   const RowVisitor& visit) {
    SqliteStatement statement(session, sql);
    statement.bind(params);
    bool more = statement.step();
    if (more) check_columns(statement.column_names(), columns);
    Values row(columns.size());
    for (; more; more = statement.step()) {
        statement.read(columns, row);
        visit(row);
    }
}

std::string insert_text(std::string_view table,
                        std::span<const FieldDescription> columns,
                        std::size_t rows) {
    std::string names;
    std::string places;
    for (const auto& column : columns) {
        names += (names.empty() ? "" : ", ") + std::string(column.name);
        places += places.empty() ? "?" : ", ?";
    }
    std::string sql = fmt::format("INSERT INTO {} ({}) VALUES ({})", table, names, places);
    for (std::size_t i = 1; i < rows; ++i) sql += fmt::format(", ({})", places);
    return sql;
}

/// Many rows to a statement: SQLite then stays where it is in the table from one to the next.
void insert_sqlite(soci::session& session,
                   std::string_view table,
                   std::span<const FieldDescription> columns,
                   const std::function<bool(Values&)>& next) {
    constexpr std::size_t kTogether = 32;
    std::optional<SqliteStatement> many;
    std::vector<Values> rows;
    Values row(columns.size());
    std::size_t waiting = 0;
    const auto insert = [&](SqliteStatement& statement) {
        for (std::size_t i = 0; i < waiting; ++i) statement.bind(rows[i], i * columns.size());
        statement.step();
        waiting = 0;
    };
    while (next(row)) {
        if (waiting == rows.size())
            rows.push_back(row);
        else
            rows[waiting] = row;
        if (++waiting < kTogether) continue;
        if (!many) many.emplace(session, insert_text(table, columns, kTogether));
        insert(*many);
    }
    if (waiting == 0) return;
    SqliteStatement rest(session, insert_text(table, columns, waiting));
    insert(rest);
}

}  // namespace

struct Connection::Session {
    soci::session soci;
};

namespace {

/// A connection is used by one thread at a time, so SQLite need not guard each call of its own.
void leave_guarding_to_us() {
    // Nor count its memory, which takes a lock at every allocation of every thread. A file: address
    // tells whether a file may be made.
    static const bool done = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK &&
                             sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK &&
                             sqlite_api::sqlite3_config(SQLITE_CONFIG_URI, 1) == SQLITE_OK;
    BIHUAN_CHECK(done);
}

/// The constraint that PostgreSQL names in quotes, in whichever language the rest is.
std::string constraint_in(std::string_view text) {
    const auto begin = text.find('"');
    if (begin == std::string_view::npos) return {};
    const auto end = text.find('"', begin + 1);
    if (end == std::string_view::npos) return {};
    return std::string(text.substr(begin + 1, end - begin - 1));
}

}  // namespace

Connection::Connection(Dialect dialect, const std::string& address)
    : dialect_(dialect), session_(std::make_unique<Session>()) {
    if (dialect == Dialect::Sqlite) leave_guarding_to_us();
    try {
        if (dialect == Dialect::Sqlite)
            session_->soci.open(soci::sqlite3, address);
        else
            session_->soci.open(soci::postgresql, address);
    } catch (const std::exception& failure) {
        rethrow(failure);
    }
}

Connection::~Connection() = default;

void Connection::rethrow(const std::exception& failure) {
    if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&failure))
        throw_sqlite_error(sqlite->result(), sqlite->what());
    if (dynamic_cast<const soci::soci_error*>(&failure) == nullptr)
        throw;  // keep what is not the database's
    if (dialect_ == Dialect::Sqlite) throw Error(ErrorCode::Internal, "SOCI refused a statement");
    const auto* backend =
        static_cast<const soci::postgresql_session_backend*>(session_->soci.get_backend());
    alive_ = alive_ && backend != nullptr && PQstatus(backend->conn_) == CONNECTION_OK;
    if (!alive_) throw_postgres_error("", "");
    const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&failure);
    if (postgres == nullptr) throw Error(ErrorCode::Internal, "SOCI refused a statement");
    throw_postgres_error(postgres->sqlstate(), constraint_in(failure.what()));
}

void Connection::leave_pages_in_log() {
    const auto note = [](void* pages, sqlite_api::sqlite3*, const char*, int count) {
        *static_cast<int*>(pages) = count;
        return SQLITE_OK;
    };
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session_->soci.get_backend());
    sqlite_api::sqlite3_wal_hook(backend->conn_, note, &log_pages_);
}

void Connection::run(const std::string& sql) {
    if (dialect_ == Dialect::Sqlite)
        run_sqlite(sql);
    else
        run_postgres(sql);
}

void Connection::run_sqlite(const std::string& sql) {
    auto* sqlite = static_cast<soci::sqlite3_session_backend*>(session_->soci.get_backend())->conn_;
    if (sqlite_api::sqlite3_exec(sqlite, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw_failure_of(sqlite);
}

void Connection::run_postgres(const std::string& sql) {
    auto* backend = static_cast<soci::postgresql_session_backend*>(session_->soci.get_backend());
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(backend->conn_, sql.c_str()),
                                                               &PQclear);
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
        // After a failed statement it rolls back instead, and says so in its tag only.
        if (sql == kCommit && PQcmdStatus(result.get()) != std::string_view(kCommit))
            throw_taken_back();
        return;
    }
    const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    const char* constraint = PQresultErrorField(result.get(), PG_DIAG_CONSTRAINT_NAME);
    alive_ = alive_ && PQstatus(backend->conn_) == CONNECTION_OK;
    throw_postgres_error(state == nullptr || !alive_ ? "" : state,
                         constraint == nullptr ? "" : constraint);
}

void Connection::begin(const std::string& sql) {
    begun_ = true;
    try {
        run(sql);
    } catch (...) {
        roll_back();  // it may have come as far as BEGIN
        throw;
    }
}

void Connection::commit() {
    require_transaction();
    run(kCommit);
    begun_ = false;
}

void Connection::roll_back() noexcept {
    const bool left = keeps_transaction();
    begun_ = false;
    if (!alive_ || !left) return;
    try {
        run("ROLLBACK");
    } catch (...) {
        alive_ = false;
    }
}

bool Connection::keeps_transaction() const {
    if (!begun_) return false;
    if (dialect_ == Dialect::Postgres) {
        const auto* backend =
            static_cast<const soci::postgresql_session_backend*>(session_->soci.get_backend());
        // One that failed is there until it is rolled back; of a lost connection nothing is known.
        return alive_ && PQtransactionStatus(backend->conn_) != PQTRANS_IDLE;
    }
    const auto* backend =
        static_cast<const soci::sqlite3_session_backend*>(session_->soci.get_backend());
    return sqlite_api::sqlite3_get_autocommit(backend->conn_) == 0;
}

void Connection::require_transaction() const {
    if (begun_ && !keeps_transaction()) throw_taken_back();
}

std::int64_t Connection::execute(const std::string& sql, const Params& params) {
    require_transaction();
    if (dialect_ == Dialect::Sqlite) {
        SqliteStatement statement(session_->soci, sql);
        statement.bind(params);
        while (statement.step()) {
        }
        return statement.changed_rows();
    }
    try {
        soci::statement statement(session_->soci);
        std::deque<Cell> cells(params.size());
        for (std::size_t i = 0; i < params.size(); ++i) use_cell(statement, params[i], cells[i]);
        statement.alloc();
        statement.prepare(sql);
        statement.define_and_bind();
        statement.execute(true);
        return statement.get_affected_rows();
    } catch (const std::exception& failure) {
        rethrow(failure);
    }
}

void Connection::select(const std::string& sql,
                        const Params& params,
                        std::span<const FieldDescription> columns,
                        const RowVisitor& visit) {
    require_transaction();
    if (dialect_ == Dialect::Sqlite)
        return select_sqlite(session_->soci, sql, params, columns, visit);
    try {
        soci::statement statement(session_->soci);
        std::deque<Cell> cells(params.size() + columns.size());
        for (std::size_t i = 0; i < params.size(); ++i) use_cell(statement, params[i], cells[i]);
        for (std::size_t i = 0; i < columns.size(); ++i)
            into_cell(statement, columns[i].kind, cells[params.size() + i]);
        statement.alloc();
        statement.prepare(sql);
        statement.define_and_bind();
        bool more = statement.execute(true);
        if (more) check_columns(column_names(statement), columns);
        Values row(columns.size());
        while (more) {
            for (std::size_t i = 0; i < columns.size(); ++i)
                row[i] = value_of(columns[i].kind, cells[params.size() + i]);
            visit(row);
            more = statement.fetch();
        }
    } catch (const std::exception& failure) {
        rethrow(failure);
    }
}

void Connection::bulk_insert(std::string_view table,
                             std::span<const FieldDescription> columns,
                             const std::function<bool(Values&)>& next) {
    require_transaction();
    if (dialect_ == Dialect::Postgres) return copy_rows(table, columns, next);
    insert_sqlite(session_->soci, table, columns, next);
}

void Connection::copy_rows(std::string_view table,
                           std::span<const FieldDescription> columns,
                           const std::function<bool(Values&)>& next) {
    auto* backend = static_cast<soci::postgresql_session_backend*>(session_->soci.get_backend());
    try {
        PostgresCopy copy(backend->conn_, table, columns);
        Values row(columns.size());
        while (next(row)) copy.add(row);
        copy.finish();
    } catch (...) {
        alive_ = alive_ && PQstatus(backend->conn_) == CONNECTION_OK;
        throw;
    }
}

void run_transaction(Connection& connection,
                     const std::string& begin,
                     TransactionEnd end,
                     const std::function<void(Connection&)>& work) {
    connection.begin(begin);
    try {
        work(connection);
        if (end == TransactionEnd::Commit) connection.commit();
    } catch (...) {
        connection.roll_back();
        throw;
    }
    if (end == TransactionEnd::RollBack) connection.roll_back();
}

}  // namespace bihuan
