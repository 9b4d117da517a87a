#include "app/api/api.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <thread>

#include "app/api/api_suite.h"

namespace bihuan::api {
namespace {

INSTANTIATE_TEST_SUITE_P(Both, ApiTest, both_databases(), dialect_name);

TEST_P(ApiTest, MakesReadsChangesAndRemovesARow) {
    const auto made = post("/v1/brands", {{"code", "A"}, {"name", "山泉"}, {"own", true}});
    ASSERT_EQ(made.status, 201);
    const std::string path = "/v1/brands/" + made.body["id"].get<std::string>();

    const auto read = get(path);
    const auto changed = ask(http::Method::Patch, path, {{"name", "清泉"}}, read.etag);
    const auto removed = ask(http::Method::Delete, path, nullptr, changed.etag);

    EXPECT_EQ(read.body["name"], "山泉");
    EXPECT_EQ(changed.status, 200);
    EXPECT_EQ(changed.body["name"], "清泉");
    EXPECT_EQ(changed.body["own"], true);
    EXPECT_EQ(removed.status, 204);
    EXPECT_EQ(get(path).status, 404);
}

TEST_P(ApiTest, TellsTheSecondOfTwoEditorsAndOverwritesNothing) {
    const std::string path = "/v1/brands/" + make_brand("A");
    const auto mine = get(path);
    const auto theirs = get(path);

    const auto first = ask(http::Method::Patch, path, {{"name", "theirs"}}, theirs.etag);
    const auto second = ask(http::Method::Patch, path, {{"name", "mine"}}, mine.etag);

    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(second.status, 412);
    EXPECT_EQ(second.body["code"], "conflict");
    EXPECT_EQ(get(path).body["name"], "theirs");
    EXPECT_EQ(ask(http::Method::Patch, path, {{"name", "x"}}).status, 422);
    EXPECT_EQ(ask(http::Method::Delete, path, nullptr, mine.etag).status, 412);
}

TEST_P(ApiTest, TellsEveryIssueOfABodyWithItsPlace) {
    const auto reply = post("/v1/brands", {{"code", 7}, {"colour", "red"}, {"version", 9}});

    EXPECT_EQ(reply.status, 422);
    std::set<std::string> fields;
    for (const auto& issue : reply.body["issues"]) fields.insert(issue["field"]);
    EXPECT_EQ(fields, (std::set<std::string>{"/code", "/colour", "/version"}));
    EXPECT_EQ(post("/v1/brands", json::object()).body["issues"][0]["field"], "/code");
    EXPECT_EQ(post("/v1/brands", json::array()).status, 400);
}

TEST_P(ApiTest, RefusesAKeyThatIsTakenAndSaysWhichFieldItIs) {
    make_brand("A");

    const auto reply = post("/v1/brands", {{"code", "A"}, {"name", "again"}});

    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(reply.body["issues"][0]["field"], "/code");
    EXPECT_EQ(reply.body["issues"][0]["code"], "not_unique");
}

/// A code is unique in the whole company, so that it is taken must be told; whose it is must not.
TEST_P(ApiTest, TellsATakenKeyOfAHiddenRowInTheSameWordsAsOfAnyOther) {
    const auto region = [&](const std::string& code) {
        return post("/v1/regions", {{"code", code}, {"name", code}}).body["id"].get<std::string>();
    };
    const auto own = region("OWN");
    const auto other = region("OTHER");
    const auto channel =
        post("/v1/channels", {{"code", "C"}, {"name", "C"}}).body["id"].get<std::string>();
    const auto outlet = [&](const std::string& code, const std::string& region_id) {
        return json{
            {"code", code}, {"name", "店"}, {"region_id", region_id}, {"channel_id", channel}};
    };
    ASSERT_EQ(post("/v1/outlets", outlet("SEEN", own)).status, 201);
    ASSERT_EQ(post("/v1/outlets", outlet("HIDDEN", other)).status, 201);
    add_person("regional", Role::RegionalManager, {{std::stoll(own)}});
    sign_in("regional");
    ASSERT_EQ(get("/v1/outlets").body["total"], 1);

    auto hidden = post("/v1/outlets", outlet("HIDDEN", own));
    auto seen = post("/v1/outlets", outlet("SEEN", own));

    EXPECT_EQ(hidden.status, 409);
    hidden.body.erase("request_id");
    seen.body.erase("request_id");
    EXPECT_EQ(hidden.body, seen.body);
    EXPECT_EQ(hidden.body["detail"], "The code is already in use.");
    EXPECT_EQ(hidden.body["issues"][0]["field"], "/code");
}

TEST_P(ApiTest, TellsAllButOneOfManyEditorsAtOnceThatTheirRowIsStale) {
    const std::string path = "/v1/brands/" + make_brand("A");
    const auto etag = get(path).etag;
    std::array<int, 20> statuses{};
    {
        std::vector<std::jthread> editors;
        for (auto& status : statuses)
            editors.emplace_back([&, this] {
                status = ask(http::Method::Patch, path, {{"name", "x"}}, etag).status;
            });
    }
    EXPECT_EQ(std::ranges::count(statuses, 200), 1);
    EXPECT_EQ(std::ranges::count(statuses, 412), 19);
}

TEST_P(ApiTest, ListsByPageFilterSortAndSearch) {
    for (const auto* code : {"A", "B", "C", "D", "E"}) make_brand(code, *code < 'C');

    const auto page = get("/v1/brands?limit=2&sort=-code");
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(page.body["items"][0]["code"], "E");
    EXPECT_EQ(page.body["total"], 5);
    const auto next = get("/v1/brands?limit=2&sort=-code&after=" +
                          http::percent_encode(page.body["next"].get<std::string>()));
    EXPECT_EQ(next.body["items"][0]["code"], "C");

    EXPECT_EQ(get("/v1/brands?filter[own]=true").body["total"], 2);
    EXPECT_EQ(get("/v1/brands?filter[code]=A&filter[code]=E").body["total"], 2);
    EXPECT_EQ(get("/v1/brands?filter[code][from]=B&filter[code][to]=C").body["total"], 2);
    EXPECT_EQ(get("/v1/brands?search=pinpaid").body["total"], 1);
}

TEST_P(ApiTest, RefusesListsThatCannotBeMade) {
    for (const auto* query : {"limit=0",
                              "limit=x",
                              "sort=colour",
                              "filter[colour]=red",
                              "filter[own]=perhaps",
                              "filter[id]=x",
                              "filter[code][middle]=x",
                              "after=x",
                              "after=%5B1%5D"}) {
        EXPECT_EQ(get(std::string("/v1/brands?") + query).status, 422) << query;
    }
    EXPECT_EQ(get("/v1/people?sort=roles").status, 422);
    EXPECT_EQ(get("/v1/people?filter[roles]=x").status, 422);
}

TEST_P(ApiTest, ListsEveryNounSortedByEveryPlainField) {
    for (const auto& resource : all_resources()) {
        for (const auto& field : resource.description->fields) {
            const bool plain = field.kind != FieldKind::Ids && field.kind != FieldKind::Choices &&
                               field.kind != FieldKind::Json;
            if (!plain) continue;
            const auto target = "/v1/" + resource.path + "?sort=-" + std::string(field.name);
            EXPECT_EQ(get(target).status, 200) << target;
        }
        EXPECT_EQ(get("/v1/" + resource.path + "?search=x&filter[id]=null").status, 200);
    }
}

TEST_P(ApiTest, ShowsNoWriteToWhoMayOnlyRead) {
    const auto id = make_brand("A");
    sign_in("auditor");

    EXPECT_EQ(get("/v1/brands/" + id).status, 200);
    EXPECT_EQ(post("/v1/brands", {{"code", "B"}, {"name", "B"}}).status, 403);
    EXPECT_EQ(ask(http::Method::Delete, "/v1/brands/" + id).status, 403);
    EXPECT_EQ(get("/v1/accounts").status, 403);
    EXPECT_EQ(get("/v1/events").status, 200);
}

TEST_P(ApiTest, KeepsAReasonAndWhoWithEveryChange) {
    post("/v1/brands?reason=launch", {{"code", "A"}, {"name", "A"}});

    const auto event = get("/v1/events?limit=1").body["items"][0];

    EXPECT_EQ(event["subject_kind"], "brands");
    EXPECT_EQ(event["reason"], "launch");
    EXPECT_EQ(event["person_id"].is_null(), false);
}

TEST_P(ApiTest, FindsRowsByNameOrPinyinAcrossNouns) {
    post("/v1/regions", {{"code", "CQ"}, {"name", "重庆"}});

    const auto hits = get("/v1/search?q=" + http::percent_encode("重")).body["items"];
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0]["kind"], "regions");
    EXPECT_EQ(get("/v1/search?q=chongqing").body["items"].size(), 1U);
    EXPECT_EQ(get("/v1/search?q=").body["items"].size(), 0U);
}

TEST_P(ApiTest, KnowsTheCompanyAndItsMonths) {
    const auto company = get("/v1/company").body;

    EXPECT_EQ(company["month_in_work"], "2026-10");
    EXPECT_EQ(company["currency"], "CNY");
    EXPECT_EQ(company["database"], GetParam() == "sqlite" ? "sqlite" : "postgresql");
}

TEST_P(ApiTest, DescribesEveryNounForTablesAndForms) {
    const auto nouns = get("/v1/descriptions").body;

    EXPECT_EQ(nouns.size(), all_resources().size());
    std::map<std::string, json> references;
    for (const auto& field : nouns["product-lines"]["fields"])
        references[field["name"]] = field["references"];
    EXPECT_EQ(references.at("brand_id"), "brands");
}

TEST_P(ApiTest, EveryOperationHasAPermissionThatExistsAndADocumentedAnswer) {
    const auto known = all_permissions();
    for (const auto* operation : dispatcher.router().operations()) {
        const auto& permission = operation->permission;
        const bool exists = permission == http::kPublic || permission == http::kSignedIn ||
                            std::find(known.begin(), known.end(), permission) != known.end();
        EXPECT_TRUE(exists) << operation->id << " needs " << permission;
        EXPECT_FALSE(operation->answers.empty()) << operation->id;
        for (const auto& answer : operation->answers)
            EXPECT_FALSE(answer.description.empty()) << operation->id;
        EXPECT_FALSE(operation->tag.empty()) << operation->id;
    }
}

TEST_P(ApiTest, OnlyAFewOperationsAreForEverybody) {
    std::set<std::string> open;
    for (const auto* operation : dispatcher.router().operations())
        if (operation->permission == http::kPublic) open.insert(operation->id);

    EXPECT_EQ(open, (std::set<std::string>{"health", "metrics", "sign_in"}));
}

TEST_P(ApiTest, RefusesEveryGuardedOperationToStrangers) {
    token = "stranger";
    for (const auto* operation : dispatcher.router().operations()) {
        if (operation->permission == http::kPublic) continue;
        EXPECT_EQ(ask(operation->method, concrete(operation->path)).status, 401) << operation->id;
    }
}

TEST_P(ApiTest, DocumentsTheWholeContract) {
    const auto document = json::parse(
        http::openapi_document(dispatcher.router(), make_schemas(), {.version = "test"}));

    EXPECT_EQ(document["paths"]["/v1/product-lines/{id}"]["patch"]["requestBody"]["content"]
                      ["application/json"]["schema"]["$ref"],
              "#/components/schemas/ProductLineChange");
    const auto& product = document["components"]["schemas"]["ProductNew"];
    EXPECT_FALSE(product["properties"].contains("id"));
    EXPECT_EQ(product["required"], json({"code", "name", "brand_id", "unit"}));
    EXPECT_TRUE(document["components"]["schemas"].contains("Person"));
}

TEST_P(ApiTest, TheGateTellsWhoAsksAndThatTheirRightsHaveChanged) {
    sign_in("auditor");
    const auto gate = identity::make_gate(identity);
    const auto seen = [&] {
        http::Request request;
        request.headers.set("Cookie", std::string(identity::kSessionCookie) + "=" + token);
        gate({.permission = std::string(http::kPublic)}, request);
        return request.signed_in;
    };
    const auto before = seen();
    ASSERT_TRUE(before);
    EXPECT_EQ(before->login, "auditor");
    EXPECT_EQ(seen()->standing, before->standing);

    write([&](Transaction& transaction) {
        auto person = transaction.find_by<Person>("code", "auditor").value();
        person.roles.push_back(Role::Administrator);
        transaction.update(person, person.version);
    });
    EXPECT_NE(seen()->standing, before->standing);
}

TEST_P(ApiTest, LongWorkAndPasswordsHaveLanesOfTheirOwn) {
    std::set<std::string> heavy;
    std::set<std::string> passwords;
    for (const auto* operation : dispatcher.router().operations()) {
        const auto lane = http::lane_of(*operation);
        if (lane == http::Lane::Heavy) heavy.insert(operation->id);
        if (lane == http::Lane::Password) passwords.insert(operation->id);
        EXPECT_FALSE(lane == http::Lane::Write && http::is_safe(operation->method));
    }
    std::set<std::string> long_work{"get_forecast_anatomy",
                                    "get_forecast_hindsight",
                                    "export_facts",
                                    "get_import_errors",
                                    "preview_override"};
    for (const auto& kind : kinds.all()) {
        if (!kind.is_noun()) continue;
        auto words = kind.resource->path;
        std::replace(words.begin(), words.end(), '-', '_');
        long_work.insert("export_" + words);
    }
    EXPECT_EQ(heavy, long_work);
    EXPECT_EQ(passwords, (std::set<std::string>{"change_password", "set_account", "sign_in"}));
}

}  // namespace
}  // namespace bihuan::api
