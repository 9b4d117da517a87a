#include <nlohmann/json.hpp>

#include "platform/identity/identity_api.h"

namespace bihuan::identity {

namespace {

using nlohmann::json;

json own_session_json(const OwnSession& session) {
    return {{"id", session.id},
            {"created_at", to_string(session.created_at)},
            {"seen_at", to_string(session.seen_at)},
            {"address", session.address},
            {"browser", session.browser},
            {"current", session.current}};
}

http::Operation operation_of(http::Method method, std::string path, std::string id) {
    return {.method = method,
            .path = std::move(path),
            .id = std::move(id),
            .permission = std::string(http::kSignedIn),
            .tag = "session"};
}

}  // namespace

std::vector<http::Operation> own_session_operations(Identity& identity) {
    auto list = operation_of(http::Method::Get, "/v1/sessions", "list_own_sessions");
    list.summary = "Where the person is signed in.";
    list.answers = {{.description = "The own sessions.", .schema = "OwnSessions"}};
    list.handler = [&identity](const http::Request& request) {
        json items = json::array();
        for (const auto& session : identity.own_sessions(caller_of(request)))
            items.push_back(own_session_json(session));
        return http::Response::json(json{{"items", items}}.dump());
    };

    auto end = operation_of(http::Method::Delete, "/v1/sessions/{id}", "end_own_session");
    end.summary = "End one of the own sessions.";
    end.changes_rights = true;
    end.answers = {{.status = 204, .description = "It has ended."}};
    end.handler = [&identity](const http::Request& request) {
        identity.end_session(caller_of(request), request.path_value("id"));
        return http::Response::empty();
    };

    auto others = operation_of(http::Method::Delete, "/v1/sessions", "end_other_sessions");
    others.summary = "End all own sessions but this one.";
    others.changes_rights = true;
    others.answers = {
        {.description = "How many have ended.", .schema = R"({"type":"object","required":["ended"],
                           "properties":{"ended":{"type":"integer"}}})"}};
    others.handler = [&identity](const http::Request& request) {
        const auto ended = identity.end_other_sessions(caller_of(request));
        return http::Response::json(json{{"ended", ended}}.dump());
    };
    return {std::move(list), std::move(end), std::move(others)};
}

std::string_view own_sessions_schema() {
    return R"({
  "type": "object",
  "required": ["items"],
  "properties": {"items": {"type": "array", "items": {
    "type": "object",
    "required": ["id", "created_at", "seen_at", "address", "browser", "current"],
    "properties": {
      "id": {"type": "string"},
      "created_at": {"type": "string", "format": "date-time"},
      "seen_at": {"type": "string", "format": "date-time"},
      "address": {"type": "string"},
      "browser": {"type": "string", "description": "The User-Agent it signed in with."},
      "current": {"type": "boolean", "description": "The one that asks."}
    }
  }}}
})";
}

}  // namespace bihuan::identity
