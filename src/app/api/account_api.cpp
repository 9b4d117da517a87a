#include "app/api/account_api.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "business/company/people/person.h"
#include "platform/http/json_body.h"
#include "platform/identity/identity_api.h"

namespace bihuan::api {

namespace {

using nlohmann::json;

json account_json(const identity::Account& account) {
    return {{"person_id", std::to_string(account.person_id)},
            {"login", account.login},
            {"demo_password", account.demo_password},
            {"must_change_password", account.must_change_password},
            {"changed_at", to_string(account.changed_at)}};
}

std::string text_member(const json& body, const std::string& name) {
    const auto found = body.find(name);
    if (found != body.end() && found->is_string()) return *found;
    throw Error(ErrorCode::InvalidInput,
                "The body lacks something.",
                {{"required", "/" + name, "Give a text.", ""}});
}

http::Operation operation_of(http::Method method, std::string path, std::string id) {
    return {.method = method,
            .path = std::move(path),
            .id = std::move(id),
            .permission = "accounts.write",
            .tag = "accounts"};
}

http::Operation make_list(Database& database) {
    auto operation = operation_of(http::Method::Get, "/v1/accounts", "list_accounts");
    operation.summary = "Who can sign in.";
    operation.answers = {{.description = "Every account.", .schema = "Accounts"}};
    operation.handler = [&database](const http::Request& request) {
        const auto accounts = database.read(identity::viewer_of(request), [](Session& session) {
            return identity::all_accounts(session);
        });
        json items = json::array();
        for (const auto& account : accounts) items.push_back(account_json(account));
        return http::Response::json(json{{"items", items}}.dump());
    };
    return operation;
}

http::Operation make_set(Database& database, identity::Identity& identity) {
    auto operation = operation_of(http::Method::Put, "/v1/people/{id}/account", "set_account");
    operation.summary =
        "Give a person a login and a password, which they must change at their next sign-in.";
    operation.body = http::BodyKind::Json;
    operation.body_limit = 4096;
    operation.lane = http::Lane::Password;
    operation.changes_rights = true;
    operation.body_schema = R"({"type":"object","required":["login","new_password"],"properties":
        {"login":{"type":"string"},"new_password":{"type":"string"}}})";
    operation.answers = {{.status = 204, .description = "Done."}};
    operation.handler = [&database, &identity](const http::Request& request) {
        const auto& viewer = identity::viewer_of(request);
        const auto body = http::parse_json_object(request);
        const Id<Person> person{request.path_id("id")};
        database.read(viewer, [&](Session& session) { session.get(person); });
        identity.set_password(viewer,
                              {.person_id = person.value, .login = text_member(body, "login")},
                              text_member(body, "new_password"));
        return http::Response::empty();
    };
    return operation;
}

http::Operation make_erase(identity::Identity& identity) {
    auto operation = operation_of(http::Method::Delete, "/v1/people/{id}/account", "erase_account");
    operation.summary = "Take a person's account away.";
    operation.changes_rights = true;
    operation.answers = {{.status = 204, .description = "Done."}};
    operation.handler = [&identity](const http::Request& request) {
        identity.erase_account(identity::viewer_of(request), request.path_id("id"));
        return http::Response::empty();
    };
    return operation;
}

}  // namespace

std::vector<http::Operation> account_operations(Database& database, identity::Identity& identity) {
    return {make_list(database), make_set(database, identity), make_erase(identity)};
}

void add_account_schemas(http::Schemas& schemas) {
    schemas["Accounts"] = R"({
  "type": "object",
  "required": ["items"],
  "properties": {"items": {"type": "array", "items": {
    "type": "object",
    "required": ["person_id", "login", "demo_password", "must_change_password",
                 "changed_at"],
    "properties": {
      "person_id": {"type": "string"},
      "login": {"type": "string"},
      "demo_password": {"type": "boolean"},
      "must_change_password": {"type": "boolean",
        "description": "Somebody else gave the password, and it has not been changed since."},
      "changed_at": {"type": "string", "format": "date-time"}
    }
  }}}
})";
}

}  // namespace bihuan::api
