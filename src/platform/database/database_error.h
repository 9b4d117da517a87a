#pragma once

#include <exception>
#include <string_view>

#include "base/error.h"

namespace bihuan {

/// A transaction that lost against another one and may simply be run again.
class RetryError : public Error {
public:
    explicit RetryError(const std::string& message) : Error(ErrorCode::Unavailable, message) {}
};

/// Throws what a SOCI exception means to us; `alive` becomes false when the connection is gone.
[[noreturn]] void rethrow_database_error(const std::exception& exception, bool& alive);

/// Throws InvalidInput for a text that one of the databases would cut, at a NUL, or not take.
void require_storable(std::string_view text);

/// The same for the words of SQLite itself.
[[noreturn]] void throw_sqlite_error(const std::string& text);

}  // namespace bihuan
