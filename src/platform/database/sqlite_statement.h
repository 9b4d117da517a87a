#pragma once

#include <span>
#include <string>
#include <vector>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "platform/database/query.h"

namespace bihuan {

/// Throws what SQLite last failed with.
[[noreturn]] void throw_failure_of(sqlite_api::sqlite3* connection);

/// A prepared statement by SQLite's own interface: SOCI copies every cell and asks SQLite about
/// each one several times, which for millions of rows takes longer than SQLite itself. Failures
/// throw as Connection says.
class SqliteStatement {
public:
    SqliteStatement(soci::session& session, const std::string& sql);
    ~SqliteStatement();
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;

    /// By name; the values have to live until the steps are done.
    void bind(const Params& params);
    /// To the places from `first` on, which count from 0; the values live as long.
    void bind(std::span<const Value> values, std::size_t first);

    /// Goes to the next row; false after the last, when the statement may be bound and run again.
    bool step();
    /// How many rows the last statement that changed any has changed.
    std::int64_t changed_rows() const;

    std::vector<std::string> column_names() const;
    /// The columns of the row that `step` went to.
    void read(std::span<const FieldDescription> columns, Values& row) const;

private:
    void bind_value(int place, const Value& value);
    bool is_null(int column) const;
    void read_cell(int column, FieldKind kind, Value& value) const;
    void check(int code) const;

    sqlite_api::sqlite3* connection_;
    sqlite_api::sqlite3_stmt* statement_ = nullptr;
};

}  // namespace bihuan
