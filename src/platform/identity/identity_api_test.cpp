#include "platform/identity/identity_api.h"

#include <gtest/gtest.h>

#include "platform/http/dispatcher.h"
#include "platform/identity/identity_suite.h"

namespace bihuan::identity {
namespace {

using nlohmann::json;

/// The gate and the session operations through a dispatcher, without sockets.
class IdentityApiTest : public IdentityTest {
protected:
    IdentityApiTest() {
        http::Router router;
        router.add(session_operations(identity));
        router.add(own_session_operations(identity));
        router.add(guarded(http::Method::Post, "/v1/read", "company.read"));
        router.add(guarded(http::Method::Post, "/v1/write", "company.write"));
        dispatcher = std::make_unique<http::Dispatcher>(
            http::Dispatcher::Parts{.router = std::move(router),
                                    .gate = make_gate(identity),
                                    .on_refusal = make_refusal_log(identity)});
    }

    static http::Operation guarded(http::Method method, std::string path, std::string permission) {
        return {.method = method,
                .path = path,
                .id = path,
                .permission = std::move(permission),
                .summary = "For the test.",
                .answers = {{.description = "Good."}},
                .handler = [](const http::Request& request) {
                    return http::Response::text(viewer_of(request).name);
                }};
    }

    http::Response ask(http::Method method, std::string path, const json& body = json::object()) {
        http::Request request{.method = method, .path = std::move(path), .body = body.dump()};
        request.peer = "192.0.2.1";
        request.headers.set("Content-Type", "application/json");
        request.headers.set("Cookie", "bihuan_session=" + token + "; bihuan_browser=" + browser);
        request.headers.set("X-CSRF-Token", csrf);
        request.headers.set("User-Agent", "Firefox");
        auto response = dispatcher->answer(std::move(request));
        for (const auto& [name, value] : response.headers.fields()) {
            if (name != "Set-Cookie") continue;
            auto& kept = value.starts_with("bihuan_browser=") ? browser : token;
            const auto begin = value.find('=') + 1;
            kept = value.substr(begin, value.find(';') - begin);
        }
        if (response.status == 200 && method != http::Method::Delete) {
            const auto answer = body_of(response);
            if (answer.is_object() && answer.contains("csrf_token")) csrf = answer["csrf_token"];
        }
        return response;
    }

    static json body_of(const http::Response& response) {
        return json::parse(
            std::get<std::string>(response.body), nullptr, /*allow_exceptions=*/false);
    }

    http::Response sign_in_as(const std::string& login, std::string_view password) {
        return ask(http::Method::Post, "/v1/session", {{"login", login}, {"password", password}});
    }

    std::unique_ptr<http::Dispatcher> dispatcher;
    std::string token = "none";
    std::string browser = "none";
    std::string csrf = "none";
};

INSTANTIATE_TEST_SUITE_P(Both, IdentityApiTest, both_databases(), dialect_name);

TEST_P(IdentityApiTest, OpensTheGateBySessionTokenAndPermission) {
    EXPECT_EQ(ask(http::Method::Post, "/v1/read").status, 401);
    sign_in_as("wang", kPassword);
    EXPECT_EQ(ask(http::Method::Post, "/v1/read").status, 200);
    EXPECT_EQ(ask(http::Method::Post, "/v1/write").status, 403);
    EXPECT_EQ(ask(http::Method::Get, "/v1/session").status, 200);
    csrf = "forged";
    EXPECT_EQ(ask(http::Method::Post, "/v1/read").status, 403);
}

TEST_P(IdentityApiTest, WritesEveryRefusalIntoTheLogWithPersonAndAddress) {
    sign_in_as("wang", kPassword);
    for (int i = 0; i < 3; ++i) ask(http::Method::Post, "/v1/write");

    const auto refused = events("access.refused");
    ASSERT_GE(refused.size(), 1U);
    EXPECT_EQ(refused[0].person_id, 7);
    EXPECT_EQ(refused[0].address, "192.0.2.1");
    EXPECT_EQ(refused[0].reason, "/v1/write");
}

TEST_P(IdentityApiTest, SignsOutAndForgetsTheCookie) {
    sign_in_as("wang", kPassword);

    const auto response = ask(http::Method::Delete, "/v1/session");

    EXPECT_EQ(response.status, 204);
    EXPECT_NE(response.headers.get("Set-Cookie").find("Max-Age=0"), std::string_view::npos);
    EXPECT_EQ(ask(http::Method::Get, "/v1/session").status, 401);
}

TEST_P(IdentityApiTest, KeepsABrowserByACookieThatScriptsDoNotGet) {
    const auto response = sign_in_as("wang", kPassword);

    ASSERT_EQ(response.headers.count("Set-Cookie"), 2U);
    const auto& cookie = response.headers.fields().back().second;
    std::string kept;
    for (const auto& [name, value] : response.headers.fields())
        if (value.starts_with("bihuan_browser=")) kept = value;
    EXPECT_NE(kept.find("HttpOnly"), std::string::npos) << cookie;
    EXPECT_NE(kept.find("SameSite=Strict"), std::string::npos);
    EXPECT_NE(kept.find("Max-Age=15552000"), std::string::npos);
    const auto before = browser;
    sign_in_as("wang", kPassword);
    EXPECT_EQ(browser, before);
}

TEST_P(IdentityApiTest, EndsTheFormerSessionOfABrowserAtANewSignIn) {
    sign_in_as("wang", kPassword);
    const auto former = token;
    sign_in_as("wang", kPassword);

    EXPECT_FALSE(identity.find_caller(former));
    EXPECT_TRUE(identity.find_caller(token));
}

TEST_P(IdentityApiTest, GivesAWayToAPasswordOfOnesOwnAndNothingElse) {
    identity.set_password(viewer, {.person_id = 8, .login = "li"}, kPassword);
    const auto session = sign_in_as("li", kPassword);
    EXPECT_EQ(body_of(session)["must_change_password"], true);

    for (const auto* path : {"/v1/read", "/v1/write"}) {
        const auto refused = ask(http::Method::Post, path);
        EXPECT_EQ(refused.status, 403);
        EXPECT_EQ(body_of(refused)["code"], "password_change_required");
    }
    EXPECT_EQ(ask(http::Method::Get, "/v1/sessions").status, 403);
    EXPECT_EQ(ask(http::Method::Get, "/v1/session").status, 200);

    const auto weak = ask(http::Method::Patch,
                          "/v1/session/password",
                          {{"old_password", kPassword}, {"new_password", "password12"}});
    EXPECT_EQ(weak.status, 422);
    EXPECT_EQ(body_of(weak)["issues"][0]["field"], "/new_password");
    const auto changed = ask(http::Method::Patch,
                             "/v1/session/password",
                             {{"old_password", kPassword}, {"new_password", kOtherPassword}});
    EXPECT_EQ(changed.status, 200);
    EXPECT_EQ(body_of(changed)["must_change_password"], false);
    EXPECT_EQ(ask(http::Method::Post, "/v1/read").status, 200) << "under the new token";
}

TEST_P(IdentityApiTest, ListsAndEndsOwnSessions) {
    sign_in_as("wang", kPassword);
    const auto other = sign_in();
    const auto list = body_of(ask(http::Method::Get, "/v1/sessions"))["items"];
    ASSERT_EQ(list.size(), 2U);
    for (const auto& session : list) {
        if (session["current"] == true) {
            EXPECT_EQ(session["browser"], "Firefox");
            EXPECT_EQ(session["address"], "192.0.2.1");
            continue;
        }
        const auto path = "/v1/sessions/" + session["id"].get<std::string>();
        EXPECT_EQ(ask(http::Method::Delete, path).status, 204);
        EXPECT_EQ(ask(http::Method::Delete, path).status, 404);
    }
    EXPECT_FALSE(identity.find_caller(other.token));
    sign_in();
    EXPECT_EQ(body_of(ask(http::Method::Delete, "/v1/sessions"))["ended"], 1);
    EXPECT_EQ(ask(http::Method::Post, "/v1/read").status, 200);
}

TEST_P(IdentityApiTest, TellsAllThatIsMissingInABody) {
    const auto response = ask(http::Method::Post, "/v1/session");

    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(body_of(response)["issues"].size(), 2U);
}

}  // namespace
}  // namespace bihuan::identity
