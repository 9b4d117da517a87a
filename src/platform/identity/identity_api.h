#pragma once

#include <vector>

#include "platform/http/dispatcher.h"
#include "platform/identity/identity.h"

namespace bihuan::identity {

inline constexpr std::string_view kSessionCookie = "bihuan_session";

/// Opens for public operations, for signed-in people and for those whose viewer has the
/// operation's permission; an unsafe request of a session must carry its X-CSRF-Token.
http::Gate make_gate(Identity& identity);

/// POST, GET and DELETE /v1/session, PATCH /v1/session/password.
std::vector<http::Operation> session_operations(Identity& identity);

/// Who asks. Throws Unauthenticated when nobody is signed in (public operations only).
const Caller& caller_of(const http::Request& request);
const Viewer& viewer_of(const http::Request& request);

/// Schema component "Session", as JSON text.
std::string_view session_schema();

}  // namespace bihuan::identity
