#pragma once

#include <vector>

#include "platform/http/dispatcher.h"
#include "platform/identity/identity.h"

namespace bihuan::identity {

inline constexpr std::string_view kSessionCookie = "bihuan_session";
/// Outlives sessions; says which browsers a person has signed in by.
inline constexpr std::string_view kBrowserCookie = "bihuan_browser";

/// Opens for public operations, for signed-in people and for those whose viewer has the
/// operation's permission; an unsafe request of a session must carry its X-CSRF-Token. Who must
/// change their password may do nothing else: code password_change_required.
http::Gate make_gate(Identity& identity);
/// For Dispatcher::Parts::on_refusal.
std::function<void(const http::Request&, const http::Operation&)> make_refusal_log(
    Identity& identity);

/// POST, GET and DELETE /v1/session, PATCH /v1/session/password.
std::vector<http::Operation> session_operations(Identity& identity);
/// GET and DELETE /v1/sessions, DELETE /v1/sessions/{id}: the own ones.
std::vector<http::Operation> own_session_operations(Identity& identity);

/// Who asks. Throws Unauthenticated when nobody is signed in (public operations only).
const Caller& caller_of(const http::Request& request);
const Viewer& viewer_of(const http::Request& request);

/// Schema components "Session" and "OwnSessions", as JSON text.
std::string_view session_schema();
std::string_view own_sessions_schema();

}  // namespace bihuan::identity
