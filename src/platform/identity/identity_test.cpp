#include "platform/identity/identity.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "platform/http/dispatcher.h"
#include "platform/http/problem.h"
#include "platform/identity/identity_api.h"
#include "support/databases.h"

namespace bihuan::identity {
namespace {

using nlohmann::json;

constexpr std::string_view kPassword = "correct horse 电池";

class MovingClock final : public Clock {
public:
    Instant now() const override { return now_; }
    void pass(std::chrono::minutes time) { now_ += time; }

private:
    Instant now_{Day(2026, 11, 3).value()};
};

class IdentityTest : public DatabaseTest {
protected:
    IdentityTest() : identity(database(), moving, members(), options()) {
        identity.set_password(viewer, {.person_id = 7, .login = "Wang"}, kPassword);
    }

    static IdentityOptions options() {
        return {.cost = {.passes = 1, .memory_bytes = 8192},
                .per_peer = {.burst = 100},
                .per_login = {.burst = 50}};
    }

    MemberSource members() {
        return [this](Session&, std::int64_t person_id) -> std::optional<Member> {
            if (!active) return std::nullopt;
            return Member{.viewer = {.person_id = person_id,
                                     .name = "王",
                                     .permissions = {"company.read"},
                                     .whole_company = true},
                          .person_json = R"({"id":"7","name":"王","roles":[],"region_ids":[]})"};
        };
    }

    std::string sign_in_failure(std::string_view password) {
        try {
            identity.sign_in("wang", password, "1.2.3.4");
        } catch (const Error& error) {
            return std::string(error_name(error.code()));
        }
        return "";
    }

    MovingClock moving;
    bool active = true;
    Identity identity;
};

INSTANTIATE_TEST_SUITE_P(Both, IdentityTest, both_databases(), dialect_name);

TEST_P(IdentityTest, SignsInByAnySpellingOfTheLoginAndFindsTheCallerByToken) {
    const auto session = identity.sign_in(" WANG ", kPassword, "1.2.3.4");

    const auto caller = identity.find_caller(session.token);

    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->viewer.person_id, 7);
    EXPECT_EQ(caller->csrf_token, session.caller.csrf_token);
    EXPECT_FALSE(identity.find_caller(session.token + "x"));
    EXPECT_FALSE(identity.find_caller(""));
}

TEST_P(IdentityTest, SaysTheSameForAWrongPasswordAndAnUnknownLogin) {
    EXPECT_EQ(sign_in_failure("wrong"), "unauthenticated");
    EXPECT_THROW(identity.sign_in("nobody", kPassword, "1.2.3.4"), Error);
}

TEST_P(IdentityTest, LocksAfterTenWrongPasswordsInARowAndOpensAgain) {
    for (int i = 0; i < 10; ++i) sign_in_failure("wrong");

    EXPECT_EQ(sign_in_failure(kPassword), "unauthenticated");
    moving.pass(std::chrono::minutes{1});
    EXPECT_EQ(sign_in_failure(kPassword), "");
}

TEST_P(IdentityTest, EndsSessionsByRestByAgeAndWithThePerson) {
    const auto session = identity.sign_in("wang", kPassword, "1.2.3.4");
    active = false;
    EXPECT_FALSE(identity.find_caller(session.token));
    active = true;

    for (int i = 0; i < 16; ++i) {
        EXPECT_TRUE(identity.find_caller(session.token)) << i;
        identity.store_touches();
        moving.pass(std::chrono::hours{10});
    }
    moving.pass(std::chrono::hours{9});
    EXPECT_FALSE(identity.find_caller(session.token));

    const auto other = identity.sign_in("wang", kPassword, "1.2.3.4");
    moving.pass(std::chrono::hours{13});
    EXPECT_FALSE(identity.find_caller(other.token));
}

TEST_P(IdentityTest, SignsOut) {
    const auto session = identity.sign_in("wang", kPassword, "1.2.3.4");

    identity.sign_out(session.caller);

    EXPECT_FALSE(identity.find_caller(session.token));
}

TEST_P(IdentityTest, ChangesThePasswordAndEndsOtherSessions) {
    const auto mine = identity.sign_in("wang", kPassword, "1.2.3.4");
    const auto other = identity.sign_in("wang", kPassword, "1.2.3.4");

    EXPECT_THROW(identity.change_password(mine.caller, "wrong", "another good one"), Error);
    EXPECT_THROW(identity.change_password(mine.caller, kPassword, "short"), Error);
    identity.change_password(mine.caller, kPassword, "another good one");

    EXPECT_TRUE(identity.find_caller(mine.token));
    EXPECT_FALSE(identity.find_caller(other.token));
    EXPECT_EQ(sign_in_failure(kPassword), "unauthenticated");
    EXPECT_EQ(sign_in_failure("another good one"), "");
}

TEST_P(IdentityTest, HashesAnewAtTheNextSignInOnceHashesCostMore) {
    const auto stored = [&] {
        return read([](Session& session) { return all_accounts(session).front().password_hash; });
    };
    const auto before = stored();
    auto dearer = options();
    dearer.cost.passes = 2;
    Identity today(database(), moving, members(), dearer);

    today.sign_in("wang", kPassword, "1.2.3.4");

    EXPECT_NE(stored(), before);
    today.sign_in("wang", kPassword, "1.2.3.4");
}

TEST_P(IdentityTest, KnowsDemoPasswordsAndGivesALoginToOnePersonOnly) {
    EXPECT_FALSE(read([](Session& session) { return has_demo_passwords(session); }));

    identity.set_password(
        viewer, {.person_id = 8, .login = "finance", .demo_password = true}, "demo");

    EXPECT_TRUE(read([](Session& session) { return has_demo_passwords(session); }));
    EXPECT_THROW(identity.set_password(viewer, {.person_id = 9, .login = "wang"}, kPassword),
                 Error);
    write([](Transaction& transaction) { erase_account(transaction, 8); });
    EXPECT_EQ(read([](Session& session) { return all_accounts(session).size(); }), 1U);
}

TEST_P(IdentityTest, ThrottlesAPeerWhateverLoginsItTries) {
    auto strict = options();
    strict.per_peer = {.burst = 3, .refill = std::chrono::seconds{300}};
    Identity throttled(database(), moving, members(), strict);

    for (const auto* login : {"a", "b", "c"})
        EXPECT_THROW(throttled.sign_in(login, "x", "5.6.7.8"), Error);
    EXPECT_THROW(throttled.sign_in("wang", kPassword, "5.6.7.8"), http::Throttled);
    for (int i = 0; i < 5; ++i)
        EXPECT_NO_THROW(throttled.sign_in("wang", kPassword, "9.9.9.9"))
            << "good ones do not count";
}

/// The gate and the session operations through a dispatcher, without sockets.
class IdentityApiTest : public IdentityTest {
protected:
    IdentityApiTest() {
        http::Router router;
        router.add(session_operations(identity));
        router.add(guarded(http::Method::Post, "/v1/read", "company.read"));
        router.add(guarded(http::Method::Post, "/v1/write", "company.write"));
        dispatcher = std::make_unique<http::Dispatcher>(
            http::Dispatcher::Parts{.router = std::move(router), .gate = make_gate(identity)});
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
        request.headers.set("Content-Type", "application/json");
        request.headers.set("Cookie", "bihuan_session=" + token);
        request.headers.set("X-CSRF-Token", csrf);
        return dispatcher->answer(std::move(request));
    }

    void sign_in() {
        const auto response =
            ask(http::Method::Post, "/v1/session", {{"login", "wang"}, {"password", kPassword}});
        const std::string cookie(response.headers.get("Set-Cookie"));
        token = cookie.substr(15, cookie.find(';') - 15);
        csrf = json::parse(std::get<std::string>(response.body))["csrf_token"];
    }

    std::unique_ptr<http::Dispatcher> dispatcher;
    std::string token = "none";
    std::string csrf = "none";
};

INSTANTIATE_TEST_SUITE_P(Both, IdentityApiTest, both_databases(), dialect_name);

TEST_P(IdentityApiTest, OpensTheGateBySessionTokenAndPermission) {
    EXPECT_EQ(ask(http::Method::Post, "/v1/read").status, 401);
    sign_in();
    EXPECT_EQ(ask(http::Method::Post, "/v1/read").status, 200);
    EXPECT_EQ(ask(http::Method::Post, "/v1/write").status, 403);
    EXPECT_EQ(ask(http::Method::Get, "/v1/session").status, 200);
    csrf = "forged";
    EXPECT_EQ(ask(http::Method::Post, "/v1/read").status, 403);
    EXPECT_EQ(ask(http::Method::Get, "/v1/session").status, 200);
}

TEST_P(IdentityApiTest, SignsOutAndForgetsTheCookie) {
    sign_in();

    const auto response = ask(http::Method::Delete, "/v1/session");

    EXPECT_EQ(response.status, 204);
    EXPECT_NE(response.headers.get("Set-Cookie").find("Max-Age=0"), std::string_view::npos);
    EXPECT_EQ(ask(http::Method::Get, "/v1/session").status, 401);
}

TEST_P(IdentityApiTest, TellsAllThatIsMissingInABody) {
    const auto response = ask(http::Method::Post, "/v1/session");

    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(json::parse(std::get<std::string>(response.body))["issues"].size(), 2U);
}

TEST(NormalLogin, IsOneFormOfAllSpellings) {
    EXPECT_EQ(normal_login("  Zhang.San \n"), "zhang.san");
    EXPECT_EQ(normal_login("   "), "");
}

TEST(PasswordIssues, RefuseWhatOthersWouldTryFirst) {
    EXPECT_FALSE(find_password_issues("wang", "kurz").empty());
    EXPECT_FALSE(find_password_issues("wangxiaoming", "WangXiaoMing").empty());
    EXPECT_FALSE(find_password_issues("wang", "1234567890").empty());
    EXPECT_FALSE(find_password_issues("wang", "aaaaaaaaaaaa").empty());
    EXPECT_FALSE(find_password_issues("wang", std::string(201, 'a') + "b").empty());
    EXPECT_TRUE(find_password_issues("wang", "今天天气很好我们去公园").empty());
}

}  // namespace
}  // namespace bihuan::identity
