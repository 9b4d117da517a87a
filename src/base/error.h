#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bihuan {

/// Why a request or a command cannot go on. HTTP answers and exit codes follow from it.
enum class ErrorCode : std::uint8_t {
    InvalidInput,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    TooLarge,
    TooMany,
    Unavailable,
    Internal
};

/// Ends a request, a job or a command; caught once at its entry.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
    Error(ErrorCode code, const std::string& message, Issues issues)
        : std::runtime_error(message), code_(code), issues_(std::move(issues)) {}

    ErrorCode code() const { return code_; }
    const Issues& issues() const { return issues_; }

private:
    ErrorCode code_;
    Issues issues_;
};

/// The stable name on the wire: "not_found".
std::string_view error_name(ErrorCode code);
int http_status(ErrorCode code);
int exit_code(ErrorCode code);

[[noreturn]] void fail_check(const char* condition, const char* file, int line);

}  // namespace bihuan

/// Our own bug, in release builds too. Never used to check input.
#define BIHUAN_CHECK(condition) \
    ((condition) ? static_cast<void>(0) : ::bihuan::fail_check(#condition, __FILE__, __LINE__))
