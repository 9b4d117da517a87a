#pragma once

#include <nlohmann/json_fwd.hpp>

#include "platform/http/message.h"

namespace bihuan::http {

/// The request's body as JSON. Throws Unparsable (400) when it is none, repeats a key or nests
/// deeper than 64; Error(InvalidInput) 422 when the content type is not JSON.
nlohmann::json parse_json_body(const Request& request);

/// The same, and it must be an object.
nlohmann::json parse_json_object(const Request& request);

}  // namespace bihuan::http
