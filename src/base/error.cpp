#include "base/error.h"

#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace bihuan {

namespace {

struct CodeRow {
    std::string_view name;
    int http;
    int exit;
};

constexpr std::array<CodeRow, 9> kCodes{{
    {"invalid_input", 422, 2},
    {"unauthenticated", 401, 4},
    {"forbidden", 403, 4},
    {"not_found", 404, 2},
    {"conflict", 409, 2},
    {"too_large", 413, 2},
    {"too_many", 429, 3},
    {"unavailable", 503, 3},
    {"internal", 500, 1},
}};

const CodeRow& row(ErrorCode code) {
    return kCodes.at(static_cast<std::size_t>(code));
}

}  // namespace

std::string_view error_name(ErrorCode code) {
    return row(code).name;
}

int http_status(ErrorCode code) {
    return row(code).http;
}

int exit_code(ErrorCode code) {
    return row(code).exit;
}

void fail_check(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: check failed: %s\n", file, line, condition);
    std::abort();
}

}  // namespace bihuan
