#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.h"
#include "platform/http/router.h"

// The version of a row as HTTP tells it: its ETag, which a change sends back as If-Match.
namespace bihuan::http {

/// "7", with the quotation marks.
std::string etag_of(std::int64_t version);

/// The version that If-Match names; none when the header is not there. Throws Error(InvalidInput)
/// for what is none.
std::optional<std::int64_t> expected_version(const Request& request);

/// The same of a change that nobody may make unseen: Error(InvalidInput) without the header.
std::int64_t required_version(const Request& request);

/// The header as an operation declares it; `what` was read: "row".
Parameter if_match_parameter(std::string_view what, bool required);

}  // namespace bihuan::http
