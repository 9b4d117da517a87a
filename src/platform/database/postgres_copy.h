#pragma once

#include <span>
#include <string>
#include <string_view>

#include <libpq-fe.h>

#include "platform/database/query.h"

namespace bihuan {

/// Rows on their way into a PostgreSQL table by COPY. Destroyed before finish(), none of them
/// arrives. Failures throw as Connection says.
class PostgresCopy {
public:
    PostgresCopy(PGconn* connection,
                 std::string_view table,
                 std::span<const FieldDescription> columns);
    ~PostgresCopy();
    PostgresCopy(const PostgresCopy&) = delete;
    PostgresCopy& operator=(const PostgresCopy&) = delete;

    void add(std::span<const Value> row);
    void finish();

private:
    void send();
    [[noreturn]] void fail(const PGresult* result) const;

    PGconn* connection_;
    std::string lines_;
    bool open_ = false;
};

}  // namespace bihuan
