#include "platform/identity/identity_api.h"

#include <memory>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "platform/http/json_body.h"
#include "platform/http/problem.h"
#include "platform/http/security.h"

namespace bihuan::identity {

namespace {

using nlohmann::json;
using CallerPointer = std::shared_ptr<const Caller>;

json session_json(const Caller& caller) {
    return {{"person", json::parse(caller.person_json)},
            {"permissions", caller.viewer.permissions},
            {"csrf_token", caller.csrf_token},
            {"demo", caller.demo_password},
            {"must_change_password", caller.must_change_password}};
}

/// The text members of a body; all that are missing are told.
std::vector<std::string> read_texts(const http::Request& request,
                                    const std::vector<std::string>& names) {
    const auto body = http::parse_json_object(request);
    std::vector<std::string> texts;
    Issues issues;
    for (const auto& name : names) {
        const auto found = body.find(name);
        if (found != body.end() && found->is_string()) {
            texts.push_back(*found);
        } else {
            issues.push_back({.code = "required", .field = "/" + name, .message = "Give a text."});
        }
    }
    if (!issues.empty())
        throw Error(ErrorCode::InvalidInput, "The body lacks something.", std::move(issues));
    return texts;
}

Browser browser_of(const http::Request& request) {
    return {.address = request.peer,
            .name = std::string(request.headers.get("User-Agent")),
            .token = request.cookie(kBrowserCookie),
            .former_session = request.cookie(kSessionCookie)};
}

http::Response opened(const NewSession& session, const http::Request& request) {
    auto response = http::Response::json(session_json(session.caller).dump());
    response.headers.add("Set-Cookie",
                         http::session_cookie(kSessionCookie, session.token, request.secure));
    return response;
}

http::Response sign_in(Identity& identity, const http::Request& request) {
    constexpr std::string_view kHalfAYear = "; Max-Age=15552000";
    const auto texts = read_texts(request, {"login", "password"});
    const auto session = identity.sign_in(texts[0], texts[1], browser_of(request));
    auto response = opened(session, request);
    response.headers.add(
        "Set-Cookie",
        http::session_cookie(kBrowserCookie, session.browser_token, request.secure) +
            std::string(kHalfAYear));
    return response;
}

http::Response change_password(Identity& identity, const http::Request& request) {
    const auto texts = read_texts(request, {"old_password", "new_password"});
    return opened(
        identity.change_password(caller_of(request), texts[0], texts[1], browser_of(request)),
        request);
}

/// What somebody may do whose password another person knows.
bool leads_to_a_new_password(const http::Operation& operation) {
    return operation.id == "get_session" || operation.id == "sign_out" ||
           operation.id == "change_password";
}

http::Response sign_out(Identity& identity, const http::Request& request) {
    identity.sign_out(caller_of(request));
    auto response = http::Response::empty();
    response.headers.set("Set-Cookie", http::expired_cookie(kSessionCookie, request.secure));
    return response;
}

void remember(Caller caller, http::Request& request) {
    auto standing = caller.session_hash + caller.person_json;
    for (const auto& permission : caller.viewer.permissions) standing += ' ' + permission;
    request.signed_in = http::SignedIn{.person_id = caller.viewer.person_id,
                                       .login = caller.login,
                                       .standing = http::short_digest(standing)};
    request.caller = std::make_shared<const Caller>(std::move(caller));
}

http::Operation operation_of(http::Method method, std::string path, std::string id) {
    http::Operation operation{.method = method, .path = std::move(path), .id = std::move(id)};
    operation.tag = "session";
    operation.permission = http::kSignedIn;
    operation.answers = {
        {.description = "Who is signed in and what they may do.", .schema = "Session"}};
    return operation;
}

}  // namespace

http::Gate make_gate(Identity& identity) {
    return [&identity](const http::Operation& operation, http::Request& request) {
        if (auto caller = identity.find_caller(request.cookie(kSessionCookie), request.peer))
            remember(*std::move(caller), request);
        if (operation.permission == http::kPublic) return;
        const auto& caller = caller_of(request);
        if (!http::is_safe(request.method) &&
            !http::same_secret(request.headers.get("X-CSRF-Token"), caller.csrf_token))
            throw Error(ErrorCode::Forbidden, "The X-CSRF-Token is not the session's.");
        if (caller.must_change_password && !leads_to_a_new_password(operation))
            throw http::Withheld("password_change_required",
                                 "Choose a password of your own first.");
        if (operation.permission == http::kSignedIn || caller.viewer.may(operation.permission))
            return;
        throw Error(ErrorCode::Forbidden, "You need the permission " + operation.permission + ".");
    };
}

std::function<void(const http::Request&, const http::Operation&)> make_refusal_log(
    Identity& identity) {
    return [&identity](const http::Request& request, const http::Operation& operation) {
        const auto* caller = std::any_cast<CallerPointer>(&request.caller);
        identity.note_refusal(
            caller == nullptr ? nullptr : caller->get(), operation.id, request.peer);
    };
}

std::vector<http::Operation> session_operations(Identity& identity) {
    auto open = operation_of(http::Method::Post, "/v1/session", "sign_in");
    open.permission = http::kPublic;
    open.summary = "Sign in; the session comes as a cookie.";
    open.body = http::BodyKind::Json;
    open.body_limit = 4096;
    open.lane = http::Lane::Password;
    open.body_schema = R"({"type":"object","required":["login","password"],"properties":
        {"login":{"type":"string"},"password":{"type":"string"}}})";
    open.handler = [&identity](const http::Request& request) { return sign_in(identity, request); };

    auto get = operation_of(http::Method::Get, "/v1/session", "get_session");
    get.summary = "Who is signed in.";
    get.handler = [](const http::Request& request) {
        return http::Response::json(session_json(caller_of(request)).dump());
    };

    auto close = operation_of(http::Method::Delete, "/v1/session", "sign_out");
    close.summary = "Sign out.";
    close.changes_rights = true;
    close.answers = {{.status = 204, .description = "Signed out."}};
    close.handler = [&identity](const http::Request& request) {
        return sign_out(identity, request);
    };

    auto password = operation_of(http::Method::Patch, "/v1/session/password", "change_password");
    password.summary =
        "Change the own password; other sessions end, and this one gets a new token.";
    password.body = http::BodyKind::Json;
    password.body_limit = 4096;
    password.lane = http::Lane::Password;
    password.changes_rights = true;
    password.body_schema = R"({"type":"object","required":["old_password","new_password"],
        "properties":{"old_password":{"type":"string"},"new_password":{"type":"string"}}})";
    password.handler = [&identity](const http::Request& request) {
        return change_password(identity, request);
    };
    return {std::move(open), std::move(get), std::move(close), std::move(password)};
}

const Caller& caller_of(const http::Request& request) {
    const auto* caller = std::any_cast<CallerPointer>(&request.caller);
    if (caller == nullptr) throw Error(ErrorCode::Unauthenticated, "Please sign in.");
    return **caller;
}

const Viewer& viewer_of(const http::Request& request) {
    return caller_of(request).viewer;
}

std::string_view session_schema() {
    return R"({
  "type": "object",
  "required": ["person", "permissions", "csrf_token", "demo", "must_change_password"],
  "properties": {
    "person": {
      "type": "object",
      "required": ["id", "name", "roles", "region_ids"],
      "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "roles": {"type": "array", "items": {"type": "string"}},
        "region_ids": {"type": "array", "items": {"type": "string"}}
      }
    },
    "permissions": {"type": "array", "items": {"type": "string"},
                    "description": "Names such as company.write; * stands for all."},
    "csrf_token": {"type": "string", "description": "Goes into X-CSRF-Token."},
    "demo": {"type": "boolean", "description": "The password is printed in public."},
    "must_change_password": {"type": "boolean",
      "description": "Somebody else knows the password; nothing but changing it is open."}
  }
})";
}

}  // namespace bihuan::identity
