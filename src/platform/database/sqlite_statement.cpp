#include "platform/database/sqlite_statement.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "base/error.h"
#include "platform/database/database_error.h"

namespace bihuan {

namespace {

void assign_text(const char* text, std::size_t size, Value& value) {
    if (auto* kept = std::get_if<std::string>(&value))
        kept->assign(text, size);  // in the space that it has already
    else
        value.emplace<std::string>(text, size);
}

}  // namespace

void throw_failure_of(sqlite_api::sqlite3* connection) {
    throw_sqlite_error(sqlite_api::sqlite3_extended_errcode(connection),
                       sqlite_api::sqlite3_errmsg(connection));
}

SqliteStatement::SqliteStatement(soci::session& session, const std::string& sql)
    : connection_(static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_) {
    check(sqlite_api::sqlite3_prepare_v2(
        connection_, sql.c_str(), static_cast<int>(sql.size()), &statement_, nullptr));
}

SqliteStatement::~SqliteStatement() {
    sqlite_api::sqlite3_finalize(statement_);
}

void SqliteStatement::check(int code) const {
    if (code != SQLITE_OK) throw_failure_of(connection_);
}

void SqliteStatement::bind_value(int place, const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        check(sqlite_api::sqlite3_bind_int64(statement_, place, *whole));
    } else if (const auto* real = std::get_if<double>(&value)) {
        check(sqlite_api::sqlite3_bind_double(statement_, place, *real));
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        BIHUAN_CHECK(text->size() <= std::size_t{std::numeric_limits<int>::max()});
        require_storable(*text);
        check(sqlite_api::sqlite3_bind_text(
            statement_, place, text->data(), static_cast<int>(text->size()), nullptr));
    } else {
        check(sqlite_api::sqlite3_bind_null(statement_, place));
    }
}

void SqliteStatement::bind(const Params& params) {
    const int places = sqlite_api::sqlite3_bind_parameter_count(statement_);
    for (int place = 1; place <= places; ++place) {
        const std::string_view name =
            sqlite_api::sqlite3_bind_parameter_name(statement_, place) + 1;  // without its colon
        const auto found = std::ranges::find(params, name, &Param::name);
        if (found == params.end())
            throw Error(ErrorCode::Internal, fmt::format("The query's :{} has no value.", name));
        bind_value(place, found->value);
    }
}

void SqliteStatement::bind(std::span<const Value> values, std::size_t first) {
    int place = static_cast<int>(first);
    for (const auto& value : values) bind_value(++place, value);
}

bool SqliteStatement::step() {
    const int code = sqlite_api::sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) {
        sqlite_api::sqlite3_reset(statement_);
        return false;
    }
    throw_failure_of(connection_);  // the destructor takes the statement back
}

std::int64_t SqliteStatement::changed_rows() const {
    return sqlite_api::sqlite3_changes(connection_);
}

std::vector<std::string> SqliteStatement::column_names() const {
    const int count = sqlite_api::sqlite3_column_count(statement_);
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        names.emplace_back(sqlite_api::sqlite3_column_name(statement_, i));
    return names;
}

void SqliteStatement::read(std::span<const FieldDescription> columns, Values& row) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        read_cell(static_cast<int>(i), columns[i].kind, row[i]);
}

bool SqliteStatement::is_null(int column) const {
    return sqlite_api::sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

/// SQLite gives 0 for what is not there: only a 0 has to be asked about.
void SqliteStatement::read_cell(int column, FieldKind kind, Value& value) const {
    switch (kind) {
        case FieldKind::Id:
        case FieldKind::Count:
        case FieldKind::Money:
        case FieldKind::Quantity: {
            const std::int64_t whole = sqlite_api::sqlite3_column_int64(statement_, column);
            if (whole == 0 && is_null(column)) break;
            value = whole;
            return;
        }
        case FieldKind::Flag: {
            const auto flag = sqlite_api::sqlite3_column_int64(statement_, column);
            if (flag == 0 && is_null(column)) break;
            value = std::int64_t{flag == 1 ? 1 : 0};
            return;
        }
        case FieldKind::Real:
        case FieldKind::Share: {
            const double real = sqlite_api::sqlite3_column_double(statement_, column);
            if (real == 0 && is_null(column)) break;
            value = real;
            return;
        }
        default: {
            const auto* text = sqlite_api::sqlite3_column_text(statement_, column);
            if (text == nullptr) break;
            const auto size = sqlite_api::sqlite3_column_bytes(statement_, column);
            assign_text(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size), value);
            return;
        }
    }
    value = std::monostate();
}

}  // namespace bihuan
