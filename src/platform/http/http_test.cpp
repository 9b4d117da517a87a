#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/stale_edit.h"
#include "platform/http/assets.h"
#include "platform/http/compress.h"
#include "platform/http/dispatcher.h"
#include "platform/http/events.h"
#include "platform/http/json_body.h"
#include "platform/http/openapi.h"
#include "platform/http/outgoing.h"
#include "platform/http/problem.h"
#include "platform/http/router.h"
#include "platform/http/security.h"
#include "platform/http/throttle.h"

namespace bihuan::http {
namespace {

using nlohmann::json;

Operation operation(Method method, std::string path, std::string id) {
    return {.method = method,
            .path = std::move(path),
            .id = std::move(id),
            .permission = std::string(kPublic),
            .summary = "For the test.",
            .tag = "test",
            .answers = {{.description = "Good."}},
            .handler = [](const Request&) { return Response::text("x"); }};
}

TEST(Headers, CompareNamesWithoutCaseAndRefuseLineBreaks) {
    Headers headers;
    headers.set("X-A", "1");
    headers.set("x-a", "2");

    EXPECT_EQ(headers.get("X-a"), "2");
    EXPECT_EQ(headers.count("X-A"), 1U);
    EXPECT_THROW(headers.set("X-A", "v\r\nSet-Cookie: evil=1"), Error);
    EXPECT_THROW(headers.add("X-A", std::string("v\0", 2)), Error);
    EXPECT_THROW(headers.add("X A", "v"), Error);
}

TEST(Headers, FindTokensThatAreWanted) {
    EXPECT_TRUE(has_token("br;q=0.9, GZIP", "gzip"));
    EXPECT_FALSE(has_token("br, gzip;q=0.0", "gzip"));
    EXPECT_FALSE(has_token("xgzip", "gzip"));
}

TEST(Query, DecodesNamesAndValues) {
    const auto query = Query::parse("filter%5Bid%5D=1&filter[id]=2&q=%E5%8C%97+%E4%BA%AC&empty");

    ASSERT_TRUE(query);
    EXPECT_EQ(query->all("filter[id]"), (std::vector<std::string_view>{"1", "2"}));
    EXPECT_EQ(query->get("q"), "北 京");
    EXPECT_EQ(query->find("empty"), "");
    EXPECT_FALSE(Query::parse("a=%f"));
    EXPECT_EQ(query->integer("empty2", 7, 0, 9), 7);
    EXPECT_THROW(query->integer("q", 7, 0, 9), Error);
}

TEST(Utf8, RefusesOverlongSurrogateAndBrokenForms) {
    EXPECT_TRUE(is_utf8("aé北𠮷"));
    for (const auto* text : {"\xC0\x80",
                             "\xE0\x80\x80",
                             "\xED\xA0\x80",
                             "\xF4\x90\x80\x80",
                             "\xE5\x8C",
                             "\x80",
                             "\xF8\x88\x80\x80\x80"})
        EXPECT_FALSE(is_utf8(text));
}

TEST(Cookies, AreFoundByTheirWholeName) {
    EXPECT_EQ(find_cookie("xa=1; a=2;b=3", "a"), "2");
    EXPECT_EQ(find_cookie("xa=1; a=2;b=3", "b"), "3");
    EXPECT_FALSE(find_cookie("xa=1", "a"));
}

TEST(Router, PrefersLiteralPartsAndTellsAllowedMethods) {
    Router router;
    router.add(operation(Method::Get, "/v1/products/{id}", "get"));
    router.add(operation(Method::Patch, "/v1/products/{id}", "patch"));
    router.add(operation(Method::Get, "/v1/products/export", "export"));
    router.add(operation(Method::Get, "/v1/products/{id}/prices", "prices"));

    EXPECT_EQ(router.find(Method::Get, "/v1/products/export").operation->id, "export");
    EXPECT_EQ(router.find(Method::Head, "/v1/products/7").operation->id, "get");
    EXPECT_EQ(router.find(Method::Get, "/v1/products/export/prices").path_values.at("id"),
              "export");
    EXPECT_EQ(router.find(Method::Delete, "/v1/products/7").allowed, "GET, HEAD, PATCH");
    EXPECT_EQ(router.find(Method::Get, "/v1/products/").operation, nullptr);
    EXPECT_EQ(router.find(Method::Get, "/v1").operation, nullptr);
}

TEST(RouterDeathTest, TakesNoOperationWithoutPermissionOrAnswer) {
    Router router;
    auto no_permission = operation(Method::Get, "/a", "a");
    no_permission.permission.clear();
    auto no_answer = operation(Method::Get, "/b", "b");
    no_answer.answers.clear();

    EXPECT_DEATH(router.add(no_permission), "check failed");
    EXPECT_DEATH(router.add(no_answer), "check failed");
    auto guarded = operation(Method::Get, "/c", "c");
    guarded.permission = std::string(kSignedIn);
    guarded.lane = Lane::Instant;
    EXPECT_DEATH(router.add(guarded), "check failed") << "the instant lane asks no gate";
}

TEST(Problem, CarriesIssuesWithTheirPlace) {
    const Error error(ErrorCode::InvalidInput,
                      "Wrong.",
                      {{.code = "required", .field = "/name", .message = "Give a name."}});

    const auto response = problem(error, "r1");
    const auto body = json::parse(std::get<std::string>(response.body));

    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(body["code"], "invalid_input");
    EXPECT_EQ(body["request_id"], "r1");
    EXPECT_EQ(body["issues"][0]["field"], "/name");
}

TEST(Problem, IsNeverLongerThanWhatItComplainsAbout) {
    Issues issues(90'000, {"unknown_field", "/" + std::string(5000, 'a'), std::string(5000, 'b')});
    issues[0].found = "北" + std::string(199, 'x') + "京";

    const auto response = problem(Error(ErrorCode::InvalidInput, "Wrong.", std::move(issues)), "r");
    const auto& text = std::get<std::string>(response.body);
    const auto body = json::parse(text);

    EXPECT_LT(text.size(), 100'000U);
    EXPECT_EQ(body["issues"].size(), 100U);
    EXPECT_EQ(body["detail"], "Wrong. The first 100 of 90000 issues are listed.");
    EXPECT_TRUE(is_utf8(body["issues"][0]["found"].get<std::string>()));
}

TEST(Problem, KnowsStaleEditsUnparsableBodiesAndThrottles) {
    std::string log;
    const auto answer = [&](const auto& error) {
        return problem(std::make_exception_ptr(error), "r", log);
    };

    EXPECT_EQ(answer(StaleEdit("Changed.")).status, 412);
    EXPECT_EQ(answer(Unparsable("No JSON.")).status, 400);
    EXPECT_EQ(answer(Throttled("Wait.", 9)).headers.get("Retry-After"), "9");
    EXPECT_EQ(answer(std::runtime_error("inner")).status, 500);
    EXPECT_EQ(log, "inner");
}

TEST(JsonBody, RefusesRepeatedKeysDepthAndOtherTypes) {
    const auto parse = [](std::string body, std::string_view type = "application/json") {
        Request request{.body = std::move(body)};
        request.headers.set("Content-Type", type);
        return parse_json_object(request);
    };

    EXPECT_EQ(parse(R"({"a":{"a":1},"b":[{"a":2},{"a":3}]})")["a"]["a"], 1);
    EXPECT_THROW(parse(R"({"a":1,"a":2})"), Unparsable);
    EXPECT_THROW(parse(R"({"a":)"), Unparsable);
    EXPECT_THROW(parse("[1]"), Unparsable);
    EXPECT_THROW(parse("{\"a\":\"\xff\"}"), Unparsable);
    EXPECT_THROW(parse("{\"a\":" + std::string(1000, '[') + std::string(1000, ']') + "}"),
                 Unparsable);
    EXPECT_THROW(parse("{}", "text/plain"), Error);
}

TEST(JsonMembers, AreOfTheirKindOrRefusedWithTheirPlace) {
    const auto place_of_fault = [](const std::function<void()>& read) -> std::string {
        try {
            read();
        } catch (const Error& error) {
            EXPECT_EQ(http_status(error.code()), 422);
            return error.issues().front().code + " " + error.issues().front().field;
        }
        return "none";
    };
    const auto body = json::parse(
        R"({"force":"yes","null":null,"on":true,"name":"北京北京","options":{"on":1},"list":[]})");

    EXPECT_EQ(place_of_fault([&] { flag_member(body, "force", false); }), "not_flag /force");
    EXPECT_EQ(place_of_fault([&] { flag_member(body, "null", false); }), "not_flag /null");
    EXPECT_TRUE(flag_member(body, "on", false));
    EXPECT_TRUE(flag_member(body, "absent", true));
    const auto options = object_member(body, "options");
    EXPECT_EQ(place_of_fault([&] { flag_member(options, "on", false, "/options"); }),
              "not_flag /options/on");
    EXPECT_EQ(place_of_fault([&] { object_member(body, "list"); }), "not_object /list");
    EXPECT_EQ(text_member(body, "name", 4), "北京北京");
    EXPECT_EQ(text_member(body, "null", 4), "");
    EXPECT_EQ(place_of_fault([&] { text_member(body, "name", 3); }), "too_long /name");
    EXPECT_EQ(place_of_fault([&] { text_member(body, "on", 3); }), "not_text /on");
}

TEST(Throttle, LetsABurstThroughAndThenTheRefill) {
    Throttle throttle({.burst = 3, .refill = std::chrono::seconds{30}});
    const Instant now{Day(2026, 11, 1).value()};

    for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.take("a", now), 0);
    EXPECT_EQ(throttle.take("a", now), 10);
    EXPECT_EQ(throttle.take("b", now), 0);
    EXPECT_EQ(throttle.take("a", now + std::chrono::seconds{10}), 0);
    EXPECT_THROW(throttle.require("a", now, "Wait."), Throttled);
    throttle.forgive("a");
    EXPECT_EQ(throttle.take("a", now), 0);
}

TEST(Assets, ServeCompressedSistersImmutablyAndFallBackToIndex) {
    const Assets assets({{"index.html", "<html>"},
                         {"assets/a.js", "plain"},
                         {"assets/a.js.br", "brotli"},
                         {"assets/a.js.gz", "gzip"}});
    Request request{.path = "/assets/a.js"};
    request.headers.set("Accept-Encoding", "gzip, br");

    const auto script = assets.find(request);
    ASSERT_TRUE(script);
    EXPECT_EQ(std::get<SharedBytes>(script->body).bytes, "brotli");
    EXPECT_EQ(script->headers.get("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(script->headers.get("Cache-Control"), "public, max-age=31536000, immutable");
    request.headers.set("If-None-Match", script->headers.get("ETag"));
    EXPECT_EQ(assets.find(request)->status, 304);

    const auto page = assets.find({.path = "/months/2026-10"});
    EXPECT_EQ(std::get<SharedBytes>(page->body).bytes, "<html>");
    EXPECT_EQ(page->headers.get("Cache-Control"), "no-cache");
    EXPECT_FALSE(assets.find({.path = "/assets/missing.js"}));
    EXPECT_FALSE(assets.find({.path = "/../etc/passwd.txt"}));
}

TEST(EventChannel, IsDroppedWhenItsListenerIsTooSlow) {
    EventHub hub;
    const auto channel = hub.subscribe("job/1");

    for (std::size_t i = 0; i <= EventChannel::kMostQueued; ++i)
        hub.publish("job/1", {.data = "x"});

    EXPECT_TRUE(channel->closed());
    EXPECT_EQ(hub.listeners(), 0U);
}

TEST(EventHub, LimitsItsListeners) {
    EventHub hub(1);
    auto channel = hub.subscribe("a");
    EXPECT_THROW(hub.subscribe("b"), Error);
    channel.reset();
    EXPECT_NO_THROW(hub.subscribe("b"));
}

TEST(Event, CannotSmuggleAFieldInItsName) {
    EXPECT_EQ(format_event({.id = "1\ndata: x", .name = "a\r\nb", .data = "1\r\n2"}),
              "id: 1data: x\nevent: ab\ndata: 1\ndata: 2\n\n");
}

TEST(OpenApi, DocumentsEveryOperationWithItsPermission) {
    Router router;
    auto create = operation(Method::Post, "/v1/products", "create_product");
    create.permission = "company.write";
    create.body = BodyKind::Json;
    create.body_schema = "Product";
    create.answers = {{.status = 201, .description = "Made.", .schema = "Product"}};
    router.add(create);
    router.add(operation(Method::Get, "/v1/products/{id}", "get_product"));

    const auto document = json::parse(
        openapi_document(router, {{"Product", R"({"type":"object"})"}}, {.version = "0.1.0"}));

    const auto& post = document["paths"]["/v1/products"]["post"];
    EXPECT_EQ(post["x-permission"], "company.write");
    EXPECT_EQ(post["responses"]["201"]["content"]["application/json"]["schema"]["$ref"],
              "#/components/schemas/Product");
    EXPECT_TRUE(post["responses"].contains("default"));
    EXPECT_EQ(document["paths"]["/v1/products/{id}"]["get"]["parameters"][0]["name"], "id");
}

TEST(Dispatcher, CompressesLongAnswersForThoseWhoTakeThem) {
    Router router;
    auto long_answer = operation(Method::Get, "/v1/long", "long");
    long_answer.handler = [](const Request&) {
        return Response::json('"' + std::string(10'000, 'a') + '"');
    };
    router.add(long_answer);
    const Dispatcher dispatcher(Dispatcher::Parts{.router = std::move(router)});
    Request request{.path = "/v1/long"};

    EXPECT_EQ(std::get<std::string>(dispatcher.answer(request).body).size(), 10'002U);
    request.headers.set("Accept-Encoding", "gzip");
    const auto response = dispatcher.answer(request);
    EXPECT_EQ(response.headers.get("Content-Encoding"), "gzip");
    EXPECT_LT(std::get<std::string>(response.body).size(), 200U);
}

TEST(Dispatcher, RefusesGuardedOperationsWhenNobodyKeepsTheGate) {
    Router router;
    auto guarded = operation(Method::Get, "/v1/guarded", "guarded");
    guarded.permission = "company.read";
    router.add(guarded);
    const Dispatcher dispatcher(Dispatcher::Parts{.router = std::move(router)});

    EXPECT_EQ(dispatcher.answer({.path = "/v1/guarded"}).status, 401);
}

TEST(HttpDate, IsWrittenAsTheRfcWants) {
    // RFC 9110, 5.6.7
    EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(SessionCookie, IsStrictAndOutOfReachOfScripts) {
    EXPECT_EQ(session_cookie("s", "v", true), "s=v; Path=/; HttpOnly; SameSite=Strict; Secure");
    EXPECT_FALSE(same_secret("", ""));
    EXPECT_TRUE(same_secret("ab", "ab"));
    EXPECT_FALSE(same_secret("ab", "ac"));
}

}  // namespace
}  // namespace bihuan::http
