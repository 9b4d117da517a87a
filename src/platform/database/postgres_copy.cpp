#include "platform/database/postgres_copy.h"

#include <iterator>
#include <memory>

#include <fmt/format.h>

#include "platform/database/database_error.h"

namespace bihuan {

namespace {

constexpr std::size_t kChunk = 1U << 16U;

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

void escape_copy(const Value& value, std::string& line) {
    if (std::holds_alternative<std::monostate>(value)) {
        line += "\\N";
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        line += fmt::format_int(*whole).c_str();
    } else if (const auto* real = std::get_if<double>(&value)) {
        fmt::format_to(std::back_inserter(line), "{}", *real);
    } else {
        require_storable(std::get<std::string>(value));
        for (const char c : std::get<std::string>(value)) {
            if (c == '\t')
                line += "\\t";
            else if (c == '\n')
                line += "\\n";
            else if (c == '\r')
                line += "\\r";
            else if (c == '\\')
                line += "\\\\";
            else
                line += c;
        }
    }
}

}  // namespace

PostgresCopy::PostgresCopy(PGconn* connection,
                           std::string_view table,
                           std::span<const FieldDescription> columns)
    : connection_(connection) {
    std::string names;
    for (const auto& column : columns)
        names += (names.empty() ? "" : ", ") + std::string(column.name);
    const std::string copy = fmt::format("COPY {} ({}) FROM STDIN", table, names);
    const Answer started(PQexec(connection_, copy.c_str()), &PQclear);
    open_ = PQresultStatus(started.get()) == PGRES_COPY_IN;
    if (!open_) fail(started.get());
}

PostgresCopy::~PostgresCopy() {
    if (!open_) return;
    PQputCopyEnd(connection_, "stopped");
    PQclear(PQgetResult(connection_));
}

void PostgresCopy::add(std::span<const Value> row) {
    const char* tab = "";
    for (const auto& value : row) {
        lines_ += tab;
        tab = "\t";
        escape_copy(value, lines_);
    }
    lines_ += '\n';
    if (lines_.size() > kChunk) send();
}

void PostgresCopy::finish() {
    send();
    open_ = false;
    if (PQputCopyEnd(connection_, nullptr) != 1) fail(nullptr);
    const Answer finished(PQgetResult(connection_), &PQclear);
    while (PGresult* rest = PQgetResult(connection_)) PQclear(rest);
    if (PQresultStatus(finished.get()) != PGRES_COMMAND_OK) fail(finished.get());
}

void PostgresCopy::send() {
    if (PQputCopyData(connection_, lines_.data(), static_cast<int>(lines_.size())) != 1)
        fail(nullptr);
    lines_.clear();
}

void PostgresCopy::fail(const PGresult* result) const {
    const auto field = [&](int name) {
        const char* text = PQresultErrorField(result, name);
        return std::string(text == nullptr ? "" : text);
    };
    const bool lost = PQstatus(connection_) != CONNECTION_OK;
    throw_postgres_error(lost ? "" : field(PG_DIAG_SQLSTATE), field(PG_DIAG_CONSTRAINT_NAME));
}

}  // namespace bihuan
