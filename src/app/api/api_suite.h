#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/api/api.h"
#include "app/api/members.h"
#include "app/resources.h"
#include "business/company/people/people.h"
#include "business/company/people/person.h"
#include "business/company/regions/region.h"
#include "platform/http/dispatcher.h"
#include "platform/identity/identity_api.h"
#include "support/databases.h"

// A small company behind the whole API, asked without sockets.
namespace bihuan::api {

using nlohmann::json;

inline constexpr std::string_view kPassword = "correct horse 电池";

struct Reply {
    int status = 0;
    json body;
    std::string etag;
};

class ApiTest : public DatabaseTest {
protected:
    ApiTest()
        : identity(database(), clock, make_members(clock), cheap(identity_options())),
          jobs(database(), clock, hub, make_viewers(clock)),
          dispatcher(
              {.router = make_router({database(), clock, identity, jobs, metrics, kinds, folder}),
               .gate = identity::make_gate(identity),
               .on_refusal = identity::make_refusal_log(identity)}) {
        std::filesystem::create_directories(folder);
        add_person("admin", Role::Administrator);
        add_person("auditor", Role::Auditor);
        sign_in("admin");
    }

    void add_person(const std::string& login, Role role, std::vector<Id<Region>> regions = {}) {
        Person person{
            .code = login, .name = login, .roles = {role}, .region_ids = std::move(regions)};
        auto values = to_values(person);
        write([&](Transaction& transaction) {
            add_row(transaction, people::resource(), values, "");
        });
        person = from_row<Person>(values);
        // As if they had chosen it: what others give must be changed first.
        auto self = viewer;
        self.person_id = person.id.value;
        identity.set_password(self, {.person_id = person.id.value, .login = login}, kPassword);
    }

    static identity::IdentityOptions cheap(identity::IdentityOptions options) {
        options.cost = {.passes = 1, .memory_bytes = 8192};
        return options;
    }

    void sign_in(const std::string& login) {
        auto session = identity.sign_in(login, kPassword, "test");
        token = session.token;
        csrf = session.caller.csrf_token;
    }

    Reply ask(http::Method method,
              const std::string& target,
              const json& body = nullptr,
              const std::string& if_match = {}) {
        const auto question = target.find('?');
        http::Request request{.method = method, .path = target.substr(0, question)};
        if (question != std::string::npos)
            request.query = http::Query::parse(target.substr(question + 1)).value();
        request.headers.set("Cookie", "bihuan_session=" + token);
        request.headers.set("X-CSRF-Token", csrf);
        request.headers.set("Content-Type", "application/json");
        request.peer = "192.0.2.7";
        if (!if_match.empty()) request.headers.set("If-Match", if_match);
        if (!body.is_null()) request.body = body.dump();
        const auto response = dispatcher.answer(std::move(request));
        const auto* body_text = std::get_if<std::string>(&response.body);
        const auto text = body_text == nullptr ? std::string() : *body_text;
        return {.status = response.status,
                .body = text.empty() ? json() : json::parse(text),
                .etag = std::string(response.headers.get("ETag"))};
    }
    Reply get(const std::string& target) { return ask(http::Method::Get, target); }
    Reply post(const std::string& target, const json& body) {
        return ask(http::Method::Post, target, body);
    }
    std::string make_brand(const std::string& code, bool own = false) {
        return post("/v1/brands", {{"code", code}, {"name", "品牌" + code}, {"own", own}})
            .body["id"];
    }

    std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "imports";
    imports::Kinds kinds{all_resources()};
    http::EventHub hub;
    std::shared_ptr<http::Metrics> metrics = std::make_shared<http::Metrics>();
    identity::Identity identity;
    jobs::Jobs jobs;
    http::Dispatcher dispatcher;
    std::string token;
    std::string csrf;
};

inline std::string concrete(std::string path) {
    for (auto at = path.find('{'); at != std::string::npos; at = path.find('{'))
        path.replace(at, path.find('}') - at + 1, "1");
    return path;
}

}  // namespace bihuan::api
