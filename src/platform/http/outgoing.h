#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "platform/http/message.h"

namespace bihuan::http {

struct HeadOptions {
    std::optional<std::uint64_t> content_length;  ///< Absent: the body ends with the connection.
    bool close = false;
    std::string date;  ///< As http_date() gives it.
};

/// Status line and headers as bytes.
std::string format_head(const Response& response, const HeadOptions& options);

/// "Mon, 23 Nov 2026 15:00:00 GMT" of seconds since 1970.
std::string http_date(std::int64_t seconds);

}  // namespace bihuan::http
