#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "platform/http/message.h"

namespace bihuan::http {

/// The request's body as JSON. Throws Unparsable (400) when it is none, repeats a key or nests
/// deeper than 64; Error(InvalidInput) 422 when the content type is not JSON.
nlohmann::json parse_json_body(const Request& request);

/// The same, and it must be an object.
nlohmann::json parse_json_object(const Request& request);

// Members of an object that stands at `place` in the body ("/options"; "" is the body itself).

/// A text; empty when it is absent or null. Throws Error(InvalidInput) with its place when it is
/// none, or longer than `most` characters.
std::string text_member(const nlohmann::json& object,
                        std::string_view name,
                        std::size_t most,
                        std::string_view place = {});

/// True or false; `otherwise` when it is absent. Throws as above.
bool flag_member(const nlohmann::json& object,
                 std::string_view name,
                 bool otherwise,
                 std::string_view place = {});

/// An object; an empty one when it is absent. Throws as above.
nlohmann::json object_member(const nlohmann::json& object, std::string_view name);

}  // namespace bihuan::http
