#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/describe.h"

namespace bihuan {

enum class Dialect : std::uint8_t { Sqlite, Postgres };

/// One statement of a queries/*.sql file, embedded at build time.
struct Query {
    std::string_view name;      ///< "outlets.outlets_to_visit", for logs and metrics.
    std::string_view sql;       ///< For SQLite, and for PostgreSQL when `postgres` is empty.
    std::string_view postgres;  ///< Where the dialects differ.
};

/// A named parameter; any type of member that a description knows.
struct Param {
    std::string_view name;
    Value value;

    Param(std::string_view param, std::string_view text) : name(param), value(std::string(text)) {}
    Param(std::string_view param, const char* text) : name(param), value(std::string(text)) {}
    Param(std::string_view param, Value given) : name(param), value(std::move(given)) {}
    Param(std::string_view param, int number) : name(param), value(std::int64_t{number}) {}
    template <class M>
    requires requires(const M& m) { FieldTraits<M>::to_value(m); }
    Param(std::string_view param, const M& member)
        : name(param), value(FieldTraits<M>::to_value(member)) {}
};

using Params = std::vector<Param>;

}  // namespace bihuan
