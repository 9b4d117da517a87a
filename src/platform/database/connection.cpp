#include "platform/database/connection.h"

#include <algorithm>
#include <deque>
#include <optional>
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

/// A connection is used by one thread at a time, so SQLite need not guard each call of its own.
void leave_guarding_to_us() {
    // Nor count its memory, which takes a lock at every allocation of every thread.
    static const bool done = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK &&
                             sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
    BIHUAN_CHECK(done);
}

Connection::Connection(Dialect dialect, const std::string& address)
    : dialect_(dialect), session_(std::make_unique<Session>()) {
    if (dialect == Dialect::Sqlite) leave_guarding_to_us();
    try {
        if (dialect == Dialect::Sqlite)
            session_->soci.open(soci::sqlite3, address);
        else
            session_->soci.open(soci::postgresql, address);
    } catch (const std::exception& exception) {
        rethrow_database_error(exception, alive_);
    }
}

Connection::~Connection() = default;

void Connection::leave_pages_in_log() {
    const auto note = [](void* pages, sqlite_api::sqlite3*, const char*, int count) {
        *static_cast<int*>(pages) = count;
        return SQLITE_OK;
    };
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session_->soci.get_backend());
    sqlite_api::sqlite3_wal_hook(backend->conn_, note, &log_pages_);
}

void Connection::run(const std::string& sql) {
    try {
        session_->soci << sql;
    } catch (const std::exception& exception) {
        rethrow_database_error(exception, alive_);
    }
}

std::int64_t Connection::execute(const std::string& sql, const Params& params) {
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
    } catch (const std::exception& exception) {
        rethrow_database_error(exception, alive_);
    }
}

void Connection::select(const std::string& sql,
                        const Params& params,
                        std::span<const FieldDescription> columns,
                        const RowVisitor& visit) {
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
    } catch (const std::exception& exception) {
        rethrow_database_error(exception, alive_);
    }
}

void Connection::bulk_insert(std::string_view table,
                             std::span<const FieldDescription> columns,
                             const std::function<bool(Values&)>& next) {
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

}  // namespace bihuan
