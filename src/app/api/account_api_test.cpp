#include "app/api/account_api.h"

#include <algorithm>
#include <set>

#include "app/api/api_suite.h"

namespace bihuan::api {
namespace {

class AccountApiTest : public ApiTest {};

INSTANTIATE_TEST_SUITE_P(Both, AccountApiTest, both_databases(), dialect_name);

TEST_P(AccountApiTest, WhoMustChangeTheirPasswordMayDoNothingElse) {
    Person person{.code = "new", .name = "new", .roles = {Role::Administrator}};
    write([&](Transaction& transaction) { transaction.insert(person); });
    identity.set_password(viewer, {.person_id = person.id.value, .login = "new"}, kPassword);
    sign_in("new");

    const std::set<std::string> allowed{"get_session", "sign_out", "change_password"};
    int refused = 0;
    for (const auto* operation : dispatcher.router().operations()) {
        if (operation->permission == http::kPublic || allowed.contains(operation->id)) continue;
        const auto reply = ask(operation->method, concrete(operation->path));
        EXPECT_EQ(reply.status, 403) << operation->id;
        EXPECT_EQ(reply.body["code"], "password_change_required") << operation->id;
        ++refused;
    }
    EXPECT_GT(refused, 100);
    EXPECT_EQ(get("/v1/session").status, 200);

    const auto changed =
        ask(http::Method::Patch,
            "/v1/session/password",
            {{"old_password", kPassword}, {"new_password", "two kettles on the roof"}});
    EXPECT_EQ(changed.status, 200);
    EXPECT_FALSE(identity.find_caller(token)) << "the old token is gone";
}

TEST_P(AccountApiTest, EveryExportLeavesAnEventWithPersonAndAddress) {
    make_brand("A");
    EXPECT_EQ(get("/v1/brands/export?format=csv&search=A").status, 200);
    EXPECT_EQ(get("/v1/facts/sell-out/export?format=csv").status, 200);

    const auto events = get("/v1/events?filter[action]=exports.made").body["items"];
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0]["subject_kind"], "sell-out");
    EXPECT_EQ(events[1]["subject_kind"], "brands");
    for (const auto& event : events) {
        EXPECT_EQ(event["address"], "192.0.2.7");
        EXPECT_FALSE(event["person_id"].is_null());
    }
    const auto after = json::parse(events[1]["after_state"].get<std::string>());
    EXPECT_EQ(after["rows"], 1);
    EXPECT_EQ(after["search"], "A");
}

TEST_P(AccountApiTest, WhatAGateRefusedIsToldToTheAuditor) {
    sign_in("auditor");
    post("/v1/brands", {{"code", "B"}, {"name", "B"}});
    post("/v1/brands", {{"code", "B"}, {"name", "B"}});
    identity.store_refusals();

    const auto events = get("/v1/events?filter[action]=access.refused").body["items"];
    ASSERT_GE(events.size(), 1U);
    EXPECT_EQ(events.back()["reason"], "create_brands");
    EXPECT_EQ(events.back()["address"], "192.0.2.7");
    EXPECT_FALSE(events.back()["person_id"].is_null());
}

TEST_P(AccountApiTest, TheLastAdministratorKeepsAccountRoleAndRow) {
    const auto session = get("/v1/session").body;
    const std::string path = "/v1/people/" + session["person"]["id"].get<std::string>();
    const auto etag = get(path).etag;

    for (const auto& reply : {ask(http::Method::Delete, path + "/account"),
                              ask(http::Method::Patch, path, {{"roles", {"auditor"}}}, etag),
                              ask(http::Method::Patch, path, {{"active_to", "2026-11-02"}}, etag),
                              ask(http::Method::Delete, path, nullptr, etag)}) {
        EXPECT_EQ(reply.status, 409) << reply.body;
        EXPECT_EQ(reply.body["issues"][0]["code"], "last_administrator");
    }
    EXPECT_EQ(get("/v1/accounts").status, 200);

    add_person("second", Role::Administrator);
    EXPECT_EQ(ask(http::Method::Delete, path + "/account").status, 204);
    EXPECT_EQ(get("/v1/accounts").status, 401);
}

TEST_P(AccountApiTest, APasswordIsNotBuiltOnWhatTheCompanyKnowsOfThePerson) {
    const auto person =
        post("/v1/people", {{"code", "E0042"}, {"name", "欧阳晓明"}, {"phone", "13912345678"}})
            .body;
    const std::string path = "/v1/people/" + person["id"].get<std::string>() + "/account";
    for (const auto* password : {"ouyangxiaoming", "E0042e0042!", "13912345678x", "password12"}) {
        const auto reply =
            ask(http::Method::Put, path, {{"login", "ou"}, {"new_password", password}});
        EXPECT_EQ(reply.status, 422) << password;
        EXPECT_EQ(reply.body["issues"][0]["field"], "/new_password");
    }
}

TEST_P(AccountApiTest, GivesAndTakesAccounts) {
    const auto person = post("/v1/people", {{"code", "P9"}, {"name", "李"}}).body;
    const std::string path = "/v1/people/" + person["id"].get<std::string>() + "/account";

    const auto weak = ask(http::Method::Put, path, {{"login", "li"}, {"new_password", "x"}});
    const auto good = ask(
        http::Method::Put, path, {{"login", "Li"}, {"new_password", "my aunt sells old stamps"}});

    EXPECT_EQ(weak.status, 422);
    EXPECT_EQ(weak.body["issues"][0]["field"], "/new_password");
    EXPECT_EQ(good.status, 204);
    EXPECT_NO_THROW(identity.sign_in("li", "my aunt sells old stamps", "test"));
    EXPECT_EQ(ask(http::Method::Delete, path).status, 204);
    EXPECT_EQ(ask(http::Method::Delete, path).status, 404);
}

}  // namespace
}  // namespace bihuan::api
